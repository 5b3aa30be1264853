using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using FsCheck;
using FsCheck.Fluent;
using Jiban.City.Contracts;
using Jiban.Dispatch.Catalogue;
using Jiban.Dispatch.Linting;
using Jiban.Platform.Auth;

namespace Jiban.Dispatch.Tests;

/// <summary>The catalogue in force is read as a whole, and random catalogues by another way.</summary>
public sealed partial class LintTests
{
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
}
