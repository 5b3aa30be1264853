using FsCheck;
using FsCheck.Fluent;
using Jiban.Patrol.Plans;
using Jiban.Platform.Auth;
using Jiban.Testing;

namespace Jiban.Patrol.Tests;

/// <summary>When a place is looked at again, which days are compared, and what keeps a plan open.</summary>
public sealed class PlanTests
{
    private static readonly DateOnly First = new(2026, 11, 20);

    private static readonly Plan Sweep = new()
    {
        PlanId = Some.Id(1),
        Kind = PlanKind.Sweep,
        Title = "路灯亮灯时间排查",
        UnitId = Some.Id(2),
        MadeBy = Some.Id(3),
        OwnerId = Some.Id(3),
        MadeAt = new(2026, 11, 20, 1, 0, 0, TimeSpan.Zero),
        ClassCode = "0407",
        StartsOn = First,
        EndsOn = First.AddDays(9),
    };

    private static readonly Place Crossing = new()
    {
        PlanId = Sweep.PlanId,
        PlaceNo = 1,
        Name = "潞湾路口",
        LonE7 = 1_164_000_000,
        LatE7 = 399_000_000,
        DueOn = First.AddDays(9),
    };

    private static readonly Actor Inspector = new(Some.Id(7), "孙巡", Role.Inspector, Some.Id(2));

    [Fact]
    public void One_look_is_enough_unless_the_plan_says_how_often()
    {
        Assert.Null(Sweep.NextAfter(First, LookResult.Fine));
        var often = Sweep with { EveryDays = 3 };
        Assert.Equal(First.AddDays(3), often.NextAfter(First, LookResult.Found));
        Assert.Equal(Sweep.EndsOn, often.NextAfter(First.AddDays(6), LookResult.Fine));
        Assert.Null(often.NextAfter(First.AddDays(7), LookResult.Fine)); // The next would be after the last day.
    }

    [Fact]
    public void Where_nobody_could_get_in_somebody_comes_again_the_next_day_while_the_plan_runs()
    {
        Assert.Equal(First.AddDays(1), Sweep.NextAfter(First, LookResult.NoAccess));
        Assert.Null(Sweep.NextAfter(Sweep.EndsOn, LookResult.NoAccess));
    }

    [Fact]
    public void The_days_before_are_as_many_as_the_plan_ran_no_day_counts_twice_and_none_lies_ahead() =>
        Check.One(
            Config.QuickThrowOnFailure,
            Prop.ForAll(
                Gen.Choose(0, 60).Zip(Gen.Choose(0, 60)).Zip(Gen.Choose(-5, 60)).ToArbitrary(),
                days =>
                {
                    var ((length, asked), closed) = days;
                    var plan = Sweep with
                    {
                        EndsOn = First.AddDays(length),
                        ClosedAt = new(
                            First.AddDays(closed).ToDateTime(new TimeOnly(2, 0)),
                            TimeSpan.Zero
                        ),
                    };
                    var today = First.AddDays(asked);
                    var (before, during, after) = PlanEffect.Cut(plan, today);
                    var ran = Math.Min(length, Math.Max(0, closed)) + 1; // Taken back before it began, it stands for its first day.
                    return before.Days == ran
                        && before.From.AddDays(before.Days) == First
                        && during.From == First
                        && during.Days == Math.Min(ran, asked + 1)
                        && after.From == First.AddDays(ran)
                        && after.Days >= 0
                        && (after.Days == 0 || after.From.AddDays(after.Days - 1) <= today)
                        && after.Days <= ran;
                }
            )
        );

    [Fact]
    public void Requests_count_on_the_civil_day_on_which_they_came()
    {
        // 23:59 of the day before and 00:01 of the first day, in Shanghai.
        DateTimeOffset[] received =
        [
            new(2026, 11, 19, 15, 59, 0, TimeSpan.Zero),
            new(2026, 11, 19, 16, 1, 0, TimeSpan.Zero),
        ];
        var effect = PlanEffect.Of(Sweep, received, First);
        Assert.Equal(
            (1, 1, 0),
            (effect.Before.Requests, effect.During.Requests, effect.After.Requests)
        );
    }

    [Theory]
    [InlineData(PlanKind.Sweep, 1, 0, PlanRefusal.PlacesLeft)]
    [InlineData(PlanKind.Sweep, 0, 1, PlanRefusal.FindingsOpen)]
    [InlineData(PlanKind.Sweep, 0, 0, null)]
    [InlineData(PlanKind.Campaign, 1, 0, PlanRefusal.PlacesLeft)]
    [InlineData(PlanKind.Campaign, 0, 1, null)]
    [InlineData(PlanKind.Watch, 1, 1, null)]
    internal void A_sweep_ends_when_all_was_seen_and_all_that_was_found_is_closed(
        PlanKind kind,
        int unseen,
        int open,
        PlanRefusal? refused
    ) =>
        Assert.Equal(
            refused,
            ClosePlan.Decide(Sweep with { Kind = kind }, new("均已整改"), unseen, open)
        );

    [Theory]
    [InlineData(0, false, null)]
    [InlineData(2, false, PlanRefusal.DifferencesOpen)]
    [InlineData(2, true, null)]
    internal void A_census_ends_when_every_difference_is_decided_or_somebody_says_that_the_rest_waits(
        int undecided,
        bool leave,
        PlanRefusal? refused
    ) =>
        Assert.Equal(
            refused,
            ClosePlan.Decide(
                Sweep with
                {
                    Kind = PlanKind.Census,
                },
                new("均已核对", leave),
                0,
                0,
                undecided
            )
        );

    [Fact]
    public void A_plan_ends_once_and_with_words()
    {
        Assert.Equal(PlanRefusal.ConclusionMissing, ClosePlan.Decide(Sweep, new(" 好 "), 0, 0));
        Assert.Equal(
            PlanRefusal.Closed,
            ClosePlan.Decide(Sweep with { ClosedAt = Sweep.MadeAt }, new("均已整改"), 0, 0)
        );
    }

    [Fact]
    public void A_place_is_looked_at_by_whose_it_is_when_it_is_due_and_every_line_is_answered()
    {
        var fine = new LookAtPlace.Request(LookResult.Fine, null, null, null, null, null, null);
        Assert.Null(LookAtPlace.Decide(Sweep, Crossing, fine, Inspector, First));
        Assert.Equal(
            PlanRefusal.NotYourPlace,
            LookAtPlace.Decide(
                Sweep,
                Crossing with
                {
                    InspectorId = Some.Id(8),
                },
                fine,
                Inspector,
                First
            )
        );
        Assert.Equal(
            PlanRefusal.NotDue,
            LookAtPlace.Decide(Sweep, Crossing with { DueOn = null }, fine, Inspector, First)
        );
        Assert.Equal(
            PlanRefusal.NotDue,
            LookAtPlace.Decide(Sweep, Crossing, fine, Inspector, First.AddDays(-1))
        );
        Assert.Equal(
            PlanRefusal.Closed,
            LookAtPlace.Decide(
                Sweep with
                {
                    ClosedAt = Sweep.MadeAt,
                },
                Crossing,
                fine,
                Inspector,
                First
            )
        );
        var asked = Sweep with { Checklist = ["灯杆编号清晰", "按时亮灯"] };
        Assert.Equal(
            PlanRefusal.AnswersMissing,
            LookAtPlace.Decide(asked, Crossing, fine with { Answers = [true] }, Inspector, First)
        );
        Assert.Null(
            LookAtPlace.Decide(
                asked,
                Crossing,
                fine with
                {
                    Result = LookResult.NoAccess,
                },
                Inspector,
                First
            )
        );
    }

    [Fact]
    public void A_finding_must_have_what_a_report_has_and_a_quiet_place_needs_nothing()
    {
        var found = new LookAtPlace.Request(LookResult.Found, null, null, null, null, null, null);
        Assert.Equal(
            ["attachments", "text"],
            LookCheck.Faults(found, Crossing)!.Errors!.Keys.Order()
        );
        Assert.Null(LookCheck.Faults(found with { Result = LookResult.Fine }, Crossing));
        Assert.Equal(
            ["text"],
            LookCheck
                .Faults(
                    found with
                    {
                        Result = LookResult.Fine,
                        Text = new string('灯', 501),
                    },
                    Crossing
                )!
                .Errors!.Keys
        );
    }
}
