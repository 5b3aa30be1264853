using Jiban.Platform.Auth;

namespace Jiban.Coordination.Tests;

/// <summary>Who is told when a unit does not come: a decision, without a store.</summary>
public sealed class EscalationTests
{
    private static readonly DateTimeOffset Hour = Scene.Ten.AddMinutes(30);

    private static Escalation.Due At(
        TimeSpan after,
        Guid? summoned = null,
        Guid? caller = null,
        params Escalated[] before
    ) =>
        Escalation.Decide(
            new Scene().Whistle with
            {
                UnitId = caller ?? SmallCity.Section,
            },
            Scene.Call(summoned ?? SmallCity.Police) with
            {
                EscalateAt = before.Length == 0 ? Hour : before[^1].DueAt.AddMinutes(60),
            },
            before,
            SmallCity.Snapshot,
            Hour + after
        );

    private static IEnumerable<(EscalationLevel, Guid)> Steps(Escalation.Due due) =>
        due.Steps.Select(step => (step.Level, step.ToUnit));

    [Fact]
    public void Before_its_hour_nobody_is_told() =>
        Assert.Empty(At(TimeSpan.FromMinutes(-1)).Steps);

    [Fact]
    public void At_its_hour_the_district_of_the_caller_is_told_and_the_city_an_hour_later()
    {
        var first = At(TimeSpan.Zero);
        Assert.Equal([(EscalationLevel.District, SmallCity.District)], Steps(first));
        Assert.Equal(Hour.AddHours(1), first.Next);

        var second = At(TimeSpan.FromHours(1), before: [.. first.Steps]);
        Assert.Equal([(EscalationLevel.City, SmallCity.Centre)], Steps(second));
        Assert.Null(second.Next);
    }

    [Fact]
    public void Who_slept_through_both_hours_takes_both_steps_each_with_its_own_hour()
    {
        var due = At(TimeSpan.FromDays(3));
        Assert.Equal([Hour, Hour.AddHours(1)], due.Steps.Select(step => step.DueAt));
        Assert.Null(due.Next);
    }

    [Fact]
    public void A_district_that_called_or_was_called_itself_is_left_out()
    {
        Assert.Equal(
            [(EscalationLevel.City, SmallCity.Centre)],
            Steps(At(TimeSpan.Zero, summoned: SmallCity.District))
        );
        Assert.Equal(
            [(EscalationLevel.City, SmallCity.Centre)],
            Steps(At(TimeSpan.Zero, caller: SmallCity.District))
        );
    }

    [Fact]
    public void A_leader_of_the_unit_that_was_told_sees_the_whistle()
    {
        var scene = new Scene { Escalations = At(TimeSpan.Zero).Steps };
        Assert.True(scene.As(Scene.Head).Sees);
        Assert.True(
            scene.As(new Actor(Jiban.Testing.Some.Id(77), "市", Role.Leader, SmallCity.Centre)).Sees
        );
    }
}
