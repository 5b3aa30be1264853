using Jiban.City.Contracts;
using Jiban.Dispatch.Catalogue;
using Jiban.Dispatch.Contracts;
using Jiban.Dispatch.Settings;
using Jiban.Platform.Time;

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
                RegionCode = "990101001",
            }
        );

        Assert.Equal("deed-of-street", snapshot.RuleFor("0308", true, Today, "990101001")?.Code);
        Assert.Equal("title-deed", snapshot.RuleFor("0308", false, Today, "990101002")?.Code);
        Assert.Equal("title-deed", snapshot.RuleFor("0308", false, Today)?.Code);
        // A finer class still goes before it.
        Assert.NotEqual(
            "of-group",
            With(Rule("of-group", "03", Today, null) with { RegionCode = "990101001" })
                .RuleFor("0308", false, Today, "990101001")
                ?.Code
        );
    }

    [Fact]
    public void The_narrower_region_goes_before_the_wider_one_around_it()
    {
        var snapshot = With(
            Rule("deed-of-district", "0308", Today, null) with
            {
                RegionCode = "990101",
            },
            Rule("deed-of-community", "0308", Today, null) with
            {
                RegionCode = "990101001001",
            }
        );

        Assert.Equal("deed-of-community", Holding("990101001001"));
        Assert.Equal("deed-of-district", Holding("990101001002"));
        Assert.Equal("deed-of-district", Holding("990101"));
        Assert.Equal("title-deed", Holding("990102001"));

        string? Holding(string region) => snapshot.RuleFor("0308", false, Today, region)?.Code;
    }

    [Fact]
    public void A_rule_for_the_night_holds_over_midnight_and_leaves_the_day_to_the_others()
    {
        var night = Rule("deed-at-night", "0308", Today, null) with
        {
            UnitCode = "990101-D3",
            Hours = new RuleHours(new TimeOnly(22, 0), new TimeOnly(6, 0)),
        };
        var message = Say.Message("禾香苑交房三年了，房产证一直办不下来");
        var midnight = CivilTime.StartOf(CivilTime.DayOf(message.At).AddDays(1));

        Assert.Equal(DispatchCity.WestUpkeep, At(midnight.AddHours(-2)));
        Assert.Equal(DispatchCity.WestUpkeep, At(midnight.AddHours(6).AddTicks(-1)));
        Assert.Equal(DispatchCity.EastHousing, At(midnight.AddHours(6)));
        Assert.Equal(DispatchCity.EastHousing, At(midnight.AddHours(22).AddTicks(-1)));

        Guid? At(DateTimeOffset at) => Say.Decide(message with { At = at }, With(night)).UnitId;
    }

    [Theory]
    [InlineData("22:00-06:00", "22:00-06:00")]
    [InlineData("9:30 至 17：00", "09:30-17:00")]
    [InlineData("00:00—12:00", "00:00-12:00")]
    public void Hours_are_read_as_people_write_them(string written, string told)
    {
        Assert.True(RuleHours.TryParse(written, out var hours));
        Assert.Equal(told, hours!.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("24:00-06:00")]
    [InlineData("22:00")]
    [InlineData("08:00-08:00")]
    [InlineData("8-17")]
    [InlineData("22:00-06:00-08:00")]
    public void What_is_no_span_of_hours_is_refused(string written) =>
        Assert.False(RuleHours.TryParse(written, out _));

    [Fact]
    public void A_rule_names_who_helps_whoever_is_responsible()
    {
        var rule = Rule("deed-with-help", "0308", Today, null) with
        {
            UnitCode = "990101-D3",
            Assisting = [UnitKind.Department, UnitKind.StreetOffice],
        };
        var message = Say.Message("禾香苑交房三年了，房产证一直办不下来");

        var decision = Say.Decide(message, With(rule));

        Assert.Equal(DispatchCity.WestUpkeep, decision.UnitId);
        Assert.Contains(DispatchCity.EastHousing, decision.AssistingUnitIds);
        Assert.DoesNotContain(DispatchCity.WestUpkeep, decision.AssistingUnitIds);
        Assert.Contains(decision.Reasons, reason => reason.Code == "assisting");
        Assert.Empty(Say.Decide(message).AssistingUnitIds);
    }

    [Fact]
    public void What_was_ruled_is_who_is_responsible_and_who_helps_stays_as_it_was()
    {
        var before = Rule("lamp-with-help", "0407", Today, null) with
        {
            OwnerFirst = true,
            Assisting = [UnitKind.Section],
        };

        var rule = RuledDrafts.Of(
            new Ruled("0407", "990101001", "990101-D3"),
            "ruled-0407",
            Today,
            before
        );

        Assert.Equal(
            ("990101-D3", "990101001", true),
            (rule.UnitCode, rule.RegionCode, rule.OwnerFirst)
        );
        Assert.Equal(before.Assisting, rule.Assisting);
        Assert.Equal(before.Units, rule.Units);
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

    private static DispatchSnapshot With(params DispatchRule[] rules) =>
        new(
            Say.Snapshot.Rows with
            {
                Rules = [.. Say.Snapshot.Rows.Rules, .. rules],
            },
            Say.Snapshot.Model
        );
}
