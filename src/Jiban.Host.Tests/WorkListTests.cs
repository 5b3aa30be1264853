using System.Net;
using Dapper;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;

namespace Jiban.Host.Tests;

/// <summary>The work list: what a search finds, what an export holds; and what a dispatcher corrects out of it.</summary>
public sealed class WorkListTests(CityHost host) : IClassFixture<CityHost>
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

        var file = await dispatcher.GetStringAsync(
            "/api/cases/export",
            TestContext.Current.CancellationToken
        );

        Assert.Contains(here, file, StringComparison.Ordinal);
        Assert.DoesNotContain(there, file, StringComparison.Ordinal);
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
