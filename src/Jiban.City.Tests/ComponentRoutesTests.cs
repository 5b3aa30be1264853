using System.Net;
using System.Text.Json;
using Dapper;
using Jiban.Platform.Auth;
using Npgsql;
using static Jiban.City.Tests.ComponentSite;

namespace Jiban.City.Tests;

/// <summary>One host for all; each test has its own spot of the city.</summary>
public sealed class ComponentRoutesTests(ComponentSite site) : IClassFixture<ComponentSite>
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
    public async Task Of_many_who_enter_the_same_at_once_one_does()
    {
        var same = Record(0.90, 0.10, "01024");
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(_ => site.PostAsync(Administrator, "/api/components", same))
        );

        Assert.Equal(1, answers.Count(answer => answer.Status == HttpStatusCode.OK));
        Assert.Equal(5, answers.Count(answer => answer.Type == "component-faulty"));
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
        record["units"] = new[] { new { role = "owner", unitId = Guid.Empty } };

        var answer = await site.PostAsync(Administrator, "/api/components", record);

        Assert.Equal("component-faulty", answer.Type);
        Assert.Equal(
            [
                "already-removed",
                "authority-missing",
                "class-unknown",
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
        var stranger = Record(0.25, 0.2);
        stranger["code"] = "99010201018000001";
        Assert.Equal("code-of-other-district", await FaultAsync(stranger));
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

    [Fact]
    public async Task A_handover_names_a_day_and_the_one_before_stays_on_record()
    {
        var (id, _) = await site.AddAsync(Record(0.40, 0.40, "01001"));
        Assert.Null(await HandOverAsync(Administrator, "maintainer", SomeCity.Water, "2026-10-01"));
        Assert.Null(
            await HandOverAsync(Administrator, "maintainer", SomeCity.Property, "2027-01-01")
        );
        Assert.Equal(
            "same-unit",
            await HandOverAsync(Administrator, "maintainer", SomeCity.Property, "2027-02-01")
        );
        Assert.Equal(
            "day-out-of-range",
            await HandOverAsync(Administrator, "maintainer", SomeCity.Water, "2027-01-01")
        );
        Assert.Equal(
            "unknown-unit",
            await HandOverAsync(Administrator, "owner", Guid.Empty, "2027-01-01")
        );

        var duties = (await site.GetAsync(Office, $"/api/components/{id}"))
            .Body.GetProperty("duties")
            .EnumerateArray()
            .Where(duty => duty.GetProperty("role").GetString() == "maintainer")
            .Select(duty =>
                (
                    duty.GetProperty("unit").GetProperty("id").GetGuid(),
                    duty.TryGetProperty("until", out var until) ? until.GetString() : null
                )
            );
        Assert.Equal([(SomeCity.Water, "2026-12-31"), (SomeCity.Property, null)], duties);
        // Until the day has come the one before answers, and may act.
        Assert.Equal(1, await CountAsync($"classCode=01001&unitId={SomeCity.Water}"));
        Assert.Equal(0, await CountAsync($"classCode=01001&unitId={SomeCity.Property}"));
        Assert.Equal(
            1,
            await CountAsync($"classCode=01001&unitId={SomeCity.Property}&day=2027-01-01")
        );
        Assert.Null(
            (
                await site.PostAsync(
                    Water,
                    $"/api/components/{id}/measurements",
                    new
                    {
                        version = 1,
                        quantity = "沉降",
                        value = 1.5,
                        unit = "cm",
                    }
                )
            ).Type
        );

        async Task<string?> HandOverAsync(Actor actor, string role, Guid unitId, string from) =>
            (
                await site.PostAsync(
                    actor,
                    $"/api/components/{id}/handover",
                    new
                    {
                        version = 1,
                        role,
                        unitId,
                        from,
                    }
                )
            ).Type;
    }

    [Fact]
    public async Task Who_does_not_answer_for_it_and_who_looked_at_an_old_version_changes_nothing()
    {
        var (id, _) = await site.AddAsync(Record(0.50, 0.70, "03005"));
        Assert.Equal("other-unit", await StateAsync(Water, 1, "damaged"));
        Assert.Null(await StateAsync(Office, 1, "damaged"));
        Assert.Equal("changed-meanwhile", await StateAsync(Office, 1, "lost"));
        Assert.Equal("same-state", await StateAsync(Office, 2, "damaged"));
        Assert.Equal("same-state", await StateAsync(Office, 2, "removed"));
        Assert.Equal(
            "reason-missing",
            (
                await site.PostAsync(
                    Office,
                    $"/api/components/{id}/retire",
                    new { version = 2, reason = "拆" }
                )
            ).Type
        );
        Assert.Null(
            (
                await site.PostAsync(
                    Office,
                    $"/api/components/{id}/retire",
                    new { version = 2, reason = "道路改造拆除" }
                )
            ).Type
        );
        // Nobody answers for it any more; whoever may do everything is told that it is gone.
        Assert.Equal(
            "component-removed",
            (
                await site.PostAsync(
                    Administrator,
                    $"/api/components/{id}/state",
                    new { version = 3, state = "intact" }
                )
            ).Type
        );
        Assert.Equal(0, await CountAsync("classCode=03005"));
        Assert.Equal(1, await CountAsync("classCode=03005&state=removed"));
        var foreign = Record(0.51, 0.70, "03005");
        Assert.Equal("other-unit", (await site.PostAsync(Water, "/api/components", foreign)).Type);
        Assert.Equal(
            "unknown-component",
            (await site.GetAsync(Office, $"/api/components/{Guid.Empty}")).Type
        );

        async Task<string?> StateAsync(Actor actor, int version, string state) =>
            (
                await site.PostAsync(actor, $"/api/components/{id}/state", new { version, state })
            ).Type;
    }

    [Fact]
    public async Task A_record_is_changed_moved_within_its_district_and_given_terms_of_its_class()
    {
        var (id, _) = await site.AddAsync(Record(0.60, 0.80, "21034", "充电桩"));
        var record = new
        {
            version = 1,
            name = "一号充电桩",
            dataSource = "survey",
            accuracy = "a",
            onTactilePaving = true,
            material = "钢",
        };
        Assert.Null((await PutAsync("", record)).Type);
        Assert.Equal("nothing-changed", (await PutAsync("", record with { version = 2 })).Type);
        Assert.Equal("outside-grid", await MoveAsync(1.5, 0.5));
        Assert.Equal("not-moved", await MoveAsync(0.60, 0.80));
        Assert.Equal("malformed-position", await MoveAsync(1e9, 0.5));

        var tariff = new
        {
            energyFen = 120,
            serviceFen = 40,
            parkingFen = 0,
        };
        var night = new[]
        {
            new
            {
                from = "10-16",
                until = "04-15",
                on = "17:30",
                off = "06:30",
            },
            new
            {
                from = "04-16",
                until = "10-15",
                on = "19:00",
                off = "05:00",
            },
        };
        Assert.Null(
            (
                await PutAsync(
                    "/terms",
                    new
                    {
                        version = 2,
                        from = "2026-10-02",
                        tariff,
                    }
                )
            ).Type
        );
        Assert.Null(
            (
                await PutAsync(
                    "/terms",
                    new
                    {
                        version = 2,
                        from = "2026-10-05",
                        tariff,
                    }
                )
            ).Type
        );
        Assert.Equal(
            "day-out-of-range",
            (
                await PutAsync(
                    "/terms",
                    new
                    {
                        version = 2,
                        from = "2026-10-05",
                        tariff,
                    }
                )
            ).Type
        );
        Assert.Equal(
            "terms-of-other-class",
            (
                await PutAsync(
                    "/terms",
                    new
                    {
                        version = 2,
                        from = "2026-10-02",
                        schedule = new { seasons = night },
                    }
                )
            ).Type
        );
        Assert.Equal(
            "malformed",
            (
                await PutAsync(
                    "/terms",
                    new
                    {
                        version = 2,
                        from = "2026-10-02",
                        schedule = new { seasons = night[..1] },
                    }
                )
            ).Type
        );
        var terms = (await site.GetAsync(Office, $"/api/components/{id}")).Body.GetProperty(
            "terms"
        );
        Assert.Equal("2026-10-04", terms[0].GetProperty("until").GetString());
        Assert.Equal(120, terms[1].GetProperty("tariff").GetProperty("energyFen").GetInt32());

        Task<Answer> PutAsync(string path, object body) =>
            site.SendAsync(Office, HttpMethod.Put, $"/api/components/{id}{path}", body);

        async Task<string?> MoveAsync(double x, double y) =>
            (
                await site.PostAsync(
                    Office,
                    $"/api/components/{id}/move",
                    new
                    {
                        version = 2,
                        lon = x * SomeCity.Side,
                        lat = y * SomeCity.Side,
                    }
                )
            ).Type;
    }

    [Fact]
    public async Task Pages_of_a_list_hold_everything_once_in_every_order()
    {
        for (var n = 0; n < 7; n++)
        {
            await site.AddAsync(Record(0.70 + n * 0.01, 0.90, "04002", n % 2 == 0 ? "槐" : "杨"));
        }

        foreach (
            var sort in new[] { "code", "-code", "class", "name", "-state", "changed", "-changed" }
        )
        {
            var seen = new List<string>();
            string? cursor = null;
            do
            {
                var page = (
                    await site.GetAsync(
                        Office,
                        $"/api/components?classCode=04002&limit=3&sort={sort}&cursor={Uri.EscapeDataString(cursor ?? "")}".Replace(
                            "&cursor=",
                            cursor is null ? "&x=" : "&cursor=",
                            StringComparison.Ordinal
                        )
                    )
                ).Body;
                seen.AddRange(
                    page.GetProperty("items")
                        .EnumerateArray()
                        .Select(one => one.GetProperty("code").GetString()!)
                );
                cursor = page.TryGetProperty("next", out var next) ? next.GetString() : null;
            } while (cursor is not null);
            Assert.Equal(7, seen.Count);
            Assert.Equal(7, seen.Distinct().Count());
        }

        Assert.Equal(4, await CountAsync("classCode=04002&q=槐"));
        Assert.Equal(0, await CountAsync("classCode=04002&q=%25"));
        Assert.Equal(1, await CountAsync("classCode=04002&bbox=0.00695,0.0089,0.00705,0.0091"));
        foreach (
            var query in new[]
            {
                "bbox=1,2,3",
                "state=gone",
                "role=boss",
                "classCode=x",
                "area=9",
                "cursor=x",
                "sort=changed&cursor=2026~x",
            }
        )
        {
            Assert.Equal(
                "malformed",
                (await site.GetAsync(Office, "/api/components?" + query)).Type
            );
        }
    }

    [Fact]
    public async Task The_nearest_come_in_order_of_metres_and_what_was_removed_not_at_all()
    {
        var (near, nearCode) = await site.AddAsync(Record(0.20, 1.50, "04007"));
        var (_, farCode) = await site.AddAsync(Record(0.25, 1.50, "04007"));
        const string Path = "/api/components/nearest?lon=0.0019&lat=0.015&classCode=04007";

        var found = (await site.GetAsync(Office, Path)).Body;
        Assert.Equal([nearCode, farCode], Codes(found));
        Assert.InRange(found[0].GetProperty("metres").GetDouble(), 11, 11.3);
        await site.PostAsync(
            Administrator,
            $"/api/components/{near}/retire",
            new { version = 1, reason = "座椅拆除" }
        );
        Assert.Equal([farCode], Codes((await site.GetAsync(Office, Path)).Body));
        Assert.Empty(Codes((await site.GetAsync(Office, Path + "&within=20")).Body));
        Assert.Equal(
            "malformed-position",
            (await site.GetAsync(Office, "/api/components/nearest?lon=1")).Type
        );
    }

    [Fact]
    public async Task A_passer_by_learns_what_it_is_and_whose_and_nothing_else()
    {
        var (id, code) = await site.AddAsync(Record(0.80, 1.80, "01013", "消火栓"));

        var tag = (await site.GetAsync(Actor.Citizen, $"/api/components/tags/{code}")).Body;
        Assert.Equal("消火栓", tag.GetProperty("name").GetString());
        Assert.Equal("试湾街道办事处", tag.GetProperty("authority").GetString());
        Assert.Equal("Fire hydrant", tag.GetProperty("class").GetProperty("nameEn").GetString());
        Assert.False(tag.TryGetProperty("history", out _));
        Assert.Equal(
            "unknown-component",
            (await site.GetAsync(Actor.Citizen, "/api/components/tags/1")).Type
        );
        Assert.Equal("sign-in", (await site.GetAsync(Actor.Citizen, $"/api/components/{id}")).Type);
    }

    [Fact]
    public async Task Classes_are_named_from_a_day_on_and_what_was_stays()
    {
        Assert.True((await ListAsync("2026-11-02")).Count(one => one.Code.Length == 4) >= 60);
        Assert.Null(
            await SaveAsync(
                new
                {
                    name = "旗杆座",
                    nameEn = "Flag socket",
                    from = "2026-12-01",
                }
            )
        );
        Assert.Null(
            await SaveAsync(
                new
                {
                    name = "旗杆基座",
                    nameEn = "Flag base",
                    from = "2027-01-01",
                }
            )
        );
        Assert.Null(
            await SaveAsync(
                new
                {
                    name = "x",
                    nameEn = "x",
                    from = "2028-01-01",
                    ends = true,
                }
            )
        );
        Assert.Equal(
            "class-in-force",
            await SaveAsync(
                new
                {
                    name = "x",
                    nameEn = "x",
                    from = "2026-12-15",
                }
            )
        );
        Assert.Equal(
            "malformed",
            await SaveAsync(
                new
                {
                    name = "",
                    nameEn = "x",
                    from = "2027-12-15",
                }
            )
        );

        Assert.Equal("旗杆座", await NameOnAsync("2026-12-31"));
        Assert.Equal("旗杆基座", await NameOnAsync("2027-12-31"));
        Assert.Null(await NameOnAsync("2028-01-01"));

        async Task<string?> SaveAsync(object change) =>
            (
                await site.SendAsync(
                    Administrator,
                    HttpMethod.Put,
                    "/api/component-classes/gbt30428/2177",
                    change
                )
            ).Type;

        async Task<string?> NameOnAsync(string day) =>
            (await ListAsync(day)).FirstOrDefault(one => one.Code == "2177").Name;

        async Task<List<(string Code, string Name)>> ListAsync(string day) =>
            [
                .. (await site.GetAsync(Actor.Citizen, "/api/component-classes?day=" + day))
                    .Body.EnumerateArray()
                    .Select(one =>
                        (one.GetProperty("code").GetString()!, one.GetProperty("name").GetString()!)
                    ),
            ];
    }

    [Fact]
    public async Task A_file_holds_every_row_with_the_names_of_the_standard()
    {
        var record = Record(0.90, 1.90, "04006", "=雕塑");
        var (_, code) = await site.AddAsync(record);

        var csv = (
            await site.GetAsync(Administrator, "/api/components/export?classCode=04006")
        ).Body.GetString()!;
        var lines = csv.Trim('\uFEFF', '\n', '\r').Split("\r\n");
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("管理部件标识码,管理部件名称,", lines[0], StringComparison.Ordinal);
        Assert.StartsWith($"{code},'=雕塑,04006,990101001,", lines[1], StringComparison.Ordinal);
        var json = (
            await site.GetAsync(
                Administrator,
                "/api/components/export?classCode=04006&format=geojson"
            )
        ).Body;
        var feature = json.GetProperty("features")[0];
        Assert.Equal(code, feature.GetProperty("properties").GetProperty("GLBJBSM").GetString());
        Assert.Equal(
            0.009,
            feature.GetProperty("geometry").GetProperty("coordinates")[0].GetDouble()
        );
        Assert.Equal(
            "malformed",
            (await site.GetAsync(Administrator, "/api/components/export?format=pdf")).Type
        );
        await using var connection = await site.Store.App.OpenAsync(Cancel);
        Assert.Equal(
            2,
            await connection.ExecuteScalarAsync<int>(
                "select count(*)::int from platform.audit_trail where action = 'exportComponents' and subject = '1'"
            )
        );
    }

    [Fact]
    public async Task A_map_program_reads_the_collection_page_by_page_and_at_a_time()
    {
        for (var n = 0; n < 3; n++)
        {
            await site.AddAsync(Record(0.10 + n * 0.01, 1.20, "02012"));
        }

        const string Items = "/ogc/collections/components/items";
        const string Here = "?bbox=0.0009,0.0119,0.0013,0.0121";
        var codes = new List<string>();
        var path = $"{Items}{Here}&limit=2";
        while (path.Length > 0)
        {
            var page = (await site.GetAsync(Office, path)).Body;
            Assert.Equal(3, page.GetProperty("numberMatched").GetInt32());
            codes.AddRange(
                page.GetProperty("features")
                    .EnumerateArray()
                    .Select(one => one.GetProperty("id").GetString()!)
            );
            path = page.GetProperty("links")
                .EnumerateArray()
                .Where(link => link.GetProperty("rel").GetString() == "next")
                .Select(link => new Uri(link.GetProperty("href").GetString()!).PathAndQuery)
                .SingleOrDefault("");
        }

        Assert.Equal(3, codes.Distinct().Count());
        Assert.Equal(0, await MatchedAsync("&datetime=../2026-09-30"));
        Assert.Equal(3, await MatchedAsync("&datetime=2026-09-30/2026-10-01"));
        Assert.Equal(3, await MatchedAsync("&datetime=2026-10-15T00:00:00Z"));
        foreach (
            var query in new[]
            {
                "&datetime=yesterday",
                "&limit=0",
                "&crs=x",
                "&datetime=2026-10-02/2026-10-01",
            }
        )
        {
            Assert.Equal("malformed", (await site.GetAsync(Office, Items + Here + query)).Type);
        }

        Assert.Equal(
            "Feature",
            (await site.GetAsync(Office, $"{Items}/{codes[0]}"))
                .Body.GetProperty("type")
                .GetString()
        );
        Assert.Equal("unknown-component", (await site.GetAsync(Office, Items + "/1")).Type);
        foreach (
            var page in new[] { "", "/conformance", "/collections", "/collections/components" }
        )
        {
            Assert.Equal(HttpStatusCode.OK, (await site.GetAsync(Office, "/ogc" + page)).Status);
        }

        async Task<int> MatchedAsync(string query) =>
            (await site.GetAsync(Office, Items + Here + query))
                .Body.GetProperty("numberMatched")
                .GetInt32();
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
