using Dapper;
using Jiban.Platform.Auth;
using Jiban.Platform.Live;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Jiban.Coordination;

/// <summary>The page of a whistle, and its photos.</summary>
internal static class GetWhistle
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/{id:guid}", HandleAsync)
            .Needs(Operation.ViewWhistles)
            .WithName(nameof(GetWhistle))
            .Produces<WhistlePage>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        routes
            .MapGet("/{id:guid}/attachments/{fileId:guid}", AttachmentAsync)
            .Needs(Operation.ViewWhistles)
            .WithName("GetWhistleAttachment")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    /// <summary>Tells everybody whom it concerns that a whistle has changed, and answers with its page.</summary>
    public static async Task<IResult> AnswerAsync(
        HttpContext http,
        WhistleDesk desk,
        Guid whistleId,
        CancellationToken cancellation
    )
    {
        await using var connection = await desk.Database.OpenAsync(cancellation);
        var standing = await StandingAsync(connection, http, desk, whistleId, cancellation);
        desk.Live.Publish(
            new Notice(
                "whistle",
                whistleId,
                Operation.ViewWhistles,
                standing!.Parts.Concerned(standing.Whistle)
            )
        );
        return Show(http, await ReadAsync(connection, desk, standing, cancellation));
    }

    private static async Task<IResult> HandleAsync(
        Guid id,
        HttpContext http,
        WhistleDesk desk,
        CancellationToken cancellation
    )
    {
        await using var connection = await desk.Database.OpenAsync(cancellation);
        return
            await StandingAsync(connection, http, desk, id, cancellation) is { Sees: true } standing
            ? Show(http, await ReadAsync(connection, desk, standing, cancellation))
            : WhistleRefusal.UnknownWhistle.ToProblem();
    }

    private static IResult Show(HttpContext http, WhistlePage page)
    {
        SeenVersion.Tell(http.Response, page.Version);
        return TypedResults.Ok(page);
    }

    private static async Task<IResult> AttachmentAsync(
        Guid id,
        Guid fileId,
        string? size,
        HttpContext http,
        WhistleDesk desk,
        CancellationToken cancellation
    )
    {
        await using var connection = await desk.Database.OpenAsync(cancellation);
        return
            await StandingAsync(connection, http, desk, id, cancellation) is { Sees: true }
            && (await PhotosAsync(connection, id, cancellation)).Any(photos =>
                photos.Contains(fileId)
            )
            ? desk.Photos.Serve(fileId, size)
            : WhistleRefusal.UnknownWhistle.ToProblem();
    }

    private static async Task<Standing?> StandingAsync(
        NpgsqlConnection connection,
        HttpContext http,
        WhistleDesk desk,
        Guid whistleId,
        CancellationToken cancellation
    ) =>
        await WhistleStore.LoadAsync(connection, whistleId, cancellation) is { } whistle
            ? new Standing(
                http.Actor(),
                whistle,
                await WhistleStore.PartsAsync(connection, [whistleId], cancellation),
                desk.City.IsBelow
            )
            : null;

    private static async Task<WhistlePage> ReadAsync(
        NpgsqlConnection connection,
        WhistleDesk desk,
        Standing standing,
        CancellationToken cancellation
    )
    {
        var (whistle, parts) = (standing.Whistle, standing.Parts);
        var cases = parts.Cases.Select(one => one.CaseId).ToList();
        var told = await ToldAsync(connection, whistle.WhistleId, cancellation);
        var draw = new DrawWhistle(
            standing,
            desk.City,
            desk.Clock.GetUtcNow(),
            await WhistleTexts.ReadAsync(connection, desk, [whistle], parts, null, cancellation),
            await PhotosAsync(connection, whistle.WhistleId, cancellation),
            await desk.Accounts.NamesAsync(PeopleOf(whistle, parts, told), cancellation),
            told
        );
        return draw.Page(
            await desk.Journal.VisibleAsync(connection, standing.Actor, cases, cancellation)
        );
    }

    private static IEnumerable<Guid> PeopleOf(
        Whistle whistle,
        WhistleParts parts,
        IReadOnlyList<Told> told
    ) =>
        parts
            .Summons.Select(one => one.ArrivedBy)
            .Concat(parts.Tasks.Select(task => task.DoneBy))
            .Append(whistle.LeaderId)
            .Append(whistle.BlownBy)
            .OfType<Guid>()
            .Concat(told.Select(DrawWhistle.WhoTold))
            .Distinct();

    private static async Task<ILookup<int, Guid>> PhotosAsync(
        NpgsqlConnection connection,
        Guid whistleId,
        CancellationToken cancellation
    ) =>
        (
            await connection.QueryAsync<(int Seq, Guid FileId)>(
                new CommandDefinition(
                    "select seq, file_id from coordination.attachment where whistle_id = @whistleId order by seq, file_id",
                    new { whistleId },
                    cancellationToken: cancellation
                )
            )
        ).ToLookup(row => row.Seq, row => row.FileId);

    private static async Task<IReadOnlyList<Told>> ToldAsync(
        NpgsqlConnection connection,
        Guid whistleId,
        CancellationToken cancellation
    ) =>
        (
            await connection.QueryAsync<Told>(
                new CommandDefinition(
                    """
                    select seq, at, actor, kind, (data ->> 'task')::uuid as task from coordination.entry
                    where whistle_id = @whistleId and kind in ('minutes', 'taskVerified', 'taskReturned', 'taskWithdrawn', 'closed') order by seq
                    """,
                    new { whistleId },
                    cancellationToken: cancellation
                )
            )
        ).AsList();
}
