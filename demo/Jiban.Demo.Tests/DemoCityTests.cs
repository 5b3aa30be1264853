using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Jiban.Demo.Furniture;
using Jiban.Platform.Crypto;
using Jiban.Platform.Journaling;
using Microsoft.AspNetCore.Builder;

namespace Jiban.Demo.Tests;

public sealed class DemoCityTests(LoadedDemo demo)
{
    [Fact]
    public async Task Cases_stand_in_every_state_some_of_them_late_and_every_street_has_answers()
    {
        Assert.Equal(DemoOutcome.Loaded, demo.Outcome);
        var states = await CountsAsync(
            "select state, count(*) from cases.case_file group by state"
        );
        Assert.InRange(states.Values.Sum(), 430, 500);
        Assert.InRange(states["closed"], 250, 400);
        foreach (var state in new[] { "dispatched", "signed", "resolved", "queued" })
        {
            Assert.True(states.GetValueOrDefault(state) > 0, $"no case is {state}");
        }

        Assert.True(
            await OneAsync(
                $"select count(*) from cases.case_file where next_due_at < '{DemoStore.Now:O}'"
            ) > 0
        );
        // What is asked after the end was asked, but for the last days.
        Assert.Equal(
            0,
            await OneAsync(
                $"""
                select count(*) from cases.case_file
                where state = 'closed' and least(due_follow_up, due_control) < '{DemoStore.Now.AddDays(
                    -2
                ):O}'
                """
            )
        );
        Assert.InRange(
            await OneAsync(
                "select count(*) from platform.journal where kind in ('followedUp', 'controlled')"
            ),
            20,
            250
        );
        var perStreet = await CountsAsync(
            """
            select r.name, count(*) from cases.case_file c join city.region r on r.region_id = c.street_id
            where c.called_back_at is not null group by r.name
            """
        );
        Assert.Equal(8, perStreet.Count);
    }

    [Fact]
    public async Task One_case_is_put_aside_until_its_plan_is_done_and_one_was_told_in_confidence()
    {
        Assert.Equal(
            1,
            await OneAsync(
                "select count(*) from cases.case_file where state = 'suspended' and suspended_until > received_at + interval '70 days'"
            )
        );
        Assert.Equal(
            1,
            await OneAsync(
                "select count(*) from cases.case_file where confidential and unit_id is not null and state <> 'closed'"
            )
        );
    }

    [Fact]
    public async Task Cases_came_by_the_public_door_by_staff_and_from_patrol_and_went_to_units_in_all_five_ways()
    {
        var channels = await CountsAsync(
            "select channel, count(*) from cases.case_file group by channel"
        );
        Assert.Equal(13, channels.Count);
        var modes = await CountsAsync(
            "select mode, count(*) from cases.case_file where mode is not null group by mode"
        );
        Assert.Equal(
            ["byChoice", "byKind", "byPerson", "byPlace", "directed"],
            modes.Keys.Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task A_week_of_shifts_was_planned_all_but_one_were_kept_and_their_tracks_cover_streets()
    {
        Assert.Equal(14, await OneAsync("select count(*) from patrol.shift"));
        Assert.Equal(
            13,
            await OneAsync("select count(*) from patrol.shift where ended_at is not null")
        );
        Assert.Equal(
            0,
            await OneAsync("select count(*) from patrol.track_point where implausible")
        );
        Assert.True(await OneAsync("select count(distinct road_id) from patrol.seen_road") > 10);
    }

    [Fact]
    public async Task The_last_closed_period_is_published_once() =>
        Assert.Equal(1, await OneAsync("select count(*) from assessment.revision"));

    [Fact]
    public async Task Whoever_signs_in_finds_work_and_the_street_of_the_story_is_the_best()
    {
        await using var app = await StartAsync();

        var ranking = await GetAsync(app, "leader", "/api/assessment/periods/2026-11?kind=street");
        var best = ranking.GetProperty("rows")[0];
        Assert.True(
            best.GetProperty("unit").GetProperty("name").GetString() == "潞湾街道办事处",
            ranking.ToString()
        );
        Assert.Equal(8, ranking.GetProperty("rows").GetArrayLength());

        Assert.Equal(3, (await GetAsync(app, "inspector", "/api/patrol/tasks")).GetArrayLength());
        var mine = await GetAsync(app, "secretary", "/api/cases");
        Assert.InRange(mine.GetProperty("items").GetArrayLength(), 4, 10);
        foreach (
            var (role, state) in new[]
            {
                ("dispatcher", "queued"),
                ("handler", "dispatched"),
                ("handler", "signed"),
                ("caller", "resolved"),
            }
        )
        {
            var list = await GetAsync(app, role, $"/api/cases?state={state}");
            Assert.True(
                list.GetProperty("items").GetArrayLength() > 0,
                $"{role} has nothing {state}"
            );
        }
    }

    [Fact]
    public async Task Every_charging_point_tells_its_price_by_the_hour_to_whoever_scans_it_and_materials_are_those_of_the_class()
    {
        await using var app = await StartAsync();
        using var passerBy = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        var chargers = await OneAsync(
            "select count(*) from city.component where class_code = '21034' and valid_to is null"
        );
        Assert.True(chargers > 20);
        Assert.Equal(
            chargers,
            await OneAsync(
                "select count(distinct component_id) from city.component_terms where kind = 'tariff'"
            )
        );
        var code = await StringAsync(
            "select min(code) from city.component where class_code = '21034' and valid_to is null"
        );
        var tag = await passerBy.GetFromJsonAsync<JsonElement>(
            $"/api/components/tags/{code}",
            Cancel
        );
        Assert.Equal(
            [
                ("valley", 36),
                ("flat", 78),
                ("peak", 112),
                ("flat", 78),
                ("sharp", 131),
                ("flat", 78),
                ("valley", 36),
            ],
            tag.GetProperty("prices")
                .GetProperty("day")
                .EnumerateArray()
                .Select(row =>
                    (row.GetProperty("kind").GetString()!, row.GetProperty("energyFen").GetInt32())
                )
        );

        var lists = await GetAsync(app, "administrator", "/api/component-classes/lists");
        Assert.Equal(ClassValues.All.Count, lists.GetArrayLength());
        Assert.Equal(
            0,
            await OneAsync(
                """
                select count(*) from city.component c join city.component_class_list l
                on l.class_code = c.class_code and l.attribute = 'material' where c.material <> all (l.allowed)
                """
            )
        );
    }

    [Fact]
    public async Task The_journal_of_the_month_verifies()
    {
        await using var connection = await demo.Store.Database.Owner.OpenConnectionAsync(Cancel);

        var found = await Verifier.VerifyAsync(
            connection,
            KeyRing.Open(demo.Store.DataDirectory),
            async (after, most) =>
                (
                    await connection.QueryAsync<SealedHead>(
                        "select case_id, head_seq as seq, head_hash as hash from cases.case_file where case_id > @after order by case_id limit @most",
                        new { after, most }
                    )
                ).AsList(),
            [],
            Cancel
        );

        Assert.Empty(found.Findings);
        Assert.InRange(found.Cases, 430, 500);
    }

    [Fact]
    public async Task Its_logins_open_the_product_and_its_way_of_acting_does_not()
    {
        await using var app = await StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        Assert.Equal(10, demo.Store.Logins.Select(login => login.Role).Distinct().Count());

        foreach (var login in demo.Store.Logins)
        {
            using var signedIn = await client.PostAsJsonAsync(
                "/api/session",
                new { login.Login, login.Password },
                Cancel
            );
            Assert.Equal(HttpStatusCode.OK, signedIn.StatusCode);
        }

        var someone = await StringAsync(
            "select account_id::text from platform.account where login = 'handler'"
        );
        using var stranger = new HttpClient { BaseAddress = client.BaseAddress };
        stranger.DefaultRequestHeaders.Add(Acting.As, someone);
        stranger.DefaultRequestHeaders.Add(Acting.At, $"{DemoStore.Now:O}");
        using var refused = await stranger.GetAsync("/api/units", Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Fact]
    public async Task A_second_load_and_a_store_with_a_city_of_its_own_are_left_alone()
    {
        var rows = await OneAsync("select count(*) from platform.journal");

        Assert.Equal(
            DemoOutcome.LoadedBefore,
            await DemoCity.LoadAsync(demo.Store.Setup(), Cancel)
        );
        var elsewhere = Directory.CreateTempSubdirectory("jiban-demo-test-").FullName;
        Assert.Equal(
            DemoOutcome.OtherCity,
            await DemoCity.LoadAsync(demo.Store.Setup() with { DataDirectory = elsewhere }, Cancel)
        );

        Directory.Delete(elsewhere, recursive: true);
        Assert.Equal(rows, await OneAsync("select count(*) from platform.journal"));
    }

    private async Task<JsonElement> GetAsync(WebApplication app, string role, string path)
    {
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        var login = demo.Store.Logins.Single(login => login.Role == role);
        using var signedIn = await client.PostAsJsonAsync(
            "/api/session",
            new { login.Login, login.Password },
            Cancel
        );
        return await client.GetFromJsonAsync<JsonElement>(path, Cancel);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task<WebApplication> StartAsync()
    {
        var app = demo.Store.Build(_ => { });
        await app.StartAsync(Cancel);
        return app;
    }

    private async Task<long> OneAsync(string sql) =>
        (await CountsAsync($"select 'all', ({sql})"))["all"];

    private async Task<string> StringAsync(string sql)
    {
        await using var connection = await demo.Store.Database.Owner.OpenConnectionAsync(Cancel);
        return (await connection.ExecuteScalarAsync<string>(sql))!;
    }

    private async Task<Dictionary<string, long>> CountsAsync(string sql)
    {
        await using var connection = await demo.Store.Database.Owner.OpenConnectionAsync(Cancel);
        return (await connection.QueryAsync<(string, long)>(sql)).ToDictionary(
            row => row.Item1,
            row => row.Item2
        );
    }
}
