using Dapper;
using Jiban.Cases.Contracts;
using Jiban.Cases.Handling;
using Jiban.Cases.Lists;
using Jiban.Cases.Meetings;
using Jiban.Cases.Promises;
using Jiban.Cases.Secrets;
using Jiban.City.Contracts;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Journaling;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Jiban.Cases.Requests;

/// <summary>
/// The requester follows a request by number and query code. A wrong code and an unknown number get the same answer, so that neither
/// can be guessed from the other.
/// </summary>
internal static class FollowRequest
{
    /// <summary>What the requester may see: no name of staff, nothing of other people, and of a component that is withheld neither place nor unit.</summary>
    public sealed record Response(
        string Number,
        CaseState State,
        UnitName? Unit,
        DemandKind Kind,
        string ClassName,
        string? PlaceName,
        string? Text,
        DateTimeOffset ReceivedAt,
        IReadOnlyList<StepPart> Steps,
        IReadOnlyList<CasePage.DeadlinePart> Deadlines,
        IReadOnlyList<PhotoPart> Photos,
        string? Answer,
        DateTimeOffset? ClosedAt,
        MeetingPart? Meeting,
        IReadOnlyList<PartOf> Parts
    );

    /// <summary>One of the matters into which a request was split, with the code that opens it.</summary>
    public sealed record PartOf(string Number, string Code, CaseState State, string ClassName);

    /// <summary>One step with its time.</summary>
    /// <param name="Detail">What was written to the requester with it: how it stands, where to meet.</param>
    public sealed record StepPart(
        DateTimeOffset At,
        string Kind,
        string Text,
        string? Detail = null
    );

    /// <summary>The invitation to meet.</summary>
    /// <param name="At">The time offered, proposed or agreed.</param>
    /// <param name="Place">Where, as long as what was offered stands.</param>
    /// <param name="IsOpen">Whether it can be answered now.</param>
    public sealed record MeetingPart(
        MeetingState State,
        DateTimeOffset? At,
        string? Place,
        bool IsOpen
    );

    /// <summary>A photo of the case.</summary>
    public sealed record PhotoPart(Guid Id, string Purpose);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/{number}", HandleAsync)
            .Needs(Operation.UsePublicDoor)
            .WithName(nameof(FollowRequest))
            .Produces<Response>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
        routes
            .MapGet("/{number}/photos/{photoId:guid}", PhotoAsync)
            .Needs(Operation.UsePublicDoor)
            .WithName("FollowRequestPhoto")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> HandleAsync(
        string number,
        string? code,
        HttpContext http,
        CaseDesk desk,
        CodeGuesses guesses,
        CancellationToken cancellation
    )
    {
        var (caseId, problem) = await KnowAsync(number, code, http, desk, guesses, cancellation);
        return problem is not null ? problem : await AnswerAsync(caseId, http, desk, cancellation);
    }

    /// <summary>The case of a number, when the code is its own; else the answer that a stranger gets.</summary>
    public static async Task<(Guid CaseId, Problem? Problem)> KnowAsync(
        string number,
        string? code,
        HttpContext http,
        CaseDesk desk,
        CodeGuesses guesses,
        CancellationToken cancellation
    )
    {
        if (!CaseNumber.TryRead(number, out var read))
        {
            return (default, Mistyped);
        }

        var guess = guesses.Take(http, read);
        if (guess.Refused() is { } tooMany)
        {
            return (default, tooMany);
        }

        await using var connection = await desk.Database.OpenAsync(cancellation);
        if (await OpenAsync(connection, desk, read, code, cancellation) is not var (file, _))
        {
            return (default, guess.WasWrong() ?? Unknown);
        }

        guess.WasRight();
        return (file.CaseId, null);
    }

    /// <summary>What the requester may see of a case that was just shown to be his.</summary>
    public static async Task<IResult> AnswerAsync(
        Guid caseId,
        HttpContext http,
        CaseDesk desk,
        CancellationToken cancellation
    )
    {
        await using var connection = await desk.Database.OpenAsync(cancellation);
        var file = (await CaseStore.LoadAsync(connection, caseId, cancellation))!;
        var stored = await CaseStore.SecretsAsync(connection, caseId, cancellation);
        var withheld = await CaseTelling.IsWithheldAsync(
            http.RequestServices.GetRequiredService<NamedComponents>(),
            desk.Clock,
            file,
            cancellation
        );
        return CaseSecrets.Open(desk.Keys, caseId, stored.Wrapped) is { } secrets
            ? TypedResults.Ok(
                await ReadAsync(
                    connection,
                    desk,
                    file,
                    secrets,
                    withheld,
                    Language.IsEnglish(http),
                    cancellation
                )
            )
            : Unknown;
    }

    private static async Task<IResult> PhotoAsync(
        string number,
        Guid photoId,
        string? code,
        string? size,
        HttpContext http,
        CaseDesk desk,
        CodeGuesses guesses,
        CancellationToken cancellation
    )
    {
        var (caseId, problem) = await KnowAsync(number, code, http, desk, guesses, cancellation);
        if (problem is not null)
        {
            return problem;
        }

        await using var connection = await desk.Database.OpenAsync(cancellation);
        return (await CaseStore.AttachmentsAsync(connection, caseId, cancellation)).Any(photo =>
            photo.FileId == photoId && photo.IsForRequester
        )
            ? desk.Photos.Serve(photoId, size)
            : Unknown;
    }

    private static async Task<(CaseFile File, CaseSecrets Secrets)?> OpenAsync(
        NpgsqlConnection connection,
        CaseDesk desk,
        string number,
        string? code,
        CancellationToken cancellation
    )
    {
        if (await CaseStore.FindAsync(connection, number, cancellation) is not { } caseId)
        {
            return null;
        }

        var stored = await CaseStore.SecretsAsync(connection, caseId, cancellation);
        return
            CaseSecrets.Open(desk.Keys, caseId, stored.Wrapped) is { } secrets
            && secrets.IsQueryCode(code ?? "")
            ? ((await CaseStore.LoadAsync(connection, caseId, cancellation))!, secrets)
            : null;
    }

    private static async Task<Response> ReadAsync(
        NpgsqlConnection connection,
        CaseDesk desk,
        CaseFile file,
        CaseSecrets secrets,
        bool withheld,
        bool english,
        CancellationToken cancellation
    )
    {
        var entries = await Journal.ReadAsync(connection, file.CaseId, cancellation);
        var texts = (
            await CaseStore.TextsAsync(connection, file.CaseId, cancellation)
        ).ToDictionary(
            text => text.Seq,
            text => WrittenFields.Words(secrets.OpenText(text.Seq, text.Box), english)
        );
        var photos = await CaseStore.AttachmentsAsync(connection, file.CaseId, cancellation);
        var lastAnswer = entries.LastOrDefault(entry => entry.Kind == Happened.Resolved);
        var lastOffer = entries.LastOrDefault(entry => entry.Kind == Happened.MeetingOffered);
        return new Response(
            file.Number,
            file.State,
            file.State == CaseState.Queued || withheld ? null : UnitName.Of(desk.City, file.UnitId),
            file.Kind,
            desk.Dispatcher.ClassName(file.ClassCode, english),
            withheld ? null : file.PlaceName,
            texts.GetValueOrDefault(1),
            file.ReceivedAt,
            [
                .. entries
                    .Select(entry =>
                        PublicTimeline.Of(
                            entry,
                            desk.City,
                            english,
                            texts.GetValueOrDefault(entry.Seq)
                        )
                    )
                    .OfType<StepPart>()
                    .Select(step => withheld ? Unnamed(step, desk.City, english) : step),
            ],
            // What staff must judge, and when they ask again, is not the requester's clock.
            [
                .. CasePage
                    .DeadlinesOf(file)
                    .Where(deadline =>
                        deadline.Kind is Step.Dispatch or Step.Sign or Step.Contact or Step.Resolve
                    ),
            ],
            [
                .. photos
                    .Where(photo => photo.IsForRequester)
                    .Select(photo => new PhotoPart(photo.FileId, photo.Purpose)),
            ],
            lastAnswer is null ? null : texts.GetValueOrDefault(lastAnswer.Seq),
            file.ClosedAt,
            file.Meeting is { } meeting
                ? new(
                    meeting,
                    file.MeetingAt,
                    meeting is MeetingState.Offered or MeetingState.Accepted
                    && lastOffer is not null
                        ? texts.GetValueOrDefault(lastOffer.Seq)
                        : null,
                    AnswerMeeting.Blocks(file) is null
                )
                : null,
            file.ClosedHow == ClosedHow.Split
                ? await PartsAsync(connection, desk, file, english, cancellation)
                : []
        );
    }

    /// <summary>A step without the names of units: they would tell whose a component is that is withheld, and where. What staff wrote themselves stays.</summary>
    private static StepPart Unnamed(StepPart step, CitySnapshot city, bool english) =>
        step with
        {
            Text = city
                .Units.Select(unit => unit.Name)
                .Where(name => step.Text.Contains(name, StringComparison.Ordinal))
                .OrderByDescending(name => name.Length)
                .Aggregate(
                    step.Text,
                    (text, name) =>
                        text.Replace(
                            name,
                            CaseTelling.UnnamedUnit(english),
                            StringComparison.Ordinal
                        )
                ),
        };

    /// <summary>The cases split out of a request: whoever knows its code knows theirs.</summary>
    private static async Task<IReadOnlyList<PartOf>> PartsAsync(
        NpgsqlConnection connection,
        CaseDesk desk,
        CaseFile file,
        bool english,
        CancellationToken cancellation
    )
    {
        var rows = await connection.QueryAsync<(
            Guid Id,
            string Number,
            string State,
            string ClassCode,
            byte[]? Wrapped
        )>(
            new CommandDefinition(
                """
                select c.case_id, c.number, c.state, c.class_code, k.wrapped
                from cases.case_file c join cases.case_key k using (case_id) where c.parent_id = @CaseId order by c.case_id
                """,
                new { file.CaseId },
                cancellationToken: cancellation
            )
        );
        return
        [
            .. rows.Select(row => new PartOf(
                row.Number,
                CaseSecrets.Open(desk.Keys, row.Id, row.Wrapped)?.QueryCode() ?? "",
                Words.Parse<CaseState>(row.State),
                desk.Dispatcher.ClassName(row.ClassCode, english)
            )),
        ];
    }

    private static readonly Problem Mistyped = new(
        400,
        "mistyped-number",
        "编号好像输错了：请核对是否有一位数字不对，或相邻两位颠倒了。编号共16位，例如 20261121-0000123-1。",
        "The number does not check: look for a wrong digit or two neighbours swapped. A number has 16 digits."
    );

    private static readonly Problem Unknown = new(
        404,
        "unknown-request",
        "没有找到这件诉求。请核对编号和查询码。",
        "There is no such request. Please check the number and the query code."
    );
}
