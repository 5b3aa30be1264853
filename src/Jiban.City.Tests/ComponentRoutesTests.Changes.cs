using Jiban.Platform.Auth;
using static Jiban.City.Tests.ComponentSite;

namespace Jiban.City.Tests;

// What is done to a record that is there: handed over, changed, moved, given terms.
public sealed partial class ComponentRoutesTests
{
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
        // Neither before it stood there nor more than a year ahead.
        foreach (var day in new[] { "2026-09-30", "2028-06-01" })
        {
            Assert.Equal(
                "day-out-of-range",
                await HandOverAsync(Administrator, "owner", SomeCity.Water, day)
            );
        }

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
        Assert.Null(await MeasureAsync(Water));
        var next = Water with { UnitId = SomeCity.Property };
        Assert.Equal("other-unit", await MeasureAsync(next));
        Assert.True(await IsEditableAsync(Water));
        Assert.False(await IsEditableAsync(next));

        async Task<string?> MeasureAsync(Actor actor) =>
            (
                await site.PostAsync(
                    actor,
                    $"/api/components/{id}/measurements",
                    new
                    {
                        quantity = "沉降",
                        value = 1.5,
                        unit = "cm",
                    }
                )
            ).Type;

        async Task<bool> IsEditableAsync(Actor actor) =>
            (await site.GetAsync(actor, $"/api/components/{id}"))
                .Body.GetProperty("editable")
                .GetBoolean();

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
    public async Task What_was_typed_wrongly_and_has_not_begun_is_taken_back_with_a_reason_and_what_held_goes_on()
    {
        var (id, _) = await site.AddAsync(Record(0.42, 0.44, "01008"));
        Assert.Null(
            await PostAsync(
                "handover",
                new
                {
                    version = 1,
                    role = "authority",
                    unitId = SomeCity.Water,
                    from = "2027-01-01",
                }
            )
        );
        Assert.Null(
            (
                await site.SendAsync(
                    Administrator,
                    HttpMethod.Put,
                    $"/api/components/{id}/terms",
                    new
                    {
                        version = 1,
                        from = "2027-01-01",
                        warranty = new { by = "错填的厂家", ends = "2029-01-01" },
                    }
                )
            ).Type
        );

        Assert.Equal(
            "malformed",
            await PostAsync("withdraw", new { version = 1, reason = "填错了单位" })
        );
        Assert.Equal(
            "reason-missing",
            await PostAsync(
                "withdraw",
                new
                {
                    version = 1,
                    role = "authority",
                    reason = "错",
                }
            )
        );
        Assert.Equal(
            "nothing-planned",
            await PostAsync(
                "withdraw",
                new
                {
                    version = 1,
                    role = "owner",
                    reason = "填错了单位",
                }
            )
        );
        Assert.Null(
            await PostAsync(
                "withdraw",
                new
                {
                    version = 1,
                    role = "authority",
                    reason = "填错了单位",
                }
            )
        );
        // What holds since its first day is no plan.
        Assert.Equal(
            "nothing-planned",
            await PostAsync(
                "withdraw",
                new
                {
                    version = 2,
                    role = "authority",
                    reason = "填错了单位",
                }
            )
        );
        Assert.Null(
            await PostAsync(
                "withdraw",
                new
                {
                    version = 2,
                    terms = "warranty",
                    reason = "厂家填错了",
                }
            )
        );

        var shown = (await site.GetAsync(Office, $"/api/components/{id}")).Body;
        var duty = Assert.Single(shown.GetProperty("duties").EnumerateArray());
        Assert.Equal(SomeCity.Office, duty.GetProperty("unit").GetProperty("id").GetGuid());
        Assert.False(duty.TryGetProperty("until", out _));
        Assert.Empty(shown.GetProperty("terms").EnumerateArray());
        Assert.Equal(
            ["撤回自2027-01-01起的安排：厂家填错了", "撤回自2027-01-01起的安排：填错了单位"],
            shown
                .GetProperty("history")
                .EnumerateArray()
                .Take(2)
                .Select(version => version.GetProperty("reason").GetString())
        );

        async Task<string?> PostAsync(string step, object body) =>
            (await site.PostAsync(Administrator, $"/api/components/{id}/{step}", body)).Type;
    }

    [Fact]
    public async Task Nothing_is_moved_onto_another_of_its_class_and_its_first_day_can_be_put_right()
    {
        var (id, _) = await site.AddAsync(Record(0.44, 0.46, "01007"));
        var (_, other) = await site.AddAsync(Record(0.45, 0.46, "01007"));

        var onto = await MoveAsync(0.45 + 0.2 / 1113.2);
        Assert.Equal("component-faulty", onto.Type);
        var fault = Assert.Single(onto.Body.GetProperty("faults").EnumerateArray());
        Assert.Equal(
            ("twin", other),
            (fault.GetProperty("fault").GetString(), fault.GetProperty("detail").GetString())
        );
        // Itself is no twin of it.
        Assert.Null((await MoveAsync(0.44 + 0.2 / 1113.2)).Type);

        Assert.Equal("component-faulty", await ChangeAsync($"{site.Today.AddDays(1):yyyy-MM-dd}"));
        Assert.Null(await ChangeAsync("2019-05-01"));
        Assert.Equal(
            "2019-05-01",
            (await site.GetAsync(Office, $"/api/components/{id}"))
                .Body.GetProperty("initialDate")
                .GetString()
        );

        Task<Answer> MoveAsync(double x) =>
            site.PostAsync(
                Administrator,
                $"/api/components/{id}/move",
                new
                {
                    version = 1,
                    lon = x * SomeCity.Side,
                    lat = 0.46 * SomeCity.Side,
                }
            );

        async Task<string?> ChangeAsync(string initialDate) =>
            (
                await site.SendAsync(
                    Administrator,
                    HttpMethod.Put,
                    $"/api/components/{id}",
                    new
                    {
                        version = 2,
                        name = "路灯",
                        dataSource = "survey",
                        accuracy = "b",
                        onTactilePaving = false,
                        initialDate,
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
            elevationMetres = 12.345,
        };
        foreach (var odd in new[] { -200.001, 9000.001, 12.3456 })
        {
            Assert.Equal(
                "malformed",
                (await PutAsync("", record with { elevationMetres = odd })).Type
            );
        }

        Assert.Null((await PutAsync("", record)).Type);
        Assert.Equal(
            12.345,
            (await site.GetAsync(Office, $"/api/components/{id}"))
                .Body.GetProperty("elevationMetres")
                .GetDouble()
        );
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
    public async Task A_warranty_is_set_from_a_day_and_replaced_by_the_next_and_both_are_read_back()
    {
        var (id, _) = await site.AddAsync(Record(0.64, 0.84, "01026", "健身器材"));

        Assert.Null(await SetAsync("2026-10-02", "澄工体育器材厂", "2028-10-01"));
        Assert.Equal("malformed", await SetAsync("2026-10-05", "澄工体育器材厂", "2026-10-04"));
        Assert.Equal("malformed", await SetAsync("2026-10-05", " ", "2028-10-01"));
        Assert.Equal("day-out-of-range", await SetAsync("2026-10-02", "他厂", "2028-10-01"));
        Assert.Null(await SetAsync("2026-11-01", "云帆健身设备公司", "2029-10-31"));

        var terms = (await site.GetAsync(Office, $"/api/components/{id}"))
            .Body.GetProperty("terms")
            .EnumerateArray()
            .ToList();
        Assert.Equal(
            [
                ("warranty", "2026-10-02", "2026-10-31", "澄工体育器材厂", "2028-10-01"),
                ("warranty", "2026-11-01", null, "云帆健身设备公司", "2029-10-31"),
            ],
            terms.Select(of =>
                (
                    of.GetProperty("kind").GetString(),
                    of.GetProperty("from").GetString(),
                    of.TryGetProperty("until", out var until) ? until.GetString() : null,
                    of.GetProperty("warranty").GetProperty("by").GetString(),
                    of.GetProperty("warranty").GetProperty("ends").GetString()
                )
            )
        );
        Assert.All(terms, of => Assert.False(of.TryGetProperty("tariff", out _)));

        async Task<string?> SetAsync(string from, string by, string ends) =>
            (
                await site.SendAsync(
                    Office,
                    HttpMethod.Put,
                    $"/api/components/{id}/terms",
                    new
                    {
                        version = 1,
                        from,
                        warranty = new { by, ends },
                    }
                )
            ).Type;
    }
}
