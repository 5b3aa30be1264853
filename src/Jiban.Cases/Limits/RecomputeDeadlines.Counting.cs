using Jiban.Cases.Asks;
using Jiban.Cases.Clocks;
using Jiban.Platform.Journaling;
using Jiban.Platform.Time;

namespace Jiban.Cases.Limits;

// What is counted again, and from where.
internal sealed partial class RecomputeDeadlines
{
    /// <summary>
    /// The dues that change, by the calendar in force; null when none does. Counted again are those that the last dispatch gave, those that a second or
    /// third handling gave, that of a review, the next word to the requester, and what is asked after the result and after the end. What a person named, an
    /// extension or the day on which a suspended case returns, was not counted in days and stays.
    /// </summary>
    /// <param name="entries">The whole journal of the case.</param>
    public static DeadlinesRecomputedFacts? Decide(
        CaseFile file,
        IReadOnlyList<JournalEntry> entries,
        TimeLimits limits
    )
    {
        var facts = file.State is CaseState.Resolved or CaseState.Closed
            ? new DeadlinesRecomputedFacts(null, null, null, null)
            : InHand(file, entries, limits);
        facts = facts with
        {
            DueProgress = Last(
                file.State == CaseState.Suspended ? Step.SuspendedProgress : Step.Progress,
                file.State is CaseState.Signed or CaseState.Suspended ? file.DueProgress : null,
                ProgressOf
            ),
            DueCallBack = Last(
                Step.CallBack,
                file.State is CaseState.Resolved or CaseState.Closed ? file.DueCallBack : null,
                CallBackOf
            ),
            DueFollowUp = Last(Step.FollowUp, file.DueFollowUp, FollowUpOf),
            DueControl = Last(Step.Control, file.DueControl, ControlOf),
        };
        return facts == new DeadlinesRecomputedFacts(null, null, null, null) ? null : facts;

        // Of what the last entry gave that gives it: in how many days stands there, and in an older one is taken from the limits in force.
        DateTimeOffset? Last(
            Step step,
            DateTimeOffset? due,
            Func<JournalEntry, (bool Begins, int? Days)> of
        ) =>
            due is { } was
            && entries.LastOrDefault(entry => of(entry).Begins) is { } begun
            && (
                of(begun).Days
                ?? (limits.Calendar.IsEnd(was) ? limits.WorkingDaysOf(file.Urgency, step) : null)
            )
                is > 0
                    and { } days
                ? Moved(was, days, begun.At, null, limits)
                : null;
    }

    /// <summary>Whether an entry says when the requester hears again, and in how many working days; so with those below.</summary>
    private static (bool Begins, int? Days) ProgressOf(JournalEntry entry) =>
        entry.Kind switch
        {
            Happened.Signed => (true, CanonicalJson.Read<SignedFacts>(entry.Data).ProgressDays),
            Happened.ProgressReported => (
                true,
                CanonicalJson.Read<ProgressFacts>(entry.Data).ProgressDays
            ),
            Happened.Resumed => (true, CanonicalJson.Read<ResumedFacts>(entry.Data).ProgressDays),
            Happened.Reopened => (true, CanonicalJson.Read<ReopenedFacts>(entry.Data).ProgressDays),
            Happened.Reinspected
                when CanonicalJson.Read<ReinspectedFacts>(entry.Data)
                    is { Passed: false, ProgressDays: var days } => (true, days),
            Happened.SuspensionJudged
                when CanonicalJson.Read<SuspensionJudgedFacts>(entry.Data)
                    is { Until: not null, ProgressDays: var days } => (true, days),
            _ => (false, null),
        };

    private static (bool Begins, int? Days) CallBackOf(JournalEntry entry) =>
        entry.Kind switch
        {
            Happened.Resolved => (true, CanonicalJson.Read<ResolvedFacts>(entry.Data).CallBackDays),
            Happened.Closed => (true, CanonicalJson.Read<ClosedFacts>(entry.Data).CallBackDays),
            _ => (false, null),
        };

    /// <summary>A try that reached nobody is due again after hours, which no calendar moves: 0 days.</summary>
    private static (bool Begins, int? Days) FollowUpOf(JournalEntry entry) =>
        entry.Kind switch
        {
            Happened.Closed => (true, CanonicalJson.Read<ClosedFacts>(entry.Data).FollowUpDays),
            Happened.FollowedUp => (true, 0),
            _ => (false, null),
        };

    private static (bool Begins, int? Days) ControlOf(JournalEntry entry) =>
        entry.Kind switch
        {
            Happened.Closed => (true, CanonicalJson.Read<ClosedFacts>(entry.Data).ControlDays),
            Happened.Controlled => (true, 0),
            _ => (false, null),
        };

    /// <summary>Of a case that waits for a unit or is with one: the dues of the handling and of a review.</summary>
    private static DeadlinesRecomputedFacts InHand(
        CaseFile file,
        IReadOnlyList<JournalEntry> entries,
        TimeLimits limits
    )
    {
        var given = entries.Last(entry =>
            entry.Kind is Happened.Queued or Happened.Dispatched
            || (
                entry.Kind == Happened.Reopened
                && !CanonicalJson.Read<ReopenedFacts>(entry.Data).ToQueue
            )
        );
        var since = entries.Where(entry => entry.Seq > given.Seq).ToList();
        var isMoved = since.Exists(MovesResult);
        var corrected = since
            .Where(entry => entry.Kind == Happened.ClassCorrected)
            .Select(entry => CanonicalJson.Read<ClassCorrectedFacts>(entry.Data))
            .ToList();
        var signed = since.Find(entry => entry.Kind == Happened.Signed);
        var recorded = given.Kind switch
        {
            Happened.Queued => CanonicalJson.Read<QueuedFacts>(given.Data).WorkingDays,
            Happened.Dispatched => CanonicalJson.Read<DispatchedFacts>(given.Data).WorkingDays,
            _ => CanonicalJson.Read<ReopenedFacts>(given.Data).WorkingDays,
        };
        // An entry from before this was recorded: the limits in force are taken for those that it was given.
        var counted = recorded ?? limits.WorkingDaysOf(file.Urgency);
        // The clocks of a registration start when it was received; those of a unit that a person chose, when it was chosen.
        var start = given.Seq <= 2 ? file.ReceivedAt : given.At;
        var atSignature = signed is null ? null : CanonicalJson.Read<SignedFacts>(signed.Data).Dues;
        var open = DeadlineRow
            .Of(file)
            .Where(row => row.MetAt is null)
            .ToDictionary(row => row.Step, row => row.DueAt);
        return new DeadlinesRecomputedFacts(
            Again(Step.Dispatch, counted.Dispatch, start),
            corrected.Exists(facts => facts.DueSign is not null)
                ? null
                : Again(Step.Sign, counted.Sign, counted.SignFrom ?? start),
            corrected.Exists(facts => facts.DueContact is not null)
                ? null
                : Again(
                    Step.Contact,
                    counted.Contact,
                    atSignature?.Contact is null ? counted.ContactFrom ?? start : signed!.At
                ),
            isMoved
                ? null
                : Again(
                    Step.Resolve,
                    counted.Resolve,
                    atSignature?.Resolve is null ? counted.ResolveFrom ?? start : signed!.At
                ),
            Review()
        );

        DateTimeOffset? Again(Step step, int? days, DateTimeOffset from) =>
            days is { } amount
            && open.TryGetValue(step, out var was)
            && (recorded is not null || limits.Calendar.IsEnd(was))
                ? Moved(was, amount, from, file.LimitAt(start), limits)
                : null;

        DateTimeOffset? Review() =>
            file.DueReview is { } was
            && since.FindLast(entry => ReviewOf(entry).Begins) is { } asked
            && (
                ReviewOf(asked).Days
                ?? (
                    limits.Calendar.IsEnd(was)
                        ? limits.WorkingDaysOf(
                            file.Urgency,
                            file.AwaitsRuling && asked.Kind == Happened.ReturnAsked
                                ? Step.Ruling
                                : Step.Review
                        )
                        : null
                )
            )
                is { } days
                ? Moved(was, days, asked.At, null, limits)
                : null;
    }

    /// <summary>Where a deadline lies now, within a limit that somebody else gave; null when it stays.</summary>
    internal static DateTimeOffset? Moved(
        DateTimeOffset was,
        int days,
        DateTimeOffset from,
        DateTimeOffset? latest,
        TimeLimits limits
    )
    {
        var due = WorkingCalendar.EndLike(
            was,
            limits.Calendar.AddWorkingDays(CivilTime.DayOf(from), days)
        );
        due = due > latest ? latest.Value : due;
        return due == was ? null : due;
    }

    /// <summary>Whether the limit for the result is another one since, which was not counted from the dispatch.</summary>
    private static bool MovesResult(JournalEntry entry) =>
        entry.Kind switch
        {
            Happened.Resumed => true,
            Happened.ExtensionJudged => CanonicalJson
                .Read<ExtensionJudgedFacts>(entry.Data)
                .DueResolve
                is not null,
            Happened.ReturnJudged => CanonicalJson.Read<ReturnJudgedFacts>(entry.Data).DueResolve
                is not null,
            Happened.ClassCorrected => CanonicalJson
                .Read<ClassCorrectedFacts>(entry.Data)
                .DueResolve
                is not null,
            Happened.WishChanged => CanonicalJson.Read<WishChangedFacts>(entry.Data).DueResolve
                is not null,
            _ => false,
        };

    /// <summary>Whether an entry begins a review, and in how many working days it was to be done; null when it was counted otherwise, or is not recorded.</summary>
    private static (bool Begins, int? Days) ReviewOf(JournalEntry entry) =>
        entry.Kind switch
        {
            Happened.ReturnAsked => (
                true,
                CanonicalJson.Read<ReturnAskedFacts>(entry.Data).ReviewDays
            ),
            Happened.ExtensionAsked or Happened.SuspensionAsked => (
                true,
                CanonicalJson.Read<TimeAskedFacts>(entry.Data).ReviewDays
            ),
            Happened.ReturnJudged
                when CanonicalJson.Read<ReturnJudgedFacts>(entry.Data)
                    is { Verdict: ReturnVerdict.Convened, ReviewDays: var days } => (true, days),
            _ => (false, null),
        };
}
