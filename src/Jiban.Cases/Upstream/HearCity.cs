using Jiban.Cases.Asks;
using Jiban.Cases.Clocks;
using Jiban.Cases.Contracts;
using Jiban.Cases.Handling;
using Jiban.Cases.Limits;
using Jiban.Platform.Auth;
using Jiban.Platform.Journaling;

namespace Jiban.Cases.Upstream;

/// <param name="Asked">The entry by which the order was given back.</param>
internal sealed record ReturnDecidedFacts(int Asked, bool Accepted);

/// <summary>The city's line leaves the order out of its assessment; why stands in the box beside.</summary>
internal sealed record ExcludedFacts(int Handling);

/// <summary>
/// What the city's 12345 line decides about its own order. Where the desk has the same operation its decision is asked, so that a word of
/// the city opens no way that people here do not have; what only the city can say is decided here.
/// </summary>
internal static class HearCity
{
    /// <param name="givenBack">The entry of a return that waits for the city; null when none does.</param>
    /// <param name="queue">Where the case waits for a person, when the requester objects to an end without a result.</param>
    public static Decided Decide(
        CaseFile file,
        CityWord word,
        int? givenBack,
        Guid queue,
        TimeLimits limits,
        DateTimeOffset now
    ) =>
        word switch
        {
            CityWord.Supervise said => SuperviseCase.Decide(
                file,
                new SuperviseCase.Request(said.Note),
                Actor.Upstream,
                queue,
                limits,
                now
            ),
            CityWord.CallBack said => CallBack(file, said, queue, limits, now),
            CityWord.RejectResult said => Reject(file, said, limits, now),
            CityWord.DecideReturn said => DecideReturn(file, said, givenBack),
            CityWord.Close => Close(file, limits, now),
            CityWord.Exclude said => FreeText.IsSaid(said.Reason)
                ? Happening.Of(Happened.Excluded, new ExcludedFacts(file.Handling), said.Reason)
                : Refusal.ReasonMissing,
            _ => throw new InvalidOperationException($"No decision for {word.GetType().Name}."),
        };

    /// <summary>The return that waits for the city's decision: given back, and not decided since.</summary>
    public static int? Waiting(IEnumerable<JournalEntry> entries) =>
        entries.Aggregate(
            (int?)null,
            (waiting, entry) =>
                entry.Kind switch
                {
                    Happened.ReturnJudged
                        when CanonicalJson.Read<ReturnJudgedFacts>(entry.Data).Verdict
                            == ReturnVerdict.GivenBack => entry.Seq,
                    Happened.ReturnDecided => null,
                    _ => waiting,
                }
        );

    private static Decided CallBack(
        CaseFile file,
        CityWord.CallBack said,
        Guid queue,
        TimeLimits limits,
        DateTimeOffset now
    )
    {
        if (
            !IsWord<Solved>(said.Solved, out var solved)
            || !IsWord<Satisfied>(said.Satisfied, out var satisfied)
        )
        {
            return Refusal.CallBackAnswersMissing;
        }

        return CallBackCase.Decide(
            file,
            new CallBackCase.Request(said.Reached, said.Contacted, solved, satisfied, said.Reason),
            Actor.Upstream,
            queue,
            limits,
            now
        );
    }

    /// <summary>After the last handling that the rule allows it is raised to a leader, as when a requester here is not content.</summary>
    private static Decided Reject(
        CaseFile file,
        CityWord.RejectResult said,
        TimeLimits limits,
        DateTimeOffset now
    ) =>
        file.ResolvedAt is null ? Refusal.NotResolved
        : file.AwaitsLeader ? Refusal.RaisedUnsettled
        : !FreeText.IsSaid(said.Reason) ? Refusal.ReasonMissing
        : said.Limit <= now ? Refusal.OrderLimit
        : ReopenCase.ReopenOrRaise(file, ReopenedWhy.Rejected, limits, now, said.Limit) with
        {
            Text = said.Reason!.Trim(),
        };

    /// <summary>What was taken back is over here. A result that was reported meanwhile stands, and is only told of the decision.</summary>
    private static Decided DecideReturn(CaseFile file, CityWord.DecideReturn said, int? givenBack)
    {
        if (givenBack is not { } asked || asked != said.Asked)
        {
            return Refusal.NotGivenBack;
        }

        var decided = Happening.Of(
            Happened.ReturnDecided,
            new ReturnDecidedFacts(asked, said.Accepted),
            said.Reason
        );
        return said.Accepted && file.State is not (CaseState.Resolved or CaseState.Closed)
            ? new[]
            {
                decided,
                Happening.Of(Happened.Closed, new ClosedFacts(ClosedHow.GivenBack, Guid.Empty)),
            }
            : decided;
    }

    private static Decided Close(CaseFile file, TimeLimits limits, DateTimeOffset now) =>
        file.State == CaseState.Closed ? Refusal.AlreadyClosed
        : file.State != CaseState.Resolved ? Refusal.NotResolved
        : Happening.Of(
            Happened.Closed,
            new ClosedFacts(
                ClosedHow.ByCity,
                Guid.Empty,
                limits.FollowUp.Asks(file) ? limits.Due(file.Urgency, Step.FollowUp, now) : null,
                FollowUpDays: limits.DaysGiven(file.Urgency, Step.FollowUp)
            )
        );

    /// <summary>Whether it is a word of the enum, or not said at all.</summary>
    private static bool IsWord<T>(string? word, out T? value)
        where T : struct, Enum
    {
        var known = Words.TryParse<T>(word, out var read);
        value = known ? read : null;
        return known || word is null;
    }
}
