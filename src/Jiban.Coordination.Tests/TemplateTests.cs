using Jiban.Cases.Contracts;
using Jiban.City.Contracts;

namespace Jiban.Coordination.Tests;

/// <summary>From a prepared group to the units that it means at a place.</summary>
public sealed class TemplateTests
{
    internal static readonly Template BurstPipe = new(
        "burst-pipe",
        "水暖管爆裂",
        WhistleKind.Emergency,
        30,
        30,
        [],
        true,
        1,
        [
            new(null, UnitKind.Department, "0601"),
            new(null, UnitKind.Utility, "0201"),
            new(null, UnitKind.PropertyCompany, null),
        ]
    );

    private static IReadOnlyList<Guid> For(Guid caller, params TemplateUnit[] units) =>
        (BurstPipe with { Units = units }).UnitsFor(caller, null, SmallCity.Snapshot);

    [Fact]
    public void A_kind_with_a_duty_is_the_nearest_unit_that_answers_for_it() =>
        Assert.Equal(
            [SmallCity.Police, SmallCity.Heat, SmallCity.Property],
            BurstPipe.UnitsFor(SmallCity.Community, null, SmallCity.Snapshot)
        );

    [Fact]
    public void A_duty_of_a_whole_chapter_answers_for_what_stands_below_it() =>
        Assert.Equal(
            [SmallCity.Environment],
            For(SmallCity.Office, new TemplateUnit(null, UnitKind.Department, "1003"))
        );

    [Fact]
    public void The_caller_is_not_called_and_what_nobody_answers_for_is_left_out() =>
        Assert.Equal(
            [SmallCity.Police],
            For(
                SmallCity.Section,
                new TemplateUnit(null, UnitKind.Section, "0407"),
                new TemplateUnit(null, UnitKind.Utility, "1303"),
                new TemplateUnit(SmallCity.Police, null, null)
            )
        );

    [Fact]
    public void Every_fault_of_a_template_is_named()
    {
        var whole = new Templates.Item(
            "x1",
            "水管爆裂",
            WhistleKind.Emergency,
            30,
            30,
            [],
            true,
            0,
            [new(SmallCity.Police, null, null)],
            null
        );
        Assert.Empty(Templates.Check("x1", whole, SmallCity.Snapshot));
        Assert.Equal(
            ["checklist", "code", "escalateMinutes", "name", "reportByMinutes", "units"],
            Templates
                .Check(
                    "不是代码",
                    whole with
                    {
                        Name = "",
                        Kind = WhistleKind.JointInspection,
                        ReportByMinutes = 0,
                        EscalateMinutes = 0,
                        Units = [new(SmallCity.Police, UnitKind.Utility, null)],
                    },
                    SmallCity.Snapshot
                )
                .Keys.Order()
        );
    }
}
