using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using FsCheck;
using FsCheck.Fluent;
using Jiban.City.Contracts;
using Jiban.Dispatch.Catalogue;
using Jiban.Dispatch.Contracts;
using Jiban.Dispatch.Linting;
using Jiban.Dispatch.Settings;
using Jiban.Platform.Auth;
using Jiban.Platform.Web;

namespace Jiban.Dispatch.Tests;

/// <summary>What a table of rules hides is told.</summary>
public sealed class LintTests(CatalogueSite site) : IClassFixture<CatalogueSite>
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

    /// <summary>
    /// The rules are written as an administrator writes them; what is asked is what his page shows. What would break the catalogue he can't write, but a city that changes afterwards, or a
    /// store of before, can have it.
    /// </summary>
    [Fact]
    public async Task Whoever_reads_the_catalogue_in_force_is_told_its_gap_overlap_dead_rule_and_circle_each_by_name()
    {
        using (site.WithCity(DispatchCity.Snapshot))
        {
            Assert.DoesNotContain(await AskAsync("zh"), finding => finding.IsError);
            Assert.Equal(
                "/problems/rule-faulty",
                await RefusedAsync("agents", "0601", "department")
            );
        }

        await WriteAsync("agents", "0601", "department");
        using var city = site.WithCity(DispatchCity.Snapshot);
        await WriteAsync("lamp-a", "0407", "streetOffice");
        Assert.Equal("/problems/rule-faulty", await RefusedAsync("lamp-b", "0407", "cityCentre"));
        await InsertAsync(Rule("lamp-b", "0407", UnitKind.CityCentre));
        await WriteAsync("title-deed-2026", "0308", "cityCentre");
        await WriteAsync("circle", "0405", "streetOffice", "section");

        var told = await AskAsync("zh");
        var gap = Assert.Single(told, finding => finding.Kind == "gap");
        Assert.Equal((true, "agents", "0601"), (gap.IsError, gap.Rule, gap.ClassCode));
        Assert.Contains("试湾街道", gap.Text, StringComparison.Ordinal);
        var overlap = Assert.Single(told, finding => finding is { Kind: "overlap", IsError: true });
        Assert.Equal(("lamp-b", "0407"), (overlap.Rule, overlap.ClassCode));
        Assert.Contains("lamp-a", overlap.Text, StringComparison.Ordinal);
        Assert.Contains(
            told,
            finding =>
                finding is { Kind: "neverFires", IsError: false, Rule: "title-deed" }
                && finding.Text.Contains("用不上", StringComparison.Ordinal)
        );
        var circle = Assert.Single(told, finding => finding.Kind == "returnCycle");
        Assert.Equal((false, "circle", "0405"), (circle.IsError, circle.Rule, circle.ClassCode));
        // Errors stand first, and whoever reads English is told the same.
        Assert.Equal(told.OrderByDescending(finding => finding.IsError), told);
        Assert.Contains(
            await AskAsync("en"),
            finding =>
                finding is { Kind: "returnCycle", Rule: "circle" }
                && finding.Text.Contains("circles", StringComparison.Ordinal)
        );

        async Task WriteAsync(string code, string classCode, params string[] units)
        {
            using var made = await PutAsync(code, classCode, units);
            Assert.Equal(HttpStatusCode.NoContent, made.StatusCode);
        }

        async Task<string?> RefusedAsync(string code, string classCode, params string[] units)
        {
            using var made = await PutAsync(code, classCode, units);
            var problem = await made.Content.ReadFromJsonAsync<JsonElement>(
                TestContext.Current.CancellationToken
            );
            return problem.GetProperty("type").GetString();
        }

        async Task InsertAsync(DispatchRule rule)
        {
            await using var owner = await site.Store.Owner.OpenConnectionAsync(
                TestContext.Current.CancellationToken
            );
            await owner.ExecuteAsync(RuleRow.Insert, RuleRow.Of(rule));
            await owner.ExecuteAsync("update dispatch.catalogue_version set version = version + 1");
            await site.Loader.FollowAsync(TestContext.Current.CancellationToken);
        }

        Task<HttpResponseMessage> PutAsync(string code, string classCode, string[] units) =>
            site.As(Role.Administrator)
                .PutAsJsonAsync(
                    $"/api/dispatch/rules/{code}",
                    new
                    {
                        classCode,
                        channels = "any",
                        mode = "byKind",
                        units,
                        confidence = 900,
                        from = "2026-03-02",
                        version = 0,
                    },
                    TestContext.Current.CancellationToken
                );

        async Task<IReadOnlyList<Told>> AskAsync(string language)
        {
            using var asked = new HttpRequestMessage(HttpMethod.Get, "/api/dispatch/lint");
            asked.Headers.AcceptLanguage.ParseAdd(language);
            using var answer = await site.As(Role.Leader)
                .SendAsync(asked, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            return (
                await answer.Content.ReadFromJsonAsync<Told[]>(
                    JsonSerializerOptions.Web,
                    TestContext.Current.CancellationToken
                )
            )!;
        }
    }

    /// <summary>A finding as the interface tells it.</summary>
    private sealed record Told(
        string Kind,
        bool IsError,
        string? Rule,
        string? ClassCode,
        string Text
    );

    /// <summary>Against every class, channel and day, asked one by one.</summary>
    [Fact]
    public void A_rule_is_told_as_never_deciding_and_a_class_as_open_just_when_no_day_shows_otherwise()
    {
        const int Days = 12;
        string[] codes = ["", "03", "0301", "0302"];
        CatalogueRows rows = Rows with
        {
            Classes = [.. Rows.Classes.Where(of => codes.Contains(of.Code))],
        };
        var rule =
            from code in Gen.Elements(codes)
            from channels in Gen.Elements(RuleChannels.Any, RuleChannels.Own)
            from begins in Gen.Choose(-3, Days - 2)
            from lasts in Gen.Choose(0, Days * 2)
            select Rule("", code, UnitKind.CityCentre) with
            {
                Channels = channels,
                From = Today.AddDays(begins),
                Until = lasts > Days ? null : Today.AddDays(begins + lasts),
            };
        var set = rule.ListOf()
            .Select(rules => rules.Select((r, n) => r with { Code = $"r{n:D2}" }).ToList());

        Prop.ForAll(
                set.ToArbitrary(),
                rules =>
                {
                    var findings = LintCatalogue.Of(rules, rows, DispatchCity.Snapshot, Today);
                    var book = new RuleBook(rules);
                    // Two weeks beyond the last change nothing can change any more.
                    var asked =
                        from of in rows.Classes
                        from own in (bool[])[false, true]
                        from day in Enumerable.Range(0, Days * 3)
                        select (of.Code, Rule: book.RuleFor(of.Code, own, Today.AddDays(day)));
                    var open = asked.Where(a => a.Rule is null).Select(a => a.Code).ToHashSet();
                    var winners = asked.Select(a => a.Rule?.Code).ToHashSet();
                    return open.SetEquals(
                            findings.Where(f => f.Kind == LintKind.Gap).Select(f => f.ClassCode!)
                        )
                        && rules
                            .Where(r => !(r.Until < Today) && !winners.Contains(r.Code))
                            .Select(r => r.Code)
                            .ToHashSet()
                            .SetEquals(
                                findings
                                    .Where(f => f.Kind == LintKind.NeverFires)
                                    .Select(f => f.Rule!)
                            );
                }
            )
            .QuickCheckThrowOnFailure();
    }

    private static IReadOnlyList<LintFinding> Lint(IReadOnlyList<DispatchRule> rules) =>
        LintCatalogue.Of(rules, Rows, DispatchCity.Snapshot, Today);

    private static DispatchRule Rule(string code, string classCode, UnitKind kind) =>
        new(code, classCode, RuleChannels.Any, DispatchMode.ByKind, [kind], null, 900, Today, null);
}
