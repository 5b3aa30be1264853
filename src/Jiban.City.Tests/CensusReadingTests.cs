using Jiban.City.Census;
using Jiban.City.Components;
using Jiban.City.Contracts;
using Jiban.Testing;

namespace Jiban.City.Tests;

/// <summary>What a row of a census says, and what a walk says against the record. No store.</summary>
public sealed class CensusReadingTests
{
    private static readonly DateOnly Today = new(2026, 11, 2);

    private static readonly Component Lamp = new(
        Some.Id(1),
        1,
        "99010101018000001",
        "01018",
        "路灯",
        ComponentState.Intact,
        SomeCity.At(0.001, 0.001),
        "990101001001001",
        new DateOnly(2020, 1, 1),
        DataSource.Survey,
        PositionAccuracy.A,
        null,
        null,
        null,
        false,
        null,
        ComponentChange.Added,
        null,
        null,
        default,
        null
    );

    [Theory]
    [InlineData("是", true)]
    [InlineData("True", true)]
    [InlineData("1", true)]
    [InlineData("y", true)]
    [InlineData("否", false)]
    [InlineData("False", false)]
    [InlineData("0", false)]
    [InlineData("无", false)]
    public void Yes_and_no_are_read_as_people_and_programs_write_them(string text, bool isYes)
    {
        var row = Read(("ZYMD", text));
        Assert.Empty(row.Faults);
        Assert.Equal(isYes, row.Record!.OnTactilePaving);
    }

    [Theory]
    [InlineData(PositionAccuracy.A, 0.4, false)]
    [InlineData(PositionAccuracy.A, 0.7, true)]
    [InlineData(PositionAccuracy.B, 0.9, false)]
    [InlineData(PositionAccuracy.B, 1.2, true)]
    [InlineData(PositionAccuracy.C, 9, false)]
    [InlineData(PositionAccuracy.C, 12, true)]
    public void What_lies_further_off_than_it_was_measured_has_moved(
        PositionAccuracy accuracy,
        double metresNorth,
        bool isMoved
    )
    {
        var row = Lamp.AsSurveyed(new Dictionary<DutyRole, Guid>()) with
        {
            Accuracy = accuracy,
            Location = SomeCity.At(0.001, 0.001 + metresNorth / Positions.MetresPerDegree),
        };
        var item = new CensusDifference(
            Array.Empty<ComponentDuty>().ToLookup(duty => duty.ComponentId),
            Today
        ).Of(row, Lamp);
        Assert.Equal(isMoved, item?.Change == CensusChange.Moved);
    }

    [Fact]
    public void What_is_neither_yes_nor_no_is_told_and_what_nobody_said_is_not_made_up()
    {
        Assert.Equal(
            new SurveyFault("value-unknown", "ZYMD: 也许"),
            Assert.Single(Read(("ZYMD", "也许")).Faults)
        );
        var row = Read();
        Assert.Equal(
            (PositionAccuracy.C, DataSource.Other),
            (row.Record!.Accuracy, row.Record.DataSource)
        );
        Assert.Equal(["GLBJZT", "CSRQ"], row.LacksAsNew().Select(fault => fault.Detail));
    }

    [Fact]
    public void A_row_that_says_only_a_state_says_nothing_against_the_rest()
    {
        var known = Lamp with { OnTactilePaving = true, Remark = "漆落", Material = "钢" };
        var record = Read(("GLBJZT", "破损")).Beside(known);
        var item = new CensusDifference(
            Array.Empty<ComponentDuty>().ToLookup(duty => duty.ComponentId),
            Today
        ).Of(record, known);
        Assert.Equal(["state"], item!.Fields);
    }

    [Fact]
    public void Whoever_walks_and_says_that_a_position_is_wrong_is_heard_and_the_new_one_is_as_good_as_its_fix()
    {
        var fiveMetres = SomeCity.At(0.001 + 5 / Positions.MetresPerDegree, 0.001);
        var item = FieldCensus.Compare(
            Lamp,
            new ConfirmedComponent(Lamp.Code, ComponentState.Intact, fiveMetres, PositionAccuracy.C)
        );
        Assert.Equal(["location", "accuracy"], item!.Fields);
        Assert.Equal(5, item.Metres!.Value, 1);
        Assert.Equal(
            PositionAccuracy.C,
            CensusDifference.Take(Lamp, item.Record!, item.Fields, Lamp.GridCode).Accuracy
        );

        // Nearer than the best of the classes nothing tells; and who says nothing of the place says nothing of its accuracy.
        var near = SomeCity.At(0.001 + 0.4 / Positions.MetresPerDegree, 0.001);
        foreach (var at in new[] { near, null })
        {
            Assert.Null(
                FieldCensus.Compare(
                    Lamp,
                    new ConfirmedComponent(Lamp.Code, ComponentState.Intact, at, PositionAccuracy.C)
                )
            );
        }
    }

    private static CensusRow Read(params (string Field, string Value)[] more)
    {
        var values = more.Concat([
                ("LBDM", "01018"),
                ("GLBJMC", "路灯"),
                ("JD", "0.001"),
                ("WD", "0.001"),
            ])
            .ToDictionary(pair => pair.Item1, pair => pair.Item2);
        var mapping = CensusMapping.Of(
            values.Keys,
            [],
            SomeCity.Plan().ToSnapshot(),
            Today,
            out _
        )!;
        return mapping.Read(new RawRow(2, values, null));
    }
}
