using static Jiban.City.Tests.ComponentSite;

namespace Jiban.City.Tests;

// A record that is changed and given the terms of its class: tariffs, schedules, warranties.
public sealed partial class ComponentRoutesTests
{
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
