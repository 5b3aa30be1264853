using Jiban.City.Contracts;
using NetTopologySuite.Geometries;

namespace Jiban.Dispatch.Tests;

/// <summary>Where it is: pin, names, house numbers, and what happens when they disagree.</summary>
public sealed class PlaceTests
{
    [Theory]
    [InlineData("试湾家园1号楼电梯坏了", "试湾家园1号楼")]
    [InlineData("试湾家园 ２ 号楼电梯坏了", "试湾家园2号楼")]
    [InlineData("试湾家园二号楼电梯坏了", "试湾家园2号楼")]
    [InlineData("试湾家园1栋电梯坏了", "试湾家园1号楼")]
    [InlineData("试湾家园2#楼电梯坏了", "试湾家园2号楼")]
    [InlineData("试湾家园的电梯坏了", "试湾家园")]
    [InlineData("南滩社区门口垃圾成堆", "南滩社区")]
    public void The_longest_name_is_the_place(string text, string name)
    {
        var place = Say.Decide(Say.Message(text)).Place;

        Assert.Equal(name, place?.Name);
        Assert.Equal(DispatchCity.Bay, place?.StreetId);
        Assert.Equal(DispatchCity.West, place?.DistrictId);
        Assert.Equal("named", place?.Source);
    }

    [Fact]
    public void A_name_of_two_places_lowers_the_confidence_and_is_told()
    {
        var sure = Say.Decide(Say.Message("试桥街道阳光里物业公司不做保洁"));
        var unsure = Say.Decide(Say.Message("阳光里物业公司不做保洁"));

        Assert.Equal(DispatchCity.BridgeOffice, sure.UnitId);
        Assert.Null(unsure.UnitId);
        Assert.True(unsure.Confidence < sure.Confidence);
        Assert.Contains("place-ambiguous", unsure.Codes());
        Assert.Equal(
            [DispatchCity.FerryOffice, DispatchCity.BridgeOffice],
            unsure
                .Candidates.Take(2)
                .Select(c => c.UnitId)
                .OrderBy(id => id != DispatchCity.FerryOffice)
        );
    }

    [Fact]
    public void What_stands_in_the_place_field_beats_what_stands_in_the_text()
    {
        var decision = Say.Decide(
            Say.Message("我在禾香苑上班，家里物业公司不做保洁", place: "试湾家园")
        );

        Assert.Equal(DispatchCity.Bay, decision.Place?.StreetId);
    }

    [Fact]
    public void A_pin_places_the_case_in_its_grid_cell()
    {
        var place = Say.Decide(Say.Message("垃圾成堆没人收", pin: DispatchCity.At(0.7, 0.5))).Place;

        Assert.Equal("pin", place?.Source);
        Assert.Equal(DispatchCity.South, place?.CommunityId);
        Assert.Equal("990101001001002", place?.GridCode);
    }

    [Fact]
    public void A_pin_far_from_the_named_place_is_told_and_lowers_the_confidence()
    {
        var agreeing = Say.Decide(
            Say.Message("试湾家园物业公司不做保洁", pin: DispatchCity.At(0.26, 0.6))
        );
        var conflicting = Say.Decide(
            Say.Message("试湾家园物业公司不做保洁", pin: DispatchCity.At(3.5, 1))
        );

        Assert.Contains("place-pin", agreeing.Codes());
        Assert.Contains(
            agreeing.Reasons,
            reason => reason.Zh.EndsWith("与文字所说一致。", StringComparison.Ordinal)
        );
        Assert.Contains("place-conflict", conflicting.Codes());
        Assert.True(conflicting.Confidence < agreeing.Confidence);
        Assert.Null(conflicting.UnitId);
    }

    [Fact]
    public void A_pin_far_from_the_named_place_within_one_street_contradicts_it_too()
    {
        var far = Say.Decide(
            Say.Message("试湾家园物业公司不做保洁", pin: DispatchCity.At(0.25, 1.4))
        );

        Assert.Contains("place-conflict", far.Codes());
        Assert.Contains(
            far.Reasons,
            reason =>
                reason.Code == "place-conflict"
                && reason.Zh.Contains("相距850米", StringComparison.Ordinal)
        );
        // One street answers for either place.
        Assert.Equal(DispatchCity.Bay, far.Place?.StreetId);
    }

    [Fact]
    public void A_pin_at_the_edge_of_a_named_community_lies_in_it_however_far_its_middle_is()
    {
        var edge = Say.Decide(
            Say.Message("南滩社区垃圾成堆没人收", pin: DispatchCity.At(0.98, 0.98))
        );

        Assert.DoesNotContain("place-conflict", edge.Codes());
        Assert.Contains(
            edge.Reasons,
            reason => reason.Zh.EndsWith("与文字所说一致。", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("试禾镇", "试禾镇", "1.7公里")]
    [InlineData("试城大街", "试城大街（试西区）", "1.5公里")]
    public void A_road_or_street_far_from_the_pin_is_told_with_its_distance_and_contradicts_nothing(
        string name,
        string told,
        string far
    )
    {
        var decision = Say.Decide(
            Say.Message($"我家在{name}，这里垃圾成堆没人收", pin: DispatchCity.At(0.5, 0.5))
        );

        var reason = Assert.Single(decision.Reasons, reason => reason.Code == "place-pin");
        Assert.Equal($"定位点在南滩社区；文字提到的{told}在{far}外。", reason.Zh);
        Assert.DoesNotContain("place-conflict", decision.Codes());
    }

    [Fact]
    public void A_pin_in_the_sea_is_told_and_the_words_decide()
    {
        var decision = Say.Decide(
            Say.Message("试湾家园物业公司不做保洁", pin: DispatchCity.At(900, 900))
        );

        Assert.Contains("place-outside", decision.Codes());
        Assert.Equal(DispatchCity.BayOffice, decision.UnitId);
    }

    [Fact]
    public void A_pin_that_is_no_number_is_no_pin()
    {
        var decision = Say.Decide(
            Say.Message("垃圾成堆", pin: new Point(double.NaN, double.PositiveInfinity))
        );

        Assert.Null(decision.Place);
    }

    [Fact]
    public void What_the_street_takes_down_itself_lies_in_the_street_when_no_place_is_named()
    {
        var decision = Say.Decide(
            Say.Message(
                "垃圾桶满了好几天没人清运",
                channel: "streetLine",
                receivedBy: DispatchCity.BayOffice
            )
        );

        Assert.Equal(DispatchCity.BayUpkeep, decision.UnitId);
        Assert.Contains("place-receiver", decision.Codes());
    }

    [Fact]
    public void Without_a_place_the_city_centre_holds_the_queue()
    {
        var decision = Say.Decide(Say.Message("物业公司不做保洁"));

        Assert.Null(decision.UnitId);
        Assert.Equal(DispatchCity.Centre, decision.QueueUnitId);
        Assert.Contains("place-none", decision.Codes());
    }

    [Fact]
    public void A_utility_of_the_whole_city_needs_no_place()
    {
        var decision = Say.Decide(Say.Message("家里停水一天了，自来水公司也没通知"));

        Assert.Equal(DispatchCity.WaterCompany, decision.UnitId);
    }

    [Fact]
    public void A_city_without_a_centre_is_refused_in_words()
    {
        Assert.Throws<InvalidOperationException>(() =>
            new Contracts.Dispatcher().Decide(Say.Message("停水"), CitySnapshot.Empty)
        );
    }

    [Fact]
    public void At_a_border_of_streets_both_owners_are_told_and_a_person_may_choose_the_other()
    {
        // The border runs at 1; a side of a community is 1,113 metres.
        var near = Say.Decide(Say.Message("有件事想反映", pin: DispatchCity.At(0.99, 0.5)));
        var far = Say.Decide(Say.Message("有件事想反映", pin: DispatchCity.At(0.96, 0.5)));

        var reason = Assert.Single(near.Reasons, reason => reason.Code == "place-border");
        Assert.Contains("试湾街道办事处", reason.Zh, StringComparison.Ordinal);
        Assert.Contains("试桥街道办事处", reason.Zh, StringComparison.Ordinal);
        Assert.Null(near.UnitId);
        Assert.Contains(DispatchCity.BridgeOffice, near.Candidates.Select(c => c.UnitId));
        Assert.DoesNotContain("place-border", far.Codes());
        Assert.Equal(near.Confidence, far.Confidence);
    }

    [Fact]
    public void Within_one_street_the_neighbouring_committee_is_told_only_where_there_is_one()
    {
        // Behind 1 north lies a community without a committee of its own.
        var decision = Say.Decide(Say.Message("垃圾成堆", pin: DispatchCity.At(0.5, 1.01)));

        var reason = Assert.Single(decision.Reasons, reason => reason.Code == "place-border");
        Assert.Contains("南滩社区居委会", reason.Zh, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "place-border",
            Say.Decide(Say.Message("垃圾成堆", pin: DispatchCity.At(0.5, 0.99))).Codes()
        );
    }
}
