using Jiban.City.Contracts;
using Jiban.Dispatch.Catalogue;
using Jiban.Dispatch.Contracts;
using Jiban.Testing;

namespace Jiban.Dispatch.Tests;

/// <summary>A message that names a component: 部件先属主后属地，事件先属地后属主.</summary>
public sealed class NamedComponentTests
{
    private const string Dark = "路灯不亮，晚上漆黑";

    [Theory]
    [InlineData("web")]
    [InlineData("streetLine")]
    public void A_matter_of_components_goes_to_whoever_holds_the_component_on_every_channel(
        string channel
    )
    {
        var decision = Decide(Dark, channel, new(DutyRole.Maintainer, DispatchCity.WaterCompany));

        Assert.Equal(DispatchCity.WaterCompany, decision.UnitId);
        Assert.Equal(DispatchMode.Directed, decision.Mode);
        Assert.Equal(
            "按部件权属派给试城自来水公司：路灯（99010101018000007）由该单位养护。",
            decision.Reasons.Single(reason => reason.Code == "mode-by-owner").Zh
        );
        Assert.Contains(
            "rule:lamp",
            decision.Codes().Single(code => code.StartsWith("rule:", StringComparison.Ordinal)),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("owner-unknown", decision.Codes());
    }

    [Fact]
    public void Whoever_holds_it_may_act_in_another_district()
    {
        var decision = Decide(Dark, "web", new(DutyRole.Owner, DispatchCity.EastHousing));

        Assert.Equal(DispatchCity.EastHousing, decision.UnitId);
    }

    [Fact]
    public void A_holder_that_nobody_knows_leaves_it_to_the_catalogue_and_that_is_said()
    {
        var plain = Decide(Dark, "web", holder: null, named: false);

        foreach (var holder in (ComponentHolder?[])[null, new(DutyRole.Owner, Some.Id(999))])
        {
            var decision = Decide(Dark, "web", holder);

            Assert.Equal(plain.UnitId, decision.UnitId);
            Assert.Equal(plain.Mode, decision.Mode);
            Assert.Contains("owner-unknown", decision.Codes());
        }

        Assert.DoesNotContain("owner-unknown", plain.Codes());
    }

    [Fact]
    public void An_event_at_a_component_goes_by_its_place_and_to_the_holder_only_when_no_place_leads_anywhere()
    {
        const string rubbish = "路边堆放暴露垃圾，没人清运";
        ComponentHolder holder = new(DutyRole.Owner, DispatchCity.WaterCompany);

        Assert.Equal(DispatchCity.BayOffice, Decide(rubbish, "web", holder).UnitId);
        Assert.Contains(
            Say.Decide(Say.Message(rubbish, component: Lamp(holder))).Candidates,
            candidate => candidate.UnitId == DispatchCity.WaterCompany
        );
    }

    [Fact]
    public void Which_rules_put_the_owner_first_is_data()
    {
        var placeFirst = new DispatchSnapshot(
            Say.Snapshot.Rows with
            {
                Rules =
                [
                    .. Say.Snapshot.Rows.Rules.Select(rule => rule with { OwnerFirst = false }),
                ],
            },
            Say.Snapshot.Model
        );
        var message = Say.Message(
            Dark,
            pin: DispatchCity.At(0.5, 0.5),
            component: Lamp(new(DutyRole.Owner, DispatchCity.WaterCompany))
        );

        Assert.Equal(DispatchCity.WestUpkeep, Say.Decide(message, placeFirst).UnitId);
        Assert.Equal(DispatchCity.WaterCompany, Say.Decide(message).UnitId);
    }

    private static Decision Decide(
        string text,
        string channel,
        ComponentHolder? holder,
        bool named = true
    ) =>
        Say.Decide(
            Say.Message(
                text,
                pin: DispatchCity.At(0.5, 0.5),
                channel: channel,
                component: named ? Lamp(holder) : null
            )
        );

    private static NamedComponent Lamp(ComponentHolder? holder) =>
        new(
            Some.Id(801),
            "99010101018000007",
            "路灯",
            "Street lamp",
            "路灯",
            ComponentState.Intact,
            DispatchCity.At(0.5, 0.5),
            null,
            holder
        );
}
