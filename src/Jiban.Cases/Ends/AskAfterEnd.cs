using Jiban.Cases.Clocks;
using Jiban.Cases.Handling;
using Jiban.Cases.Limits;
using Jiban.City.Contracts;

namespace Jiban.Cases.Ends;

/// <summary>Whether and by whom the requester of a closed case is asked.</summary>
internal enum Asking
{
    /// <summary>About the result, before the case was closed.</summary>
    BeforeClosing,

    /// <summary>It ended without a result: afterwards.</summary>
    AfterEnd,

    /// <summary>By the city's 12345 line, whose order it is and which closed it.</summary>
    ByCity,

    /// <summary>About each of the cases into which it was split.</summary>
    OfItsParts,

    /// <summary>By whoever handles it now that the city has taken its order back.</summary>
    Elsewhere,

    /// <summary>Thanks: nothing was asked for.</summary>
    NothingAskedFor,

    /// <summary>A person judged it an abuse of the line: nobody is called who called too often.</summary>
    NotAsked,

    /// <summary>Nobody asked: the place is looked at instead.</summary>
    Nobody,
}

/// <summary>
/// Every requester is asked (docs/rules.md §1, R-14), also where a case ended without a result: as declined, or by the legal path. Whoever objects has
/// it put before a person again, other than the one who ended it, with its history and new deadlines.
/// </summary>
internal static class AskAfterEnd
{
    /// <summary>Until when the requester is to be asked about an end without a result; null where nobody asked for anything.</summary>
    public static DateTimeOffset? Due(CaseFile file, TimeLimits limits, DateTimeOffset now) =>
        file.HasPerson ? limits.Due(file.Urgency, Step.CallBack, now) : null;

    /// <summary>
    /// Whether an answer objects to the end. That a court has not decided yet is no objection to having been sent there: only who is dissatisfied
    /// with the legal path objects to it.
    /// </summary>
    public static bool Objects(CaseFile file, Solved? solved, Satisfied? satisfied) =>
        satisfied == Satisfied.Dissatisfied
        || (file.ClosedHow != ClosedHow.LegalPath && solved != Solved.Solved);

    /// <summary>What the rule says of a closed case; null for one that is open.</summary>
    public static Asking? RuleOf(CaseFile file) =>
        file.ClosedHow switch
        {
            null => null,
            ClosedHow.CalledBack or ClosedHow.NotReached => Asking.BeforeClosing,
            ClosedHow.Split => Asking.OfItsParts,
            ClosedHow.Praise => Asking.NothingAskedFor,
            ClosedHow.Abuse => Asking.NotAsked,
            ClosedHow.ByCity => Asking.ByCity,
            ClosedHow.GivenBack => Asking.Elsewhere,
            _ when !file.HasPerson => Asking.Nobody,
            ClosedHow.LegalPath or ClosedHow.Declined => Asking.AfterEnd,
            _ => Asking.Nobody,
        };

    /// <summary>Where a case waits for a person: with the centre that had it, or, if a unit had it, with the narrowest one of its place.</summary>
    public static Guid QueueOf(CaseFile file, CitySnapshot city) =>
        file.DispatchedAt is null ? file.UnitId
        : file.StreetId is { } street && city.StreetOffice(street) is { } office ? office.UnitId
        : file.DistrictId is { } district && city.DistrictGovernment(district) is { } government
            ? government.UnitId
        : city.CityCentre?.UnitId ?? file.UnitId;

    /// <summary>The case is put before a person once more; or raised to a leader, when it has been handled as often as the rule allows.</summary>
    /// <param name="queue">As <see cref="QueueOf"/> says.</param>
    public static Happening[] PutBeforePerson(
        CaseFile file,
        Guid queue,
        TimeLimits limits,
        DateTimeOffset now
    )
    {
        if (file.Handling >= limits.Numbers.Handlings)
        {
            return [ReopenCase.Raise()];
        }

        return PutInQueue(file, ReopenedWhy.Objection, queue, limits, now);
    }

    /// <summary>The case waits for a person again, as if no unit had had it.</summary>
    public static Happening[] PutInQueue(
        CaseFile file,
        ReopenedWhy why,
        Guid queue,
        TimeLimits limits,
        DateTimeOffset now
    )
    {
        var limit = ReopenCase.LimitAhead(file, now);
        var due = limits.DeadlinesFrom(file.Urgency, now, now).Within(limit);
        return
        [
            Happening.Of(
                Happened.Reopened,
                new ReopenedFacts(
                    why,
                    file.Handling + 1,
                    due.Contact,
                    due.Resolve,
                    null,
                    limit,
                    ToQueue: true
                )
            ),
            Happening.Of(
                Happened.Queued,
                new QueuedFacts(
                    queue,
                    [],
                    due.Dispatch,
                    due.Sign,
                    due.Contact,
                    due.Resolve,
                    due.WorkingDays
                )
            ),
        ];
    }
}
