using Jiban.Dispatch.Contracts;

namespace Jiban.Dispatch.Tests;

/// <summary>S11: four ways to dispatch, each with an explanation a citizen can read.</summary>
public sealed class FourWaysTests
{
    [Fact]
    public void A_medical_need_goes_directly_to_the_health_commission_of_the_district()
    {
        var decision = Say.Decide(
            Say.Message("在医院挂号一直约不上专家号，号贩子倒卖，请管管", place: "试湾家园")
        );

        Assert.Equal(DispatchCity.WestHealth, decision.UnitId);
        Assert.Equal(DispatchMode.Directed, decision.Mode);
        Assert.StartsWith("07", decision.ClassCode, StringComparison.Ordinal);
        Assert.Contains("mode-directed", decision.Codes());
    }

    [Fact]
    public void Property_trouble_goes_to_the_street_where_it_is()
    {
        var decision = Say.Decide(Say.Message("禾香苑物业公司收了物业费不做保洁，保安也没有"));

        Assert.Equal(DispatchCity.GrainTown, decision.UnitId);
        Assert.Equal(DispatchMode.ByPlace, decision.Mode);
        Assert.Equal("0301", decision.ClassCode);
        Assert.Contains("mode-by-place", decision.Codes());
    }

    [Theory]
    [InlineData("禾香苑", "east")]
    [InlineData("试湾家园", "west")]
    public void Title_deeds_go_to_the_housing_committee_of_that_district(
        string estate,
        string district
    )
    {
        var decision = Say.Decide(Say.Message($"{estate}交房三年了，房产证一直办不下来"));

        Assert.Equal(
            district == "east" ? DispatchCity.EastHousing : DispatchCity.WestHousing,
            decision.UnitId
        );
        Assert.Equal(DispatchMode.ByKind, decision.Mode);
        Assert.Contains("mode-by-kind", decision.Codes());
    }

    [Fact]
    public void The_unit_that_the_citizen_picked_is_taken()
    {
        var decision = Say.Decide(
            Say.Message("有点事情想反映", choice: DispatchCity.SouthCommittee)
        );

        Assert.Equal(DispatchCity.SouthCommittee, decision.UnitId);
        Assert.Equal(DispatchMode.ByChoice, decision.Mode);
        Assert.Equal(1, decision.Confidence);
    }

    [Fact]
    public void A_picked_unit_that_does_not_exist_is_told_and_the_rules_decide()
    {
        var decision = Say.Decide(
            Say.Message(
                "禾香苑物业公司不做保洁",
                choice: Guid.Parse("00000000-0000-7000-8000-000000000001")
            )
        );

        Assert.Equal(DispatchCity.GrainTown, decision.UnitId);
        Assert.Contains("choice-unknown", decision.Codes());
    }

    [Fact]
    public void What_is_not_sure_waits_for_a_person_with_three_candidates_and_their_reasons()
    {
        var decision = Say.Decide(Say.Message("交房三年了，房产证一直办不下来"));

        Assert.Null(decision.UnitId);
        Assert.Equal(DispatchCity.Centre, decision.QueueUnitId);
        Assert.Contains("queue", decision.Codes());
        Assert.Equal(
            [DispatchCity.WestHousing, DispatchCity.EastHousing],
            decision.Candidates.Take(2).Select(candidate => candidate.UnitId)
        );
        Assert.All(decision.Candidates, candidate => Assert.NotEmpty(candidate.Why.Zh));
    }
}
