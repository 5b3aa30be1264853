using Jiban.Cases.Twins;
using Jiban.City.Contracts;
using Jiban.Dispatch.Contracts;
using NetTopologySuite.Geometries;

namespace Jiban.Cases.Tests;

/// <summary>How sure it is that two cases are one event.</summary>
public sealed class TwinScoreTests
{
    private const string Outage = "湾畔家园1号楼没水了，全楼都停了";

    [Theory]
    [InlineData("湾畔家园1号楼停水，全楼都没水", 0.0, 10, 800, 1_000)]
    [InlineData("湾畔家园一号楼全楼停水了", 30.0, 5, 800, 1_000)]
    [InlineData("湾畔家园9号楼停水，全楼都没水", 0.0, 10, 0, 450)]
    [InlineData("湾畔家园1号楼停水，全楼都没水", 350.0, 10, 0, 0)]
    [InlineData("在人民路12号，湾畔家园1号楼停水，全楼都没水", 0.0, 10, 700, 1_000)]
    [InlineData("湾畔家园1号楼停水，全楼都没水", 0.0, 60 * 71, 600, 820)]
    [InlineData("楼上装修吵得睡不着", 0.0, 10, 450, 550)]
    public void Place_time_and_words_decide_and_another_house_is_another_event(
        string text,
        double metres,
        int minutes,
        int least,
        int most
    ) =>
        Assert.InRange(
            TwinScore
                .Of(
                    TextLikeness.Of(Outage, text),
                    metres,
                    samePlaceName: false,
                    TimeSpan.FromMinutes(minutes)
                )
                .Score,
            least,
            most
        );

    /// <summary>Two estates of one name, two ends of one road: a second outage stays apart.</summary>
    [Theory]
    [InlineData(null, true, false, 800, 1_000)]
    [InlineData(250.0, true, false, 800, 1_000)]
    [InlineData(5_000.0, true, false, 0, 0)]
    [InlineData(null, false, true, 550, 700)]
    [InlineData(5_000.0, false, true, 0, 0)]
    public void A_name_reaches_no_farther_than_three_hundred_metres_and_one_of_a_road_is_for_people(
        double? metres,
        bool sameSpot,
        bool sameStretch,
        int least,
        int most
    ) =>
        Assert.InRange(
            TwinScore
                .Of(
                    TextLikeness.Of(Outage, Outage),
                    metres,
                    sameSpot,
                    TimeSpan.FromMinutes(10),
                    sameStretch
                )
                .Score,
            least,
            most
        );

    [Theory]
    [InlineData(PlaceKind.Road, "pin", 0)]
    [InlineData(PlaceKind.Road, "named", 600)]
    [InlineData(PlaceKind.Estate, "pin", 0)]
    [InlineData(PlaceKind.Estate, "named", 0)]
    public void Of_one_name_five_kilometres_apart_nothing_is_joined(
        PlaceKind kind,
        string source,
        int most
    )
    {
        const string Name = "人民路";
        const string Text = "没水了，整条街都停水";
        var city = new CitySnapshot(
            [],
            [],
            [new Place(Guid.Empty, kind, Name, null, null, new Point(116, 40))],
            [],
            [],
            []
        );
        var lead = Case(1) with
        {
            ClassCode = "1301",
            PlaceName = Name,
            PlaceSource = source,
            LonE7 = 1_160_000_000,
            LatE7 = 400_000_000,
        };
        var sought = Sought.Of(
            Text,
            lead with
            {
                CaseId = new Guid(2, 0, 0, new byte[8]),
                LatE7 = 400_450_000,
            }
        );

        var score = FindTwins.Score(sought, FindTwins.IsWide(Name, city), lead, Text).Score.Score;

        Assert.InRange(score, 0, most);
    }

    [Theory]
    [InlineData("人民路12号停水了", "我家在人民路15号，停水了", true)]
    [InlineData("人民路12号停水了", "我家在青松路12号，停水了", true)]
    [InlineData("人民路12号停水了", "我家在人民路十二号，停水了", false)]
    [InlineData("人民路12号停水了", "3号楼停水了", false)]
    [InlineData("人民路12号3号楼停水了", "人民路12号5号楼停水了", true)]
    [InlineData("地铁青松路2号线", "地铁青松路3号线", false)]
    public void Another_number_of_a_street_is_another_house(string one, string two, bool isOther)
    {
        Assert.Equal(isOther, TextLikeness.Of(one, two).OtherHouse);
        Assert.Equal(isOther, TextLikeness.OfMatter(one, two).OtherHouse);
    }

    [Theory]
    [InlineData("湾畔家园1号楼全楼停水，没水了", true, 10, 800, 1_000)]
    [InlineData("湾畔家园1号楼全楼停水，没水了", true, 60 * 20, 550, 799)]
    [InlineData("湾畔家园1号楼全楼停水，没水了", true, 60 * 25, 0, 0)]
    [InlineData("湾畔家园1号楼全楼停水，没水了", false, 10, 0, 0)]
    [InlineData("湾畔家园9号楼全楼停水，没水了", true, 10, 0, 0)]
    [InlineData("湾畔家园1号楼电梯坏了", true, 10, 0, 0)]
    [InlineData("湾畔家园1号楼", true, 10, 0, 0)]
    [InlineData("", true, 0, 0, 0)]
    public void Of_two_classes_the_very_place_the_day_and_the_words_must_say_it(
        string text,
        bool here,
        int minutes,
        int least,
        int most
    ) =>
        Assert.InRange(
            TwinScore
                .OfOtherClass(
                    TextLikeness.OfMatter(Outage, text, "湾畔家园"),
                    here ? 0 : 90,
                    samePlaceName: false,
                    TimeSpan.FromMinutes(minutes)
                )
                .Score,
            least,
            most
        );

    [Theory]
    [InlineData(550, 0, true)]
    [InlineData(550, 800, true)]
    [InlineData(550, 500, false)]
    [InlineData(0, 0, false)]
    [InlineData(1_001, 0, false)]
    public void A_rule_never_joins_what_it_would_not_offer(int offer, int join, bool sound) =>
        Assert.Equal(sound, new TwinRule(offer, join).IsSound);

    private static readonly DateTimeOffset Now = new(2026, 11, 20, 2, 0, 0, TimeSpan.Zero);

    private static CaseFile Case(int id, Urgency urgency = Urgency.Urgent) =>
        new()
        {
            CaseId = new Guid(id, 0, 0, new byte[8]),
            State = CaseState.Dispatched,
            Kind = DemandKind.Help,
            Urgency = urgency,
            ReceivedAt = Now,
        };

    [Fact]
    public void Danger_parts_of_a_request_praise_and_the_past_are_left_to_people()
    {
        var file = Case(1);
        Assert.True(TwinWatch.IsOpenTo(file, told: false, Now.AddMinutes(1)));
        Assert.False(TwinWatch.IsOpenTo(file with { Danger = true }, told: true, Now));
        Assert.False(TwinWatch.IsOpenTo(file with { ParentId = Guid.Empty }, told: false, Now));
        Assert.False(TwinWatch.IsOpenTo(file with { Members = 1 }, told: true, Now));
        Assert.False(TwinWatch.IsOpenTo(file with { Kind = DemandKind.Praise }, told: true, Now));
        Assert.False(TwinWatch.IsOpenTo(file, told: false, Now.AddDays(4)));
        var question = file with { Kind = DemandKind.Consultation };
        Assert.False(TwinWatch.IsOpenTo(question, told: false, Now));
        Assert.True(TwinWatch.IsOpenTo(question, told: true, Now));
    }

    [Fact]
    public void What_was_named_is_joined_before_what_is_surer_and_nothing_goes_to_what_is_less_urgent()
    {
        FoundTwin[] twins =
        [
            new(Case(2), new TwinScore(900, 800, 0, 5), []),
            new(Case(3), new TwinScore(600, 400, 0, 9), []),
        ];
        Guid? Chosen(Guid? named, int join, Urgency urgency = Urgency.Urgent) =>
            TwinWatch.Choose(twins, Case(1, urgency), named, new TwinRule(550, join))?.Lead.CaseId;

        Assert.Equal(twins[1].Lead.CaseId, Chosen(twins[1].Lead.CaseId, 800));
        Assert.Equal(twins[0].Lead.CaseId, Chosen(null, 800));
        Assert.Equal(twins[0].Lead.CaseId, Chosen(Guid.Empty, 800));
        Assert.Null(Chosen(null, 0));
        Assert.Null(Chosen(null, 950));
        Assert.Null(Chosen(twins[0].Lead.CaseId, 800, Urgency.Emergency));
    }
}
