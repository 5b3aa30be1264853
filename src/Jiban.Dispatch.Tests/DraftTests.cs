using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using FsCheck;
using FsCheck.Fluent;
using Jiban.City.Contracts;
using Jiban.Dispatch.Catalogue;
using Jiban.Dispatch.Contracts;
using Jiban.Dispatch.Drafts;
using Jiban.Platform.Auth;
using Microsoft.Extensions.DependencyInjection;

namespace Jiban.Dispatch.Tests;

/// <summary>A draft waits beside the catalogue in force, and takes its place from a day on.</summary>
public sealed class DraftTests(CatalogueSite site) : IClassFixture<CatalogueSite>
{
    private static readonly DateOnly Today = new(2026, 3, 2);
    private static readonly DateOnly First = Today.AddDays(5);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The law of a draft: until its day everything is as it was, from its day on as it says.</summary>
    [Fact]
    public void The_days_before_stay_as_they_were_and_from_its_day_on_the_draft_holds()
    {
        string[] codes = ["", "03", "0301", "0302"];
        // A class has one rule on each side at most: which of two from one day decides is an error that lint tells.
        var set = (
            from present in Gen.Choose(0, 3).ListOf(codes.Length)
            from units in Gen.Elements(UnitKind.CityCentre, UnitKind.StreetOffice)
                .ListOf(codes.Length)
            from begins in Gen.Choose(-3, 12).ListOf(codes.Length)
            from lasts in Gen.Choose(0, 24).ListOf(codes.Length)
            select codes
                .Where((_, n) => present[n] > 0)
                .Select(code => Array.IndexOf(codes, code))
                .Select(n => new DispatchRule(
                    "r" + codes[n],
                    codes[n],
                    RuleChannels.Any,
                    DispatchMode.ByKind,
                    [units[n]],
                    null,
                    900,
                    Today.AddDays(begins[n]),
                    lasts[n] > 12 ? null : Today.AddDays(begins[n] + lasts[n])
                ))
                .ToList()
        );

        Prop.ForAll(
                set.Two().ToArbitrary(),
                pair =>
                {
                    var (rules, draft) = pair;
                    var then = CompareCatalogue.Apply(
                        rules,
                        CompareCatalogue.Of(rules, draft, First),
                        First
                    );
                    var (before, wanted, after) = (
                        new RuleBook(rules),
                        new RuleBook(draft),
                        new RuleBook(then)
                    );
                    return then.Select(rule => rule.Code).Distinct().Count() == then.Count
                        && codes
                            .Skip(1)
                            .SelectMany(
                                _ => Enumerable.Range(-5, 40),
                                (code, day) => (code, day: Today.AddDays(day))
                            )
                            .All(at =>
                                Same(
                                    (at.day < First ? before : wanted).RuleFor(
                                        at.code,
                                        false,
                                        at.day
                                    ),
                                    after.RuleFor(at.code, false, at.day)
                                )
                            );
                }
            )
            .QuickCheckThrowOnFailure();

        static bool Same(DispatchRule? one, DispatchRule? other) =>
            one is null ? other is null : other is not null && one.SaysAs(other);
    }

    [Fact]
    public void A_draft_that_is_the_catalogue_changes_nothing()
    {
        var rules = ShippedCatalogue.Rows.Rules;

        Assert.Empty(CompareCatalogue.Of(rules, rules, First));
    }

    [Fact]
    public async Task What_a_sheet_was_written_from_is_read_back_without_loss()
    {
        var rules = ShippedCatalogue
            .Rows.Rules.Append(
                new DispatchRule(
                    "all-of-it",
                    "0407",
                    RuleChannels.Own,
                    DispatchMode.ByPlace,
                    [
                        UnitKind.Section,
                        UnitKind.Community,
                        UnitKind.PropertyCompany,
                        UnitKind.CityCentre,
                    ],
                    "990101-D3",
                    1,
                    new DateOnly(2025, 12, 31),
                    new DateOnly(2026, 2, 28),
                    OwnerFirst: true,
                    RegionCode: "990101001",
                    Hours: new RuleHours(new TimeOnly(22, 0), new TimeOnly(6, 30))
                )
                {
                    Assisting = [UnitKind.Department, UnitKind.Utility],
                }
            )
            .ToList();
        var file = new MemoryStream();

        await CatalogueSheet.WriteAsync(file, rules, _ => "名称", Cancellation);
        var (read, faults) = CatalogueSheet.Read(file.ToArray());

        Assert.Empty(faults);
        Assert.Equal(rules.Count, read.Count);
        Assert.All(
            rules.Zip(read),
            pair =>
            {
                Assert.True(pair.First.SaysAs(pair.Second.Rule), pair.First.Code);
                Assert.Equal(
                    (pair.First.Code, pair.First.From, pair.First.Until),
                    (pair.Second.Rule.Code, pair.Second.Rule.From, pair.Second.Rule.Until)
                );
            }
        );
    }

    [Fact]
    public async Task A_draft_is_written_compared_and_put_in_force_from_its_day_in_every_process()
    {
        var client = site.As(Role.Administrator);
        await using var other = await site.StartAsync();
        var id = await MakeAsync(client, "试行");
        var put = await client.PutAsJsonAsync(
            $"/api/dispatch/drafts/{id}/rules/title-deed",
            new { rule = Rule("0308", "cityCentre"), version = 1 },
            Cancellation
        );
        var takenOut = await client.DeleteAsync(
            $"/api/dispatch/drafts/{id}/rules/empty?version=2",
            Cancellation
        );
        var shown = await client.GetFromJsonAsync<JsonElement>(
            $"/api/dispatch/drafts/{id}",
            Cancellation
        );

        Assert.Equal(HttpStatusCode.NoContent, put.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, takenOut.StatusCode);
        Assert.Equal(
            ["replaced", "ended"],
            shown
                .GetProperty("differences")
                .EnumerateArray()
                .Select(d => d.GetProperty("change").GetString())
        );
        var catalogue = shown.GetProperty("catalogue").GetInt64();
        var stale = await AdoptAsync(client, id, 2, catalogue);
        Assert.Equal("/problems/changed-meanwhile", await TypeOf(stale));
        // A rule that somebody writes into the catalogue meanwhile is not undone unseen.
        var written = await client.PutAsJsonAsync(
            "/api/dispatch/rules/written-meanwhile",
            RuleOf("0407", "cityCentre", First.AddDays(30)),
            Cancellation
        );
        Assert.Equal(HttpStatusCode.NoContent, written.StatusCode);
        var unseen = await AdoptAsync(client, id, 3, catalogue);
        Assert.Equal("/problems/changed-meanwhile", await TypeOf(unseen));
        // It has not begun: it can be taken back, once.
        const string Taken = "/api/dispatch/rules/written-meanwhile?version=1";
        var gone = await client.DeleteAsync(Taken, Cancellation);
        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        Assert.Equal(
            "/problems/changed-meanwhile",
            await TypeOf(await client.DeleteAsync(Taken, Cancellation))
        );
        Assert.Equal(
            "/problems/rule-in-force",
            await TypeOf(
                await client.DeleteAsync("/api/dispatch/rules/lamp?version=1", Cancellation)
            )
        );
        Assert.Equal(
            ["editSettings", "editSettings"],
            await TracesOfAsync("rule/written-meanwhile")
        );
        catalogue += 2;
        Assert.Equal("title-deed", RuleOf(site.Dispatcher, First));

        // Nobody has loaded a city here, so that every rule leads to nobody: what lint says then is asked below.
        using (site.WithCity(DispatchCity.Snapshot))
        {
            Assert.Equal(
                HttpStatusCode.NoContent,
                (await AdoptAsync(client, id, 3, catalogue)).StatusCode
            );
        }

        await other.Services.GetRequiredService<CatalogueLoader>().FollowAsync(Cancellation);
        foreach (
            var dispatcher in (Dispatcher[])
                [site.Dispatcher, other.Services.GetRequiredService<Dispatcher>()]
        )
        {
            Assert.Equal("title-deed", RuleOf(dispatcher, First.AddDays(-1)));
            Assert.Equal("title-deed-20260307", RuleOf(dispatcher, First));
        }

        Assert.Equal(
            ["editSettings", "editSettings", "editSettings", "adoptCatalogue"],
            await TracesAsync(id)
        );
        var again = await AdoptAsync(client, id, 4, catalogue);
        Assert.Equal("/problems/draft-decided", await TypeOf(again));
    }

    [Fact]
    public async Task A_draft_that_leaves_a_class_without_a_unit_or_comes_too_late_is_not_put_in_force()
    {
        var client = site.As(Role.Administrator);
        var id = await MakeAsync(client, "缺口");
        await client.PutAsJsonAsync(
            $"/api/dispatch/drafts/{id}/rules/agents",
            new { rule = Rule("0601", "section"), version = 1 },
            Cancellation
        );
        using var city = site.WithCity(DispatchCity.Snapshot);

        var seen = await client.GetFromJsonAsync<JsonElement>(
            $"/api/dispatch/drafts/{id}",
            Cancellation
        );
        var answer = await AdoptAsync(client, id, 2, seen.GetProperty("catalogue").GetInt64());

        Assert.Equal("/problems/draft-faulty", await TypeOf(answer));
        var late = await client.PostAsJsonAsync(
            "/api/dispatch/drafts",
            new { name = "昨天", from = Today },
            Cancellation
        );
        Assert.Equal(HttpStatusCode.BadRequest, late.StatusCode);
        var dropped = await client.DeleteAsync(
            $"/api/dispatch/drafts/{id}?version=2",
            Cancellation
        );
        Assert.Equal(HttpStatusCode.NoContent, dropped.StatusCode);
        Assert.Equal(["editSettings", "editSettings", "editSettings"], await TracesAsync(id));
    }

    [Fact]
    public async Task An_exported_sheet_comes_back_as_a_draft_and_a_faulty_one_is_told_by_row()
    {
        var client = site.As(Role.Administrator);
        var exported = await client.GetByteArrayAsync("/api/dispatch/rules/export", Cancellation);

        var good = await ImportAsync(client, exported);
        var shown = await client.GetFromJsonAsync<JsonElement>(
            $"/api/dispatch/drafts/{good.GetProperty("id").GetString()}",
            Cancellation
        );
        var faulty = new MemoryStream();
        await CatalogueSheet.WriteAsync(
            faulty,
            [
                ShippedCatalogue.Rows.Rules[0],
                ShippedCatalogue.Rows.Rules[0] with
                {
                    ClassCode = "9901",
                    Permille = 2000,
                },
            ],
            _ => "",
            Cancellation
        );
        var bad = await ImportAsync(client, faulty.ToArray());

        Assert.Equal(0, good.GetProperty("faultCount").GetInt32());
        Assert.Equal(["editSettings"], await TracesAsync(good.GetProperty("id").GetString()!));
        Assert.Equal(0, shown.GetProperty("differences").GetArrayLength());
        Assert.False(bad.TryGetProperty("id", out _));
        Assert.All(
            bad.GetProperty("faults").EnumerateArray(),
            fault => Assert.Equal(3, fault.GetProperty("row").GetInt32())
        );
        Assert.Equal(3, bad.GetProperty("faultCount").GetInt32());
        var noSheet = await SendAsync(client, [1, 2, 3]);
        Assert.Equal("/problems/catalogue-unreadable", await TypeOf(noSheet));
    }

    /// <summary>What the trail tells of a draft, in order: made, each change, decided.</summary>
    private Task<IEnumerable<string>> TracesAsync(string id) => TracesOfAsync($"draft/{id}");

    private async Task<IEnumerable<string>> TracesOfAsync(string subject)
    {
        await using var owner = await site.Store.Owner.OpenConnectionAsync(Cancellation);
        return await owner.QueryAsync<string>(
            "select action from platform.audit_trail where subject = @subject order by audit_id",
            new { subject }
        );
    }

    private static string? RuleOf(Dispatcher dispatcher, DateOnly day) =>
        dispatcher.Current.RuleFor("0308", false, day)?.Code;

    private static object Rule(string classCode, string kind) =>
        RuleOf(classCode, kind, new DateOnly(2000, 1, 1));

    private static object RuleOf(string classCode, string kind, DateOnly from) =>
        new
        {
            classCode,
            channels = "any",
            mode = "byKind",
            units = new[] { kind },
            confidence = 950,
            from,
            version = 0,
        };

    private static async Task<string> MakeAsync(HttpClient client, string name)
    {
        var made = await client.PostAsJsonAsync(
            "/api/dispatch/drafts",
            new { name, from = First },
            Cancellation
        );
        return (await made.Content.ReadFromJsonAsync<JsonElement>(Cancellation))
            .GetProperty("id")
            .GetString()!;
    }

    private static Task<HttpResponseMessage> AdoptAsync(
        HttpClient client,
        string id,
        int version,
        long catalogue
    ) =>
        client.PostAsJsonAsync(
            $"/api/dispatch/drafts/{id}/adopt",
            new { version, catalogue },
            Cancellation
        );

    private static async Task<JsonElement> ImportAsync(HttpClient client, byte[] sheet) =>
        await (await SendAsync(client, sheet)).Content.ReadFromJsonAsync<JsonElement>(Cancellation);

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, byte[] sheet)
    {
        using var content = new ByteArrayContent(sheet);
        content.Headers.ContentType = new MediaTypeHeaderValue(
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        );
        return await client.PostAsync(
            $"/api/dispatch/drafts/import?name=sheet&from={First:yyyy-MM-dd}",
            content,
            Cancellation
        );
    }

    private static async Task<string?> TypeOf(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation))
            .GetProperty("type")
            .GetString();
}
