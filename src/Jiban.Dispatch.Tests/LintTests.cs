using Jiban.City.Contracts;
using Jiban.Dispatch.Catalogue;
using Jiban.Dispatch.Contracts;
using Jiban.Dispatch.Linting;
using Jiban.Dispatch.Settings;
using Jiban.Platform.Web;

namespace Jiban.Dispatch.Tests;

/// <summary>What a table of rules hides is told.</summary>
public sealed partial class LintTests(CatalogueSite site) : IClassFixture<CatalogueSite>
{
    private static readonly DateOnly Today = new(2026, 3, 2);
    private static readonly CatalogueRows Rows = ShippedCatalogue.Rows;

    [Fact]
    public void What_ships_has_no_error_in_a_city_where_every_district_has_a_government()
    {
        Assert.DoesNotContain(Lint(Rows.Rules), finding => finding.IsError);
    }

    [Fact]
    public void A_class_whose_rule_leads_to_nobody_in_some_streets_is_a_gap()
    {
        var finding = Assert.Single(
            Lint([.. Rows.Rules, Rule("agents", "0601", UnitKind.Department)]),
            finding => finding.IsError
        );

        Assert.Equal(
            (LintKind.Gap, "agents", "0601"),
            (finding.Kind, finding.Rule, finding.ClassCode)
        );
        Assert.Contains("试湾街道", finding.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void A_class_that_loses_its_last_rule_is_a_gap_from_that_day_on()
    {
        var findings = Lint([
            .. Rows.Rules.Where(rule => rule.ClassCode.Length > 0),
            Rule("any", "", UnitKind.CityCentre) with
            {
                Until = Today.AddDays(9),
            },
        ]);

        Assert.All(
            findings.Where(finding => finding is { Kind: LintKind.Gap, Rule: null }),
            finding => Assert.Contains("2026-03-12", finding.Zh, StringComparison.Ordinal)
        );
        Assert.Contains(findings, finding => finding is { Kind: LintKind.Gap, ClassCode: "03" });
    }

    [Fact]
    public void Two_rules_from_one_day_are_an_error_and_a_silent_successor_is_told()
    {
        var lamp = Rule("lamp-2", "0407", UnitKind.CityCentre);

        Assert.Contains(
            Lint([.. Rows.Rules, lamp with { From = ShippedCatalogue.Since }]),
            finding => finding is { Kind: LintKind.Overlap, IsError: true, Rule: "lamp-2" }
        );
        Assert.Contains(
            Lint([.. Rows.Rules, lamp]),
            finding => finding is { Kind: LintKind.Overlap, IsError: false, Rule: "lamp-2" }
        );
    }

    [Theory]
    [InlineData("22:00-06:00", "05:00-09:00", true)]
    [InlineData("20:00-23:00", "22:00-06:00", true)]
    [InlineData("22:00-06:00", "22:00-06:00", true)]
    [InlineData("22:00-06:00", "06:00-09:00", false)]
    [InlineData("08:00-12:00", "12:00-18:00", false)]
    [InlineData("22:00-06:00", null, false)]
    public void Two_rules_whose_hours_overlap_are_an_error_and_those_that_follow_each_other_are_not(
        string first,
        string? second,
        bool overlap
    )
    {
        DispatchRule At(string code, string? hours) =>
            Rule(code, "0407", UnitKind.CityCentre) with
            {
                Hours = RuleHours.TryParse(hours, out var read) ? read : null,
            };

        Assert.Equal(
            overlap,
            Lint([.. Rows.Rules, At("lamp-a", first), At("lamp-b", second)])
                .Any(finding =>
                    finding is { Kind: LintKind.Overlap, IsError: true, Rule: "lamp-b" }
                )
        );
    }

    [Fact]
    public void An_edit_that_would_break_the_catalogue_is_refused_and_faults_of_before_hinder_none()
    {
        var broken = Rows with
        {
            Rules = [.. Rows.Rules, Rule("moon", "9901", UnitKind.CityCentre)],
        };
        Problem? Faulty(params DispatchRule[] more) =>
            Rules.Faulty(broken, [.. broken.Rules, .. more], DispatchCity.Snapshot, Today);

        Assert.Null(Faulty(Rule("lamp-2", "0407", UnitKind.CityCentre)));
        var refused = Faulty(Rule("agents", "0601", UnitKind.Department));
        Assert.Equal("rule-faulty", refused?.Type);
        Assert.Contains("试湾街道", refused!.Zh, StringComparison.Ordinal);
        // The last rule of all classes can't be taken away either.
        Assert.Equal(
            "rule-faulty",
            Rules
                .Faulty(
                    broken,
                    [.. broken.Rules.Where(rule => rule.ClassCode.Length > 0)],
                    DispatchCity.Snapshot,
                    Today
                )
                ?.Type
        );
    }

    [Fact]
    public void A_gap_that_is_known_from_a_later_day_on_excuses_no_earlier_one()
    {
        var known = Rows with { Rules = Ending(Today.AddDays(60)) };

        Assert.Null(Faulty(Today.AddDays(90)));
        Assert.Null(Faulty(Today.AddDays(60)));
        Assert.Equal("rule-faulty", Faulty(Today.AddDays(30))?.Type);

        Problem? Faulty(DateOnly last) =>
            Rules.Faulty(known, Ending(last), DispatchCity.Snapshot, Today);

        DispatchRule[] Ending(DateOnly last) =>
            [
                .. Rows.Rules.Select(rule =>
                    rule.ClassCode.Length > 0 ? rule : rule with { Until = last }
                ),
            ];
    }

    [Fact]
    public void A_unit_or_a_class_that_is_not_there_is_an_error()
    {
        var findings = Lint([
            .. Rows.Rules,
            Rule("lost", "0407", UnitKind.CityCentre) with
            {
                UnitCode = "nobody",
            },
            Rule("moon", "9901", UnitKind.CityCentre),
            Rule("nowhere", "0407", UnitKind.CityCentre) with
            {
                RegionCode = "999999",
            },
        ]);

        Assert.Contains(
            findings,
            f => f is { Kind: LintKind.UnknownUnit, IsError: true, Rule: "lost" }
        );
        Assert.Contains(
            findings,
            f => f is { Kind: LintKind.UnknownClass, IsError: true, Rule: "moon" }
        );
        Assert.Contains(
            findings,
            f => f is { Kind: LintKind.UnknownRegion, IsError: true, Rule: "nowhere" }
        );
    }

    [Fact]
    public void A_rule_for_some_hours_fires_but_covers_no_class_by_itself()
    {
        var night = new RuleHours(new TimeOnly(22, 0), new TimeOnly(6, 0));
        var byNight = Rule("lamp-by-night", "0407", UnitKind.CityCentre) with { Hours = night };
        var withDay = Lint([.. Rows.Rules, byNight]);
        var alone = Lint([
            .. Rows.Rules.Select(rule =>
                rule.ClassCode is "" or "04" or "0407" ? rule with { Hours = night } : rule
            ),
        ]);

        Assert.DoesNotContain(withDay, f => f.Rule == "lamp-by-night");
        Assert.Contains(alone, f => f is { Kind: LintKind.Gap, IsError: true, ClassCode: "0407" });
    }

    [Fact]
    public void A_department_without_a_duty_and_a_duty_without_a_department_are_told()
    {
        var city = DispatchCity.Snapshot;
        var findings = LintCatalogue.Of(
            Rows.Rules,
            Rows,
            new CitySnapshot(
                city.Regions,
                city.Cells,
                city.Places,
                city.Buildings,
                city.Units,
                [.. city.Duties.Where(duty => duty.UnitId != DispatchCity.EastHealth)]
            ),
            Today
        );

        Assert.Contains(
            findings,
            f =>
                f.Kind == LintKind.UnitWithoutDuty
                && f.Zh.Contains("试东区卫生健康委员会", StringComparison.Ordinal)
        );
        Assert.Contains(
            findings,
            f => f is { Kind: LintKind.NoHolder, Rule: "health", ClassCode: "0703" }
        );
    }

    [Fact]
    public void A_rule_that_tries_the_upper_before_the_lower_lets_returns_circle()
    {
        var circling = Rule("circle", "0407", UnitKind.StreetOffice) with
        {
            Units = [UnitKind.StreetOffice, UnitKind.Section],
        };

        var finding = Assert.Single(
            Lint([.. Rows.Rules, circling]),
            finding => finding.Kind == LintKind.ReturnCycle
        );
        Assert.Equal("circle", finding.Rule);
    }

    private static IReadOnlyList<LintFinding> Lint(IReadOnlyList<DispatchRule> rules) =>
        LintCatalogue.Of(rules, Rows, DispatchCity.Snapshot, Today);

    private static DispatchRule Rule(string code, string classCode, UnitKind kind) =>
        new(code, classCode, RuleChannels.Any, DispatchMode.ByKind, [kind], null, 900, Today, null);
}
