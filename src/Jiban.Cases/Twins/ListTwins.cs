using Jiban.Cases.Handling;
using Jiban.Cases.Limits;
using Jiban.Cases.Links;
using Jiban.Cases.Requests;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Journaling;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Jiban.Cases.Twins;

/// <summary>
/// What a person must judge because no rule is sure: open cases that may be the same event as this one, what the same telephone asked before, what else names the same
/// company, project or estate; each with its score and the reasons. What somebody has said to be another matter is not told again.
/// </summary>
internal static class ListTwins
{
    private const int MostOfEvent = 5;
    private const int MostOfOthers = 3;

    /// <summary>Why a case is offered.</summary>
    internal enum Sameness
    {
        /// <summary>Place, time, kind and words say that it may be one event.</summary>
        Event,

        /// <summary>The same telephone asked it.</summary>
        Requester,

        /// <summary>It names the same company, project or estate.</summary>
        Subject,
    }

    /// <summary>Which of the two would lead the incident.</summary>
    internal enum Leading
    {
        Other,
        This,
    }

    /// <param name="Score">How sure it is, 0 to 1; null where nothing is measured but the name.</param>
    /// <param name="Why">The reasons in words.</param>
    /// <param name="Shared">The longest words that both have.</param>
    /// <param name="Subject">The company, project or estate that both name.</param>
    /// <param name="Joins">Which of the two would lead, when they can be joined as one incident now; null when they can't.</param>
    /// <param name="CanRepeat">Whether this case can be marked as a repeat of it.</param>
    /// <param name="People">How many told it.</param>
    public sealed record Twin(
        Guid Id,
        string Number,
        CaseState State,
        Outcome? Outcome,
        string ClassName,
        string? PlaceName,
        UnitName Unit,
        DateTimeOffset ReceivedAt,
        int People,
        Sameness Same,
        double? Score,
        string Why,
        IReadOnlyList<string> Shared,
        string? Subject,
        Leading? Joins,
        bool CanRepeat
    );

    private sealed record Offered(
        CaseFile File,
        Sameness Same,
        int? Score,
        string Why,
        IReadOnlyList<string> Shared,
        string? Subject = null
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/{id:guid}/twins", HandleAsync)
            .Needs(Operation.JoinIncident)
            .WithName(nameof(ListTwins))
            .Produces<IReadOnlyList<Twin>>()
            .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<IResult> HandleAsync(
        Guid id,
        HttpContext http,
        CaseDesk desk,
        CancellationToken cancellation
    )
    {
        var actor = http.Actor();
        await using var connection = await desk.Database.OpenAsync(cancellation);
        var file = await CaseStore.LoadAsync(connection, id, cancellation);
        if (file is null)
        {
            return new Refused(Refusal.UnknownCase).ToProblem();
        }

        if (desk.Refuse(file, actor, Operation.JoinIncident) is { } refused)
        {
            return refused.ToProblem();
        }

        var texts = await CaseTexts.FirstAsync(connection, desk.Keys, [id], cancellation);
        if (JoinIncident.Blocks(file) is not null || !texts.TryGetValue(id, out var text))
        {
            return TypedResults.Ok<IReadOnlyList<Twin>>([]);
        }

        var limits = await desk.Limits.CurrentAsync(cancellation);
        var english = Language.IsEnglish(http);
        Offered[] all =
        [
            .. await OfEventAsync(connection, desk, file, text, limits, english, cancellation),
            .. await OfRequesterAsync(connection, desk, actor, file, text, english, cancellation),
            .. await OfSubjectAsync(connection, desk, file, text, english, cancellation),
        ];
        var seen = all.DistinctBy(one => one.File.CaseId)
            .Where(one =>
                one.File.CaseId != id && desk.Refuse(one.File, actor, Operation.ViewCases) is null
            )
            .ToList();
        var journals = await Journal.ReadAsync(
            connection,
            seen.Select(one => one.File.CaseId).Append(id),
            cancellation
        );
        var denied = DenyTwin.Of(journals[id]);
        return TypedResults.Ok<IReadOnlyList<Twin>>([
            .. seen.Where(one =>
                    !denied.Contains(one.File.CaseId)
                    && !DenyTwin.Of(journals[one.File.CaseId]).Contains(id)
                )
                .GroupBy(one => one.Same)
                .SelectMany(of => of.Take(of.Key == Sameness.Event ? MostOfEvent : MostOfOthers))
                .Select(one => Told(one, file, actor, desk)),
        ]);
    }

    private static Twin Told(Offered one, CaseFile file, Actor actor, CaseDesk desk) =>
        new(
            one.File.CaseId,
            one.File.Number,
            one.File.State,
            one.File.Outcome,
            desk.Dispatcher.Class(one.File.ClassCode)?.Name ?? one.File.ClassCode,
            one.File.PlaceName,
            UnitName.Of(desk.City, one.File.UnitId),
            one.File.ReceivedAt,
            one.File.Members + 1,
            one.Same,
            one.Score / 1_000.0,
            one.Why,
            one.Shared,
            one.Subject,
            one.Same == Sameness.Event
            && desk.Refuse(one.File, actor, Operation.JoinIncident) is null
                ? LeadOf(file, one.File)
                : null,
            one.Same == Sameness.Requester
                && one.File.ReceivedAt < file.ReceivedAt
                && file.RepeatOf is null
                && desk.Refuse(file, actor, Operation.LinkRepeat) is null
        );

    /// <summary>The older leads, if it can; else the other one does, or they can't be joined.</summary>
    internal static Leading? LeadOf(CaseFile file, CaseFile other) =>
        other.ReceivedAt <= file.ReceivedAt
            ? CanJoin(other, file)
                ? Leading.Other
                : CanJoin(file, other)
                    ? Leading.This
                    : null
            : CanJoin(file, other)
                ? Leading.This
                : CanJoin(other, file)
                    ? Leading.Other
                    : null;

    private static bool CanJoin(CaseFile lead, CaseFile member) =>
        JoinIncident.Blocks(lead) is null && JoinIncident.BlocksMember(lead, member) is null;

    private static async Task<IEnumerable<Offered>> OfEventAsync(
        NpgsqlConnection connection,
        CaseDesk desk,
        CaseFile file,
        string text,
        TimeLimits limits,
        bool english,
        CancellationToken cancellation
    ) =>
        (
            await FindTwins.FindAsync(
                connection,
                desk.Keys,
                desk.City,
                Sought.OfCase(text, file),
                limits.Twins.Offer,
                cancellation
            )
        ).Select(twin => new Offered(
            twin.Lead,
            Sameness.Event,
            twin.Score.Score,
            TwinWords.Why(twin.Score, english),
            twin.Shared
        ));

    /// <summary>Nothing where the actor may not learn who asked: two cases of one telephone would tell.</summary>
    private static async Task<IEnumerable<Offered>> OfRequesterAsync(
        NpgsqlConnection connection,
        CaseDesk desk,
        Actor actor,
        CaseFile file,
        string text,
        bool english,
        CancellationToken cancellation
    )
    {
        if (!desk.KnowsWhoAsked(file, actor))
        {
            return [];
        }

        var days = (await desk.Limits.CurrentAsync(cancellation)).Numbers.RepeatDays;
        var earlier = (await FindRepeats.OfPersonAsync(connection, file.CaseId, cancellation))
            // What is linked already stands among the links of the page.
            .Where(other =>
                other.CaseId != file.RepeatOf
                && other.IncidentId != file.CaseId
                && FindRepeats.MayRepeat(file, other, days)
                && desk.KnowsWhoAsked(other, actor)
            )
            .ToList();
        var texts = await CaseTexts.FirstAsync(
            connection,
            desk.Keys,
            earlier.Select(other => other.CaseId),
            cancellation
        );
        return earlier
            .Where(other => texts.ContainsKey(other.CaseId))
            .Select(other =>
                (
                    Other: other,
                    Score: RepeatScore.Of((file, text), (other, texts[other.CaseId]), true),
                    Like: TextLikeness.OfMatter(
                        text,
                        texts[other.CaseId],
                        file.PlaceName,
                        other.PlaceName
                    )
                )
            )
            .OrderByDescending(one => one.Score.Score)
            .ThenByDescending(one => one.Other.CaseId)
            .Select(one => new Offered(
                one.Other,
                Sameness.Requester,
                one.Score.Score,
                english ? RepeatWords.Why(one.Score).En : RepeatWords.Why(one.Score).Zh,
                one.Like.Shared
            ));
    }

    private static async Task<IEnumerable<Offered>> OfSubjectAsync(
        NpgsqlConnection connection,
        CaseDesk desk,
        CaseFile file,
        string text,
        bool english,
        CancellationToken cancellation
    ) =>
        (
            await FindSubjects.FindAsync(connection, desk.Keys, text, file.ReceivedAt, cancellation)
        ).Select(one => new Offered(
            one.File,
            Sameness.Subject,
            null,
            english ? $"names {one.Name}, too" : $"也提到“{one.Name}”",
            [],
            one.Name
        ));
}
