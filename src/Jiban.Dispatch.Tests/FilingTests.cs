using FsCheck;
using FsCheck.Fluent;
using Jiban.Dispatch.Catalogue;
using Jiban.Dispatch.Contracts;

namespace Jiban.Dispatch.Tests;

/// <summary>Filing conditions of a class: what a report of a patrol must bring to be filed without a person.</summary>
public sealed class FilingTests
{
    private const string Lamps = "0407";

    private static Decision Found(string classCode, params MeasuredSize[] sizes) =>
        Say.Decide(
            Say.Message(
                "巡查发现",
                pin: DispatchCity.At(0.4, 0.4),
                channel: "patrol",
                classCode: classCode,
                photos: 1,
                sizes: sizes
            )
        );

    [Theory]
    [InlineData("0405", "30 mm deep and 2500 cm²", true)]
    [InlineData("0405", "30 mm deep", false)]
    [InlineData("0405", "20 mm deep and 2500 cm²", false)]
    [InlineData("0408", "21 mm deep", true)]
    [InlineData("0408", "101 cm²", true)]
    [InlineData("0408", "100 cm² and 20 mm deep", false)]
    [InlineData("0407", "3 in a row", true)]
    [InlineData("0407", "2 in a row", false)]
    [InlineData("0205", "31 degrees", true)]
    [InlineData("0205", "33 percent", false)]
    [InlineData("1102", "", true)]
    public void A_report_is_filed_when_what_was_measured_reaches_the_sizes_of_its_class(
        string classCode,
        string measured,
        bool filed
    )
    {
        var decision = Found(classCode, [.. Sizes(measured)]);

        Assert.Equal(filed, decision.HasFilingConditions);
        Assert.Equal(filed, decision.UnitId is not null);
        Assert.Equal(measured.Length > 0, decision.Codes().Contains("measured"));
    }

    [Fact]
    public void Nobody_measures_an_emergency_before_it_is_filed()
    {
        var decision = Say.Decide(
            Say.Message(
                "车行道地面塌陷",
                pin: DispatchCity.At(0.4, 0.4),
                channel: "patrol",
                classCode: "0405",
                photos: 1
            )
        );

        Assert.Equal(Urgency.Emergency, decision.Urgency);
        Assert.True(decision.HasFilingConditions);
    }

    [Fact]
    public void What_is_missing_is_told_in_both_languages()
    {
        var missing = Found("0405").Reasons.Single(reason => reason.Code == "filing-missing");

        Assert.Contains(
            "实测深度或沉降超过20毫米且面积超过1000平方厘米",
            missing.Zh,
            StringComparison.Ordinal
        );
        Assert.Contains("more than 20 mm deep", missing.En, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_person_filed_is_asked_for_nothing_and_a_citizen_measures_nothing()
    {
        var report = Say.Message("路灯不亮", pin: DispatchCity.At(0.4, 0.4), classCode: Lamps);

        Assert.True(Say.Decide(report).HasFilingConditions);
        Assert.False(Say.Decide(report with { Channel = "patrol" }).HasFilingConditions);
        Assert.True(
            Say.Decide(report with { Channel = "patrol", IsFiled = true }).HasFilingConditions
        );
    }

    [Theory]
    [InlineData(Urgency.Urgent, Urgency.Urgent)]
    [InlineData(Urgency.Complex, Urgency.Ordinary)]
    [InlineData(null, Urgency.Ordinary)]
    public void The_limits_of_a_condition_only_come_nearer_and_a_component_can_be_asked_for(
        Urgency? asked,
        Urgency expected
    )
    {
        var message = Say.Message(
            "巡查发现",
            pin: DispatchCity.At(0.4, 0.4),
            channel: "patrol",
            classCode: "1102",
            photos: 1
        );
        var strict = new FilingCondition("1102", "有部件", "", true, true, 1, 0, "", asked);
        var decision = Deciding.DecideUnit.Decide(
            message,
            Deciding.CityIndex.Of(DispatchCity.Snapshot),
            new DispatchSnapshot(
                Say.Snapshot.Rows with
                {
                    Filing = [.. Say.Snapshot.Rows.Filing, strict],
                },
                Say.Snapshot.Model
            )
        );

        Assert.Equal(expected, decision.Urgency);
        Assert.False(decision.HasFilingConditions);
        Assert.Contains(
            "部件标识码",
            decision.Reasons.Single(reason => reason.Code == "filing-missing").Zh,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Sizes_are_read_as_they_were_written()
    {
        var sizes =
            from dimension in Gen.Elements(Enum.GetValues<Dimension>())
            from value in Gen.Choose(1, 1_000)
            from over in Gen.Elements(true, false)
            select new LeastSize(dimension, value, over);
        var several =
            from list in Gen.ListOf(sizes)
            from all in Gen.Elements(true, false)
            // One alone, or none, is the same by both.
            select new LeastSizes([.. list], all || list.Count < 2);
        Prop.ForAll(
                several.ToArbitrary(),
                written =>
                {
                    var read = LeastSizes.Parse(written.Write());
                    return read.All == written.All && read.Sizes.SequenceEqual(written.Sizes);
                }
            )
            .QuickCheckThrowOnFailure();
    }

    private static IEnumerable<MeasuredSize> Sizes(string told) =>
        told.Split(" and ", StringSplitOptions.RemoveEmptyEntries)
            .Select(one => one.Split(' ', 2))
            .Select(one => new MeasuredSize(
                one[1] switch
                {
                    "cm²" => Dimension.Area,
                    "mm deep" => Dimension.Depth,
                    "degrees" => Dimension.Tilt,
                    "percent" => Dimension.Share,
                    _ => Dimension.Count,
                },
                int.Parse(one[0], System.Globalization.CultureInfo.InvariantCulture)
            ));
}
