using Dapper;
using Jiban.Cases.Handling;
using Jiban.Cases.Requests;
using Jiban.Cases.Secrets;
using Jiban.Platform.Auth;
using Jiban.Platform.Web;
using Jiban.Platform.Writing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Jiban.Cases.Twins;

/// <summary>
/// While the caller speaks: open incidents that may be the same event, what the same telephone asked before, and what else names the same company, project or
/// estate, each with its reason. Incidents that the operator may not see are told as to the public: no number; of the rest nothing is told.
/// </summary>
internal static class ListCandidates
{
    private const int ShortestText = 4;
    private const int Most = 5;
    private const int MostOfSubject = 3;

    /// <param name="Text">What was typed so far.</param>
    /// <param name="Phone">The requester's telephone.</param>
    public sealed record Request(
        string? Text,
        string? Kind,
        string? ClassCode,
        SubmitRequest.PlacePart? Place,
        string? Phone
    );

    /// <param name="Id">Sent back as <c>joins</c> with the registration, where it can be joined.</param>
    /// <param name="Number">Null for a case that the actor may not see.</param>
    /// <param name="SameRequester">The same telephone asked it.</param>
    /// <param name="Subject">The company, project or estate that both name.</param>
    /// <param name="CanJoin">Whether the new case can be joined to it as one incident.</param>
    /// <param name="Why">The reasons in words.</param>
    public sealed record Candidate(
        Guid Id,
        string? Number,
        CaseState State,
        string ClassName,
        string? PlaceName,
        DateTimeOffset ReceivedAt,
        int People,
        bool SameRequester,
        string? Subject,
        bool CanJoin,
        double Score,
        string Why
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/like", HandleAsync)
            .Needs(Operation.RegisterForCaller)
            .WithName(nameof(ListCandidates))
            .Produces<IReadOnlyList<Candidate>>()
            .ProducesProblem(StatusCodes.Status429TooManyRequests);

    private static async Task<IResult> HandleAsync(
        Request request,
        HttpContext http,
        CaseDesk desk,
        PersonLookups lookups,
        CancellationToken cancellation
    )
    {
        if (await lookups.SearchAsync(http, request.Phone, cancellation) is { } tooMany)
        {
            return tooMany;
        }

        var actor = http.Actor();
        var english = Language.IsEnglish(http);
        await using var connection = await desk.Database.OpenAsync(cancellation);
        var earlier = await OfRequesterAsync(connection, desk, actor, request.Phone, cancellation);
        var twins = await TwinsAsync(connection, desk, request, cancellation);
        var same = earlier.Select(file => file.CaseId).ToHashSet();
        var shown = twins.Select(twin => twin.Lead.CaseId).Concat(same).ToHashSet();
        var subjects = (await SubjectsAsync(connection, desk, request, cancellation))
            .Where(one =>
                !shown.Contains(one.File.CaseId)
                && desk.Refuse(one.File, actor, Operation.ViewCases) is null
            )
            .Take(MostOfSubject);
        return TypedResults.Ok<IReadOnlyList<Candidate>>([
            .. twins
                .Take(Most)
                .Select(twin =>
                    Of(
                        twin.Lead,
                        twin.Score.Score / 1_000.0,
                        TwinWords.Why(twin.Score, english),
                        canJoin: true
                    )
                ),
            .. earlier
                .Where(file => twins.All(twin => twin.Lead.CaseId != file.CaseId))
                .Select(file =>
                    Of(
                        file,
                        0,
                        english ? "the same telephone asked before" : "同一电话此前反映过",
                        canJoin: false
                    )
                ),
            .. subjects.Select(one =>
                Of(
                    one.File,
                    0,
                    english ? $"names {one.Name}, too" : $"也提到“{one.Name}”",
                    canJoin: false,
                    one.Name
                )
            ),
        ]);

        Candidate Of(CaseFile file, double score, string why, bool canJoin, string? subject = null)
        {
            var seen = desk.Refuse(file, actor, Operation.ViewCases) is null;
            return new Candidate(
                file.CaseId,
                seen ? file.Number : null,
                file.State,
                desk.Dispatcher.Class(file.ClassCode)?.Name ?? file.ClassCode,
                seen ? file.PlaceName : null,
                file.ReceivedAt,
                file.Members + 1,
                same.Contains(file.CaseId),
                subject,
                canJoin,
                score,
                why
            );
        }
    }

    private static async Task<IReadOnlyList<FoundTwin>> TwinsAsync(
        NpgsqlConnection connection,
        CaseDesk desk,
        Request request,
        CancellationToken cancellation
    ) =>
        RequestText.Check(request.Text).Text is { Length: >= ShortestText } text
        && OfferTwins.MessageOf(
            text,
            request.Kind,
            request.Place,
            "phone",
            desk,
            SubmitRequest.NullIfBlank(request.ClassCode)
        )
            is { } message
            ? await FindTwins.FindAsync(
                connection,
                desk.Keys,
                desk.City,
                Sought.Of(text, desk.Dispatcher.Decide(message, desk.City), message.At),
                (await desk.Limits.CurrentAsync(cancellation)).Twins.Offer,
                cancellation
            )
            : [];

    private static async Task<IReadOnlyList<FoundSubject>> SubjectsAsync(
        NpgsqlConnection connection,
        CaseDesk desk,
        Request request,
        CancellationToken cancellation
    ) =>
        RequestText.Check(request.Text).Text is { } text
            ? await FindSubjects.FindAsync(
                connection,
                desk.Keys,
                text,
                desk.Clock.GetUtcNow(),
                cancellation
            )
            : [];

    /// <summary>The newest cases of a telephone that the actor may see, and of whom he may learn who asked.</summary>
    private static async Task<IReadOnlyList<CaseFile>> OfRequesterAsync(
        NpgsqlConnection connection,
        CaseDesk desk,
        Actor actor,
        string? typed,
        CancellationToken cancellation
    )
    {
        if (Telephone.Normalise(typed) is not { Length: >= 5 } phone)
        {
            return [];
        }

        var files = await connection.QueryAsync<CaseFile>(
            new CommandDefinition(
                $"""
                select {CaseColumns.Select} from cases.case_file
                where case_id in (select case_id from cases.requester where phone_hash = any(@hashes) order by case_id desc limit 50)
                order by case_id desc
                """,
                new { hashes = desk.Keys.SearchHashes(phone).ToArray() },
                cancellationToken: cancellation
            )
        );
        return
        [
            .. files
                .Where(file =>
                    desk.Refuse(file, actor, Operation.ViewCases) is null
                    && desk.RequesterIsOpenTo(file, actor)
                )
                .Take(Most),
        ];
    }
}
