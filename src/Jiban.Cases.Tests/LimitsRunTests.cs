using Jiban.Cases.Asks;
using Jiban.Cases.Handling;
using Jiban.Cases.Limits;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Journaling;
using Jiban.Platform.Time;

namespace Jiban.Cases.Tests;

/// <summary>With what limits start and pause, and which days they count.</summary>
public sealed class LimitsRunTests
{
    private static readonly DateTimeOffset Received = CivilTime.At(
        new DateOnly(2026, 11, 20), // a Friday
        new TimeOnly(10, 0)
    );
    private static readonly Actor Handler = new(
        new Guid(1, 0, 0, new byte[8]),
        "h",
        Role.Handler,
        new Guid(9, 0, 0, new byte[8])
    );
    private static readonly Actor Leader = Handler with
    {
        Id = new Guid(2, 0, 0, new byte[8]),
        Role = Role.Leader,
    };

    [Fact]
    public void A_limit_that_starts_with_the_receipt_has_lost_the_time_in_the_queue()
    {
        var limits = Limits(Resolve(7, LimitUnit.Day) with { StartsWith = LimitStart.Received });

        var due = limits.DeadlinesFrom(Urgency.Ordinary, Received.AddDays(2), Received);

        Assert.Equal(Received.AddDays(7), due.Resolve);
        Assert.Equal(Received.AddDays(2).AddHours(1), due.Contact);
    }

    [Fact]
    public void A_limit_that_starts_with_the_signature_is_counted_again_when_it_is_there()
    {
        var limits = Limits(Resolve(7, LimitUnit.Day) with { StartsWith = LimitStart.Signed });
        var signed = Received.AddHours(9);

        var file = After(
            Dispatched(limits),
            SignCase.Decide(Dispatched(limits), Handler, limits, signed),
            signed
        );

        Assert.Equal(signed.AddDays(7), file.DueResolve);
        Assert.Equal(Dispatched(limits).DueContact, file.DueContact);
    }

    [Theory]
    [InlineData(LimitPause.Suspension, 10)]
    [InlineData(LimitPause.Both, 10)]
    [InlineData(LimitPause.Never, 7)]
    [InlineData(LimitPause.Return, 7)]
    public void The_limit_for_the_result_stands_still_while_suspended_where_it_says_so(
        object pauses,
        int days
    )
    {
        var limits = Limits(Resolve(7, LimitUnit.Day) with { PausesWith = (LimitPause)pauses });
        var suspended = Received.AddDays(1);
        var file = Dispatched(limits) with
        {
            State = CaseState.Signed,
            Asked = Ask.Suspension,
            AskedBy = Handler.Id,
            AskedUntil = suspended.AddDays(20),
        };

        file = After(
            file,
            JudgeTime.Decide(file, new(true, null), Leader, null, limits, suspended),
            suspended
        );
        file = After(
            file,
            ResumeCase.Decide(file, Handler.Id, limits, suspended.AddDays(3)),
            suspended.AddDays(3)
        );

        Assert.Equal(Received.AddDays(days), file.DueResolve);
    }

    [Theory]
    [InlineData(LimitPause.Return, 9)]
    [InlineData(LimitPause.Suspension, 7)]
    public void The_time_that_a_refused_return_took_is_given_back_where_the_limit_says_so(
        object pauses,
        int days
    )
    {
        var limits = Limits(Resolve(7, LimitUnit.Day) with { PausesWith = (LimitPause)pauses });
        var file = Dispatched(limits) with
        {
            State = CaseState.Signed,
            Asked = Ask.Return,
            AskedBy = Handler.Id,
            AskedAt = Received.AddHours(1),
        };
        var judged = Received.AddHours(1).AddDays(2);

        file = After(
            file,
            JudgeReturn.Decide(
                file,
                new(JudgeReturn.Verdict.Uphold, null, "派单没有错"),
                Leader,
                _ => false,
                limits,
                judged
            ),
            judged
        );

        Assert.Equal(Received.AddDays(days), file.DueResolve);
    }

    [Theory]
    [InlineData(LimitCalendar.Official, 24)] // Monday is off by the list, so the first working day is Tuesday
    [InlineData(LimitCalendar.Weekdays, 23)]
    [InlineData(LimitCalendar.EveryDay, 21)]
    public void A_working_day_is_one_of_the_calendar_that_the_limit_names(
        object calendar,
        int dayOfNovember
    )
    {
        var limits = Limits(
            Resolve(1, LimitUnit.WorkingDay) with
            {
                Calendar = (LimitCalendar)calendar,
            }
        );

        var due = limits.DeadlinesFrom(Urgency.Ordinary, Received, Received);

        Assert.Equal(
            CivilTime.StartOf(new DateOnly(2026, 11, dayOfNovember).AddDays(1)),
            due.Resolve
        );
        // Only what follows the official list is counted again when it changes.
        Assert.Equal(
            (LimitCalendar)calendar == LimitCalendar.Official ? 1 : null,
            due.WorkingDays.Resolve
        );
    }

    private static TimeLimit Resolve(int amount, LimitUnit unit) =>
        new(Urgency.Ordinary, Step.Resolve, amount, unit);

    private static TimeLimits Limits(TimeLimit resolve) =>
        new(
            from urgency in Enum.GetValues<Urgency>()
            from step in Enum.GetValues<Step>()
            select urgency == resolve.Urgency && step == resolve.Step
                ? resolve
                : new TimeLimit(urgency, step, 1, LimitUnit.Hour),
            new WorkingCalendar(
                [new CalendarDay(new DateOnly(2026, 11, 23), true, "off")],
                [2026],
                null
            )
        );

    private static CaseFile Dispatched(TimeLimits limits)
    {
        var due = limits.DeadlinesFrom(Urgency.Ordinary, Received, Received);
        return new CaseFile
        {
            State = CaseState.Dispatched,
            HasPerson = true,
            Urgency = Urgency.Ordinary,
            UnitId = Handler.UnitId!.Value,
            ReceivedAt = Received,
            DueContact = due.Contact,
            DueResolve = due.Resolve,
        };
    }

    private static CaseFile After(CaseFile file, Decided decided, DateTimeOffset at) =>
        decided.Happenings.Aggregate(
            file,
            (now, happening) =>
                now.Apply(
                    Chain.Append(now.CaseId, now.Head, at, "x", happening.Kind, happening.Data)
                )
        );
}
