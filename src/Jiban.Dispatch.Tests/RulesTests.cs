using Jiban.City.Contracts;
using Jiban.Dispatch.Catalogue;
using Jiban.Dispatch.Contracts;
using Jiban.Dispatch.Settings;

namespace Jiban.Dispatch.Tests;

/// <summary>Rules are data with effective dates.</summary>
public sealed class RulesTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Fact]
    public void A_rule_decides_from_its_first_day_to_its_last()
    {
        var snapshot = With(Rule("deed-to-centre", "0308", Today, Today.AddDays(1)));

        Assert.Equal("title-deed", snapshot.RuleFor("0308", false, Today.AddDays(-1))?.Code);
        Assert.Equal("deed-to-centre", snapshot.RuleFor("0308", false, Today)?.Code);
        Assert.Equal("deed-to-centre", snapshot.RuleFor("0308", false, Today.AddDays(1))?.Code);
        Assert.Equal("title-deed", snapshot.RuleFor("0308", false, Today.AddDays(2))?.Code);
    }

    [Fact]
    public void A_rule_of_one_street_goes_before_those_of_everywhere_and_holds_nowhere_else()
    {
        var snapshot = With(
            Rule("deed-of-street", "0308", Today, null) with
            {
                StreetCode = "990101001",
            }
        );

        Assert.Equal("deed-of-street", snapshot.RuleFor("0308", true, Today, "990101001")?.Code);
        Assert.Equal("title-deed", snapshot.RuleFor("0308", false, Today, "990101002")?.Code);
        Assert.Equal("title-deed", snapshot.RuleFor("0308", false, Today)?.Code);
        // A finer class still goes before it.
        Assert.NotEqual(
            "of-group",
            With(Rule("of-group", "03", Today, null) with { StreetCode = "990101001" })
                .RuleFor("0308", false, Today, "990101001")
                ?.Code
        );
    }

    [Fact]
    public void The_day_of_the_message_decides_which_rule_holds()
    {
        var snapshot = With(Rule("deed-to-centre", "0308", Today.AddDays(1), null));
        var message = Say.Message("禾香苑交房三年了，房产证一直办不下来");

        Assert.Equal(DispatchCity.EastHousing, Say.Decide(message, snapshot).UnitId);
        Assert.Equal(
            DispatchCity.Centre,
            Say.Decide(message with { At = message.At.AddDays(1) }, snapshot).UnitId
        );
    }

    [Fact]
    public void A_rule_may_name_one_unit_by_its_code()
    {
        var rule = Rule("water-to-one", "1301", Today, null) with { UnitCode = "990101-D3" };

        Assert.Equal(
            DispatchCity.WestUpkeep,
            Say.Decide(Say.Message("家里停水一天了"), With(rule)).UnitId
        );
    }

    [Fact]
    public void The_finer_class_beats_the_broader_and_the_own_channel_beats_any()
    {
        Assert.Equal("lamp", Say.Snapshot.RuleFor("0407", false, Today)?.Code);
        Assert.Equal("lamp-own", Say.Snapshot.RuleFor("0407", true, Today)?.Code);
        Assert.Equal("health", Say.Snapshot.RuleFor("0703", true, Today)?.Code);
        Assert.Equal("any", Say.Snapshot.RuleFor("03", false, Today)?.Code);
    }

    [Fact]
    public void Every_class_has_a_rule_on_every_channel_on_any_day()
    {
        Assert.All(
            Say.Snapshot.Classes,
            c =>
                Assert.All(
                    [true, false],
                    own =>
                        Assert.NotNull(Say.Snapshot.RuleFor(c.Code, own, new DateOnly(2017, 6, 1)))
                )
        );
    }

    [Fact]
    public void A_duty_that_has_ended_does_not_count()
    {
        var message = Say.Message("禾香苑交房三年了，房产证一直办不下来") with
        {
            At = new DateTimeOffset(2023, 12, 31, 10, 0, 0, TimeSpan.FromHours(8)),
        };

        // Before the first day of every duty nobody holds it: the district allocates.
        var decision = Say.Decide(message);

        Assert.Equal(DispatchCity.EastGovernment, decision.Candidates[0].UnitId);
    }

    [Fact]
    public void What_was_in_force_is_not_rewritten_but_can_be_ended()
    {
        var before = Rule("r", "0308", Today.AddDays(-10), null);

        Assert.Null(
            Rules.Decide(
                before,
                before with
                {
                    Until = Today,
                    Units = [UnitKind.CityCentre],
                },
                Today
            )
        );
        Assert.Equal(
            "rule-in-force",
            Rules.Decide(before, before with { Permille = 5 }, Today)?.Type
        );
        Assert.Equal(
            "rule-in-force",
            Rules.Decide(before, before with { Until = Today.AddDays(-5) }, Today)?.Type
        );
    }

    [Fact]
    public void A_rule_to_come_may_be_changed_but_not_into_the_past()
    {
        var coming = Rule("r", "0308", Today.AddDays(3), null);

        Assert.Null(Rules.Decide(coming, coming with { Permille = 5 }, Today));
        Assert.Equal(
            "malformed",
            Rules.Decide(coming, coming with { From = Today.AddDays(-1) }, Today)?.Type
        );
        Assert.Equal(
            "malformed",
            Rules.Decide(null, coming with { From = Today.AddDays(-1) }, Today)?.Type
        );
    }

    private static DispatchRule Rule(
        string code,
        string classCode,
        DateOnly from,
        DateOnly? until
    ) =>
        new(
            code,
            classCode,
            RuleChannels.Any,
            DispatchMode.Directed,
            [UnitKind.CityCentre],
            null,
            990,
            from,
            until
        );

    private static DispatchSnapshot With(DispatchRule rule) =>
        new(
            Say.Snapshot.Rows with
            {
                Rules = [.. Say.Snapshot.Rows.Rules, rule],
            },
            Say.Snapshot.Model
        );
}
