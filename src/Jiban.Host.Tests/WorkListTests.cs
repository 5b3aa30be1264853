using System.Net;
using System.Text.Json;
using Dapper;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;

namespace Jiban.Host.Tests;

/// <summary>The work list: what a search finds, what an export holds; and what a dispatcher corrects out of it.</summary>
public sealed partial class WorkListTests(CityHost host) : IClassFixture<CityHost>
{
    private const string Office = "潞湾街道办事处";

    [Theory]
    [InlineData("！！")]
    [InlineData("。。。")]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData("😀")]
    public async Task A_search_for_nothing_but_signs_finds_nothing(string typed)
    {
        await RegisteredAsync(Office);

        var list = (
            await host.As(Role.Auditor, Office).Get($"/api/cases?q={Uri.EscapeDataString(typed)}")
        ).Expect(HttpStatusCode.OK);

        Assert.Empty(list.GetProperty("items").EnumerateArray());
        Assert.Equal(0, list.GetProperty("counts").GetProperty("dispatched").GetInt32());
    }

    [Fact]
    public async Task An_export_holds_every_row_in_order_and_the_trace_says_how_many()
    {
        var mine = await RegisteredAsync(Office);
        await RegisteredAsync(Office);
        await using var connection = await host.Store.Owner.OpenConnectionAsync();
        // More than any batch or page: copies of a row, with ids and numbers of their own.
        var columns = await connection.ExecuteScalarAsync<string>(
            """
            select string_agg(quote_ident(column_name), ', ') from information_schema.columns
            where table_schema = 'cases' and table_name = 'case_file' and column_name not in ('case_id', 'number', 'location')
            """
        );
        await connection.ExecuteAsync(
            $"""
            insert into cases.case_file (case_id, number, {columns})
            select gen_random_uuid(), 'copy-' || i, {columns} from cases.case_file, generate_series(1, 20500) i
            where case_id = @mine::uuid
            """,
            new { mine }
        );
        try
        {
            var leader = host.As(Role.Leader, Office);
            var file = await leader.GetStringAsync(
                "/api/cases/export?sort=received",
                TestContext.Current.CancellationToken
            );
            var lines = file.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
            var expected = await connection.QueryAsync<string>(
                "select number from cases.case_file where unit_id = any(@below) order by case_id desc",
                new { below = host.City.SelfAndBelow(UnitOf(Office)).ToArray() }
            );
            Assert.StartsWith("编号,状态", file, StringComparison.Ordinal);
            Assert.Equal(expected, lines.Skip(1).Select(line => line.Split(',')[0]));
            Assert.True(lines.Length > 20_500);
            Assert.Equal(
                $"{lines.Length - 1}",
                await connection.ExecuteScalarAsync<string>(
                    "select subject from platform.audit_trail where action = 'exportCases' order by audit_id desc limit 1"
                )
            );
        }
        finally
        {
            await connection.ExecuteAsync("delete from cases.case_file where number like 'copy-%'");
        }
    }

    [Fact]
    public async Task A_dispatcher_takes_out_the_cases_of_the_own_unit_and_below_and_not_what_he_only_registered()
    {
        var elsewhere = host
            .City.Units.First(unit => unit.Kind == UnitKind.StreetOffice && unit.Name != Office)
            .Name;
        var dispatcher = host.As(Role.Dispatcher, Office);
        var here = await NumberAsync(dispatcher, await RegisteredAsync(Office, dispatcher));
        var there = await NumberAsync(dispatcher, await RegisteredAsync(elsewhere, dispatcher));
        (
            await dispatcher.Post(
                "/api/cases",
                new
                {
                    text = "=1+1，楼道里的灯不亮，请来修",
                    channel = "walkIn",
                    unitId = UnitOf(Office),
                }
            )
        ).Expect(HttpStatusCode.Created);

        var file = await dispatcher.GetStringAsync(
            "/api/cases/export",
            TestContext.Current.CancellationToken
        );

        Assert.Contains(here, file, StringComparison.Ordinal);
        Assert.DoesNotContain(there, file, StringComparison.Ordinal);
        // What somebody said is no formula of a spreadsheet.
        Assert.Contains("'=1+1，楼道里的灯不亮", file, StringComparison.Ordinal);
        // Heading and values are of one language, that of who asks.
        Assert.Contains("待签收", file, StringComparison.Ordinal);
        Assert.DoesNotContain("dispatched", file, StringComparison.Ordinal);
        using var ask = new HttpRequestMessage(HttpMethod.Get, "/api/cases/export");
        ask.Headers.AcceptLanguage.ParseAdd("en");
        var english = await (
            await dispatcher.SendAsync(ask, TestContext.Current.CancellationToken)
        ).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith("Number,State", english.TrimStart('\uFEFF'), StringComparison.Ordinal);
        Assert.Contains("To sign", english, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_class_that_is_corrected_at_the_dispatch_brings_its_urgency_and_deadlines()
    {
        var id = (
            await host.As(Role.Operator, Office)
                .Post("/api/cases", new { text = "这里看着不太对劲", channel = "walkIn" })
        )
            .Expect(HttpStatusCode.Created)
            .GetProperty("id")
            .GetString()!;
        var auditor = host.As(Role.Auditor, Office);
        var queued = (await auditor.Get($"/api/cases/{id}")).Expect(HttpStatusCode.OK);
        Assert.Equal("queued", queued.GetProperty("state").GetString());
        Assert.Equal("ordinary", queued.GetProperty("urgency").GetString());
        var holder = queued.GetProperty("unit").GetProperty("name").GetString()!;

        var page = (
            await host.As(Role.Dispatcher, holder)
                .Post(
                    $"/api/cases/{id}/dispatch",
                    new { unitId = UnitOf(Office), classCode = "0202" }
                )
        ).Expect(HttpStatusCode.OK);

        Assert.Equal("urgent", page.GetProperty("urgency").GetString());
        Assert.Equal("0202", page.GetProperty("classCode").GetString());
        var due = page.GetProperty("deadlines")
            .EnumerateArray()
            .Single(one => one.GetProperty("kind").GetString() == "resolve")
            .GetProperty("dueAt")
            .GetDateTimeOffset();
        Assert.Equal(host.Clock.GetUtcNow().AddHours(24), due);
        Assert.EndsWith(
            "改按紧急办理",
            page.GetProperty("timeline").EnumerateArray().Last().GetProperty("text").GetString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_tag_that_a_proxy_made_weak_still_names_the_version()
    {
        var handler = host.As(Role.Handler, Office);
        var id = await RegisteredAsync(Office);
        var seen = (await handler.Get($"/api/cases/{id}")).Message.Headers.ETag!.Tag;

        Assert.Equal(
            "changed-meanwhile",
            (await handler.Post($"/api/cases/{id}/sign", null, ("If-Match", "W/\"1\""))).Problem(
                409
            )
        );
        (await handler.Post($"/api/cases/{id}/sign", null, ("If-Match", $"W/{seen}"))).Expect(
            HttpStatusCode.OK
        );
        // Of several that a client holds, one is enough; a star is any.
        (
            await handler.Post(
                $"/api/cases/{id}/contact",
                new { method = "phone", reached = false },
                ("If-Match", "\"1\", W/\"3\"")
            )
        ).Expect(HttpStatusCode.OK);
        (
            await handler.Post(
                $"/api/cases/{id}/contact",
                new { method = "phone", reached = false },
                ("If-Match", "*")
            )
        ).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_map_holds_a_case_for_those_who_may_see_it_in_its_box_on_its_days_and_nothing_of_who_asked()
    {
        var pin = host.City.Buildings[0].Footprint.InteriorPoint;
        var made = await host.As(Role.Operator, Office)
            .Post(
                "/api/cases",
                new
                {
                    text = "这里的路灯坏了请来修",
                    channel = "walkIn",
                    unitId = UnitOf(Office),
                    place = new { lon = pin.X, lat = pin.Y },
                    contact = new { name = "何小满", phone = "13800001234" },
                }
            );
        var id = made.Expect(HttpStatusCode.Created).GetProperty("id").GetString()!;
        var elsewhere = host
            .City.Units.First(unit => unit.Kind == UnitKind.StreetOffice && unit.Name != Office)
            .Name;
        var here = FormattableString.Invariant(
            $"?bbox={pin.X - 0.001},{pin.Y - 0.001},{pin.X + 0.001},{pin.Y + 0.001}"
        );

        async Task<JsonElement?> SeenAsync(string unit, string query, Role role = Role.Handler) =>
            (await host.As(role, unit).Get("/api/cases/map" + query))
                .Expect(HttpStatusCode.OK)
                .GetProperty("items")
                .EnumerateArray()
                .Select(item => (JsonElement?)item)
                .FirstOrDefault(item => item?.GetProperty("id").GetString() == id);

        var item = await SeenAsync(Office, here);
        Assert.NotNull(item);
        Assert.Equal("dispatched", item.Value.GetProperty("state").GetString());
        Assert.Equal(pin.X, item.Value.GetProperty("lon").GetDouble(), 6);
        Assert.DoesNotContain("13800001234", item.Value.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("何", item.Value.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("请来修", item.Value.GetRawText(), StringComparison.Ordinal);

        Assert.NotNull(await SeenAsync(Office, ""));
        Assert.NotNull(await SeenAsync(Office, here + "&state=dispatched&day=2026-11-20"));
        Assert.Null(await SeenAsync(Office, here + "&state=closed"));
        Assert.Null(await SeenAsync(Office, here + "&day=2026-11-19"));
        Assert.Null(await SeenAsync(Office, "?bbox=0,0,1,1"));
        Assert.Null(await SeenAsync(elsewhere, here));
        Assert.NotNull(await SeenAsync(elsewhere, here, Role.Auditor));
        Assert.Equal(
            "malformed",
            (await host.As(Role.Handler, Office).Get("/api/cases/map?bbox=1,2,3")).Problem(400)
        );

        // Those due first are told first: of more than the map holds, what is most pressing is on it.
        var dues = (await host.As(Role.Auditor, Office).Get("/api/cases/map"))
            .Expect(HttpStatusCode.OK)
            .GetProperty("items")
            .EnumerateArray()
            .Select(one =>
                one.TryGetProperty("dueAt", out var due)
                    ? due.GetDateTimeOffset()
                    : DateTimeOffset.MaxValue
            )
            .ToList();
        Assert.Equal(dues.Order(), dues);

        // Of a day that has passed it tells how that day ended.
        (await host.As(Role.Handler, Office).Post($"/api/cases/{id}/sign", null)).Expect(
            HttpStatusCode.OK
        );
        await using var connection = await host.Store.Owner.OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            update cases.case_file set received_at = received_at - interval '2 days', dispatched_at = dispatched_at - interval '2 days'
            where case_id = @id::uuid
            """,
            new { id }
        );
        item = await SeenAsync(Office, here + "&day=2026-11-19");
        Assert.Equal("dispatched", item!.Value.GetProperty("state").GetString());
        // Who has it now and by when says nothing of that day.
        Assert.False(item.Value.TryGetProperty("unitName", out _));
        Assert.False(item.Value.TryGetProperty("dueAt", out _));
        item = await SeenAsync(Office, here);
        Assert.Equal("signed", item!.Value.GetProperty("state").GetString());
    }

    private Guid UnitOf(string name) => host.City.Units.First(unit => unit.Name == name).UnitId;

    private async Task<string> RegisteredAsync(string unit, HttpClient? by = null) => (
            await (by ?? host.As(Role.Operator, Office)).Post(
                "/api/cases",
                new
                {
                    text = "路灯坏了请来修",
                    channel = "walkIn",
                    unitId = UnitOf(unit),
                    contact = new { phone = "13800001234" },
                }
            )
        ).Expect(HttpStatusCode.Created).GetProperty("id").GetString()!;

    private static async Task<string> NumberAsync(HttpClient client, string id) =>
        (await client.Get($"/api/cases/{id}"))
            .Expect(HttpStatusCode.OK)
            .GetProperty("number")
            .GetString()!;
}
