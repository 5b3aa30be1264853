using Jiban.Cases.Asks;
using Jiban.Cases.Handling;
using Jiban.Cases.Limits;
using Jiban.Cases.Requests;
using Jiban.Platform.Journaling;
using Npgsql;

namespace Jiban.Cases.Lists;

/// <summary>To whom a case may go next, for its page: what dispatch proposes, and what a unit that returns it suggests.</summary>
internal static class WhoMayGetIt
{
    /// <summary>The units among which a person chooses, each with what is on its desk while the case waits.</summary>
    public static async Task<IReadOnlyList<CasePage.CandidatePart>> CandidatesAsync(
        NpgsqlConnection connection,
        CaseFile file,
        IReadOnlyList<JournalEntry> entries,
        CaseDesk desk,
        TimeLimits limits,
        bool english,
        CancellationToken cancellation
    )
    {
        // What waits for a person once more has the candidates of the first time.
        if (entries.FirstOrDefault(entry => entry.Kind == Happened.Queued) is not { } queued)
        {
            return [];
        }

        var candidates = CanonicalJson.Read<QueuedFacts>(queued.Data).Candidates;
        var loads =
            file.State == CaseState.Queued
                ? await UnitLoads.OfAsync(
                    connection,
                    candidates.Select(one => one.Unit),
                    desk,
                    limits.Calendar,
                    cancellation
                )
                : null;
        return
        [
            .. candidates.Select(one =>
            {
                var load = loads?.GetValueOrDefault(one.Unit);
                return new CasePage.CandidatePart(
                    UnitName.Of(desk.City, one.Unit),
                    one.Mode,
                    one.Confidence,
                    english ? one.En : one.Zh,
                    load?.Open,
                    load?.AtWork
                );
            }),
        ];
    }

    /// <summary>The unit that the one which last asked to return it thinks is right.</summary>
    public static Guid? SuggestedBy(IEnumerable<JournalEntry> entries) =>
        entries.LastOrDefault(entry => entry.Kind == Happened.ReturnAsked) is { } returned
            ? CanonicalJson.Read<ReturnAskedFacts>(returned.Data).Suggests
            : null;
}
