using System.Net;
using System.Text.Json;
using Dapper;
using Npgsql;
using static Jiban.City.Tests.ComponentSite;

namespace Jiban.City.Tests;

/// <summary>One host for all; each test has its own spot of the city.</summary>
public sealed partial class ComponentRoutesTests(ComponentSite site) : IClassFixture<ComponentSite>
{
    [Fact]
    public async Task Identifiers_are_issued_in_turn_by_the_scheme_in_force_and_never_twice()
    {
        var (_, first) = await site.AddAsync(Record(0.10, 0.10, "02013"));
        var given = Record(0.11, 0.10, "02013");
        given["code"] = "99010102013000007";
        await site.AddAsync(given);
        var (last, after) = await site.AddAsync(Record(0.12, 0.10, "02013"));
        Assert.Equal(("99010102013000001", "99010102013000008"), (first, after));

        var gone = await site.PostAsync(
            Administrator,
            $"/api/components/{last}/retire",
            new { version = 1, reason = "道路改造拆除" }
        );
        Assert.Equal(HttpStatusCode.OK, gone.Status);
        var again = Record(0.12, 0.10, "02013");
        again["code"] = after;
        Assert.Equal("duplicate-code", await FaultAsync(again));

        var older = Record(0.14, 0.10, "0213");
        Assert.Equal("class-of-other-scheme", await FaultAsync(older));
        var scheme = (await site.GetAsync(Administrator, "/api/settings/components")).Body;
        Assert.Equal(3, scheme.GetProperty("uses").GetProperty("02013").GetInt32());
        await site.SendAsync(
            Administrator,
            HttpMethod.Put,
            "/api/settings/components",
            new { scheme = "gbt30428", version = scheme.GetProperty("version").GetInt32() }
        );
        try
        {
            Assert.Equal("9901010213000001", (await site.AddAsync(older)).Code);
        }
        finally
        {
            await site.SendAsync(
                Administrator,
                HttpMethod.Put,
                "/api/settings/components",
                new { scheme = "gbt47678", version = scheme.GetProperty("version").GetInt32() + 1 }
            );
        }
    }

    [Fact]
    public async Task Every_fault_of_a_record_is_named_and_nothing_is_written()
    {
        var record = Record(0.2, 0.2, "99999", "");
        record["lat"] = 1.7 * SomeCity.Side;
        record["lon"] = 1.5 * SomeCity.Side;
        record["initialDate"] = "2031-01-01";
        record["state"] = "removed";
        record["remark"] = new string('长', 1001);
        record["elevationMetres"] = 9000.1;
        record["units"] = new[] { new { role = "owner", unitId = Guid.Empty } };

        var answer = await site.PostAsync(Administrator, "/api/components", record);

        Assert.Equal("component-faulty", answer.Type);
        Assert.Equal(
            [
                "already-removed",
                "authority-missing",
                "class-unknown",
                "elevation-out-of-range",
                "initial-date-out-of-range",
                "name-length",
                "outside-grid",
                "too-long",
                "unknown-unit",
            ],
            FaultsOf(answer).Order(StringComparer.Ordinal)
        );

        await site.AddAsync(Record(0.21, 0.2));
        // 0.2 m east of it: a degree is some 111 km at the equator, where the small city lies.
        Assert.Equal("twin", await FaultAsync(Record(0.21 + 0.2 / 1113.2, 0.2)));
        Assert.Null(await FaultAsync(Record(0.21 + 0.4 / 1113.2, 0.2)));
        Assert.Null(await FaultAsync(Record(0.22, 0.2, name: new string('名', 30))));
        Assert.Equal(
            "name-length",
            await FaultAsync(Record(0.23, 0.2, name: new string('名', 31)))
        );
        var stranger = Record(0.25, 0.2);
        stranger["code"] = "99010201018000001";
        Assert.Equal("code-of-other-district", await FaultAsync(stranger));
        stranger["code"] = "99010101022000099";
        Assert.Equal("code-of-other-class", await FaultAsync(stranger));
    }

    [Fact]
    public async Task The_registry_of_any_past_day_can_be_asked_and_history_stays()
    {
        var (id, code) = await site.AddAsync(Record(0.30, 0.30, "01020"));
        site.Clock.Advance(TimeSpan.FromDays(2));
        var moved = new
        {
            version = 1,
            lon = 0.6 * SomeCity.Side,
            lat = 0.3 * SomeCity.Side,
        };
        Assert.Equal(
            HttpStatusCode.OK,
            (await site.PostAsync(Administrator, $"/api/components/{id}/move", moved)).Status
        );
        site.Clock.Advance(TimeSpan.FromDays(2));
        await site.PostAsync(
            Administrator,
            $"/api/components/{id}/state",
            new
            {
                version = 2,
                state = "damaged",
                reason = "灯罩破裂",
            }
        );

        Assert.Equal((0, 0), await OnAsync("2026-09-30"));
        Assert.Equal((1, 0), await OnAsync("2026-11-03"));
        Assert.Equal((0, 1), await OnAsync("2026-11-04"));
        Assert.Equal("intact", await StateOnAsync("2026-11-05"));
        Assert.Equal("damaged", await StateOnAsync("2026-11-06"));
        Assert.Equal("damaged", await StateOnAsync(null));
        var shown = (await site.GetAsync(Office, $"/api/components/{id}")).Body;
        Assert.Equal(
            ["stateChanged", "moved", "added"],
            shown
                .GetProperty("history")
                .EnumerateArray()
                .Select(one => one.GetProperty("change").GetString())
        );
        Assert.Equal(code, shown.GetProperty("code").GetString());
        Assert.Equal("南社区", shown.GetProperty("community").GetString());

        await using var connection = await site.Store.App.OpenAsync(Cancel);
        foreach (
            var rewriting in new[]
            {
                "update city.component set state = 'intact'",
                "delete from city.component",
                "update city.component_duty set unit_id = unit_id",
                "delete from city.component_measurement",
            }
        )
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() =>
                connection.ExecuteAsync(rewriting)
            );
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        }

        async Task<(int West, int East)> OnAsync(string day) =>
            (
                await CountAsync($"classCode=01020&area=990101001001001&day={day}"),
                await CountAsync($"classCode=01020&area=990101001001002&day={day}")
            );

        async Task<string?> StateOnAsync(string? day) =>
            (
                await site.GetAsync(
                    Office,
                    $"/api/components/{id}{(day is null ? "" : "?day=" + day)}"
                )
            )
                .Body.GetProperty("state")
                .GetString();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task<int> CountAsync(string query) =>
        (await site.GetAsync(Office, "/api/components?" + query))
            .Body.GetProperty("total")
            .GetInt32();

    private async Task<string?> FaultAsync(Dictionary<string, object?> record)
    {
        var answer = await site.PostAsync(Administrator, "/api/components", record);
        return answer.Type is null ? null : Assert.Single(FaultsOf(answer));
    }

    private static IEnumerable<string> FaultsOf(Answer answer) =>
        answer
            .Body.GetProperty("faults")
            .EnumerateArray()
            .Select(one => one.GetProperty("fault").GetString()!);

    private static IEnumerable<string> Codes(JsonElement items) =>
        items.EnumerateArray().Select(one => one.GetProperty("code").GetString()!);
}
