using Jiban.Dispatch.Contracts;

namespace Jiban.Dispatch.Tests;

/// <summary>What the stories ask of dispatch: S1, S2, S5, S16, S22.</summary>
public sealed class StoriesTests
{
    [Fact]
    public void Lights_missing_where_children_walk_in_the_dark_are_urgent_and_go_to_the_section_of_the_street()
    {
        var decision = Say.Decide(
            Say.Message(
                "试湾小学新开的西门外没有路灯，孩子放学摸黑回家，请帮忙",
                channel: "streetLine"
            )
        );

        Assert.Equal("0407", decision.ClassCode);
        Assert.Equal(Urgency.Urgent, decision.Urgency);
        Assert.Contains("urgency-terms", decision.Codes());
        Assert.Equal("试湾小学", decision.Place?.Name);
        Assert.Equal(DispatchCity.BayUpkeep, decision.UnitId);
    }

    [Fact]
    public void Lights_reported_by_the_12345_line_go_to_the_department_that_has_the_duty()
    {
        var decision = Say.Decide(Say.Message("试湾路路灯好几天不亮了", channel: "12345"));

        Assert.Equal(DispatchCity.WestUpkeep, decision.UnitId);
        Assert.Equal(DispatchMode.ByKind, decision.Mode);
        Assert.Contains("duty", decision.Codes());
    }

    [Fact]
    public void A_paper_needed_by_tomorrow_is_urgent()
    {
        var decision = Say.Decide(
            Say.Message(
                "我住试湾家园，写字楼要求明天上班前交居住证明才让进，今晚急用，能开吗",
                channel: "streetLine"
            )
        );

        Assert.Equal(Urgency.Urgent, decision.Urgency);
        Assert.StartsWith("19", decision.ClassCode, StringComparison.Ordinal);
    }

    [Fact]
    public void Ground_sinking_in_a_green_belt_is_filed_and_dispatched_by_rule()
    {
        var decision = Say.Decide(
            Say.Message(
                "绿化带地面塌陷，有一个坑",
                pin: DispatchCity.At(0.4, 0.4),
                channel: "patrol",
                photos: 1
            )
        );

        Assert.True(decision.HasFilingConditions);
        Assert.Equal(Urgency.Emergency, decision.Urgency);
        Assert.Equal(DispatchCity.BayUpkeep, decision.UnitId);
        Assert.Equal("990101001001001", decision.Place?.GridCode);
    }

    [Theory]
    [InlineData(0, true, "no picture")]
    [InlineData(1, false, "no position")]
    public void A_report_from_patrol_without_its_filing_conditions_waits_for_a_person(
        int photos,
        bool pin,
        string lacking
    )
    {
        var decision = Say.Decide(
            Say.Message(
                "绿化带地面塌陷，有一个坑",
                place: "试湾路",
                pin: pin ? DispatchCity.At(0.4, 0.4) : null,
                channel: "patrol",
                photos: photos
            )
        );

        Assert.False(decision.HasFilingConditions, lacking);
        Assert.Null(decision.UnitId);
        Assert.Equal(DispatchCity.BayOffice, decision.QueueUnitId);
        Assert.Contains("filing-missing", decision.Codes());
    }

    [Fact]
    public void Smoke_of_a_restaurant_still_being_fitted_out_is_no_fire_and_goes_to_the_street()
    {
        var decision = Say.Decide(
            Say.Message(
                "试湾家园楼下饭店正在装修，排烟口正对居民窗户，开业后油烟怎么办",
                channel: "onBehalf"
            )
        );

        Assert.Equal("1003", decision.ClassCode);
        Assert.False(decision.DangerToLife);
        Assert.NotEqual(Urgency.Emergency, decision.Urgency);
        Assert.Equal(DispatchCity.BayUpkeep, decision.UnitId);
    }

    [Fact]
    public void Praise_goes_to_the_unit_it_names()
    {
        var decision = Say.Decide(Say.Message("表扬南滩社区居委会，帮老人跑了好几趟，特别感谢"));

        Assert.Equal(DemandKind.Praise, decision.Kind);
        Assert.Equal("2701", decision.ClassCode);
        Assert.Equal(DispatchCity.SouthCommittee, decision.UnitId);
    }

    [Fact]
    public void A_thank_you_at_the_end_of_a_complaint_is_no_praise()
    {
        var decision = Say.Decide(
            Say.Message("禾香苑物业不作为，楼道没人打扫，投诉多次没有解决，感谢领导")
        );

        Assert.Equal(DemandKind.Complaint, decision.Kind);
        Assert.Equal("0301", decision.ClassCode);
    }
}
