using Dapper;
using Jiban.City.Contracts;
using Microsoft.Extensions.DependencyInjection;
using static Jiban.City.Tests.ComponentSite;

namespace Jiban.City.Tests;

// What other modules ask of the registry: what is like a component, and what was measured at it beside its plan.
public sealed partial class ComponentRoutesTests
{
    [Fact]
    public async Task What_is_like_a_component_is_found_by_its_owner_of_the_day_in_the_jurisdiction_of_who_asks()
    {
        const string Class = "01025";
        async Task<string> StandsAsync(double x, string? street = null)
        {
            var record = Record(x, 1.31, Class, "果壳箱");
            record["units"] = new[]
            {
                new { role = "authority", unitId = SomeCity.Office },
                new { role = "owner", unitId = SomeCity.Water },
            };
            var (id, code) = await site.AddAsync(record);
            if (street is not null)
            {
                // The plan of the city draws cells in one street only.
                await using var owner = await site.Store.Owner.OpenConnectionAsync(
                    TestContext.Current.CancellationToken
                );
                await owner.ExecuteAsync(
                    "update city.component set grid_code = @street || '001001' where component_id = @id",
                    new { street, id }
                );
            }

            return code;
        }

        var (here, there, far) = (
            await StandsAsync(0.31),
            await StandsAsync(0.33, "990101002"),
            await StandsAsync(0.35, "990102101")
        );
        // It was said already who will own them next year.
        foreach (var code in new[] { here, there, far })
        {
            var found = (await site.GetAsync(Office, $"/api/components?q={code}")).Body;
            var id = found.GetProperty("items")[0].GetProperty("id").GetString();
            Assert.Null(
                (
                    await site.PostAsync(
                        Administrator,
                        $"/api/components/{id}/handover",
                        new
                        {
                            version = 1,
                            role = "owner",
                            unitId = SomeCity.Property,
                            from = "2027-01-01",
                        }
                    )
                ).Type
            );
        }

        var (today, nextYear) = (new DateOnly(2026, 11, 2), new DateOnly(2027, 1, 1));
        Assert.Equal((SomeCity.Water, "990101001", here), await LikeAsync(SomeCity.Office, today));
        Assert.Equal(
            (SomeCity.Water, "990101", $"{here} {there}"),
            await LikeAsync(SomeCity.WestGovernment, today)
        );
        Assert.Equal(
            (SomeCity.Water, "", $"{here} {there} {far}"),
            await LikeAsync(SomeCity.Water, today)
        );
        // Another district has nothing to sweep here: it sees what the street sees.
        Assert.Equal(
            (SomeCity.Water, "990101001", here),
            await LikeAsync(SomeCity.EastGovernment, today)
        );
        Assert.Equal(
            (SomeCity.Property, "", $"{here} {there} {far}"),
            await LikeAsync(SomeCity.Property, nextYear)
        );

        async Task<(Guid? Owner, string Within, string Codes)> LikeAsync(Guid unit, DateOnly day)
        {
            var kind = await site
                .Services.GetRequiredService<LikeComponents>()
                .FindAsync(here, null, unit, day, 50, CancellationToken.None);
            return (
                kind!.OwnerId,
                kind.Within,
                string.Join(' ', kind.Components.Select(one => one.Code))
            );
        }
    }

    [Fact]
    public async Task A_measurement_stands_beside_what_the_schedule_of_its_day_had_planned_and_the_last_one_counts()
    {
        var (id, code) = await site.AddAsync(Record(0.37, 1.33, "01020", "庭院灯"));
        // From the 20th on they burn from half past five.
        foreach (var (from, on) in new[] { ("2026-10-02", "18:00:00"), ("2026-11-20", "17:30:00") })
        {
            Assert.Null(
                (
                    await site.SendAsync(
                        Office,
                        HttpMethod.Put,
                        $"/api/components/{id}/terms",
                        new
                        {
                            version = 1,
                            from,
                            schedule = new
                            {
                                seasons = new[]
                                {
                                    new
                                    {
                                        from = "01-01",
                                        until = "12-31",
                                        on,
                                        off = "06:00:00",
                                    },
                                },
                            },
                        }
                    )
                ).Type
            );
        }

        var since = site.Clock.GetUtcNow().AddDays(-3);
        Assert.Empty(await LastAsync());
        await MeasureAsync("亮灯时刻", "clock", "18:15:00", 2);
        await MeasureAsync("照度", "value", 3m, 2);
        var measured = await LastAsync();
        Assert.Equal(2, measured.Count);
        var late = measured.Single(one => one.Quantity == "亮灯时刻");
        Assert.Equal(
            (new TimeOnly(18, 0), new TimeOnly(18, 15), 15, true),
            (late.Planned, late.Found, late.MinutesDark, late.BreaksThePlan)
        );
        Assert.Null(measured.Single(one => one.Quantity == "照度").Planned);

        // It was put right and measured again, by somebody who says it in other words.
        await MeasureAsync("came on at", "value", 18.05m, 1);
        var again = Assert.Single(await LastAsync(), one => one.Planned is not null);
        Assert.Equal((3, false), (again.MinutesDark, again.BreaksThePlan));
        // What was measured before somebody asks is no answer to him.
        since = site.Clock.GetUtcNow();
        Assert.Empty(await LastAsync());
        // The record shows a clock, also where hours were typed before there were clocks; those stay as they were typed.
        var shown = (await site.GetAsync(Office, $"/api/components/{id}"))
            .Body.GetProperty("measurements")
            .EnumerateArray()
            .Select(one =>
                (
                    one.TryGetProperty("value", out var value) ? value.GetDecimal() : -1,
                    one.TryGetProperty("clock", out var clock) ? clock.GetString() : null
                )
            );
        Assert.Equal([(18.05m, "18:03:00"), (3m, null), (-1, "18:15:00")], shown.Order().Reverse());
        foreach (
            var odd in new object[]
            {
                new { quantity = "亮灯时刻" },
                new
                {
                    quantity = "亮灯时刻",
                    value = 18.25,
                    clock = "18:15:00",
                },
                new { quantity = "亮灯时刻", clock = "18:15:30" },
                new { quantity = "亮灯时刻", clock = "24:15:00" },
            }
        )
        {
            Assert.Equal("malformed", await SendAsync(odd));
        }

        async Task MeasureAsync(string quantity, string how, object measured, int hoursAgo) =>
            Assert.Null(
                await SendAsync(
                    new Dictionary<string, object>
                    {
                        ["quantity"] = quantity,
                        [how] = measured,
                        ["measuredAt"] = site.Clock.GetUtcNow().AddHours(-hoursAgo),
                    }
                )
            );

        async Task<string?> SendAsync(object measured) =>
            (await site.PostAsync(Office, $"/api/components/{id}/measurements", measured)).Type;

        Task<IReadOnlyList<SiteMeasurement>> LastAsync() =>
            site
                .Services.GetRequiredService<SiteMeasurements>()
                .LastAsync(code, since, CancellationToken.None);
    }

    [Theory]
    [InlineData("亮灯时刻", 18.25, 15)]
    [InlineData("亮灯时刻", 17.75, -15)]
    [InlineData("亮灯时刻", 18.15, 9)]
    [InlineData("亮灯时刻", 0.5, 390)]
    [InlineData("关灯时刻", 5.5, 30)]
    [InlineData("关灯时刻", 6.5, -30)]
    [InlineData("went off at", 23.5, 390)]
    [InlineData("亮灯时刻", 24.5, null)]
    [InlineData("照度", 18.25, null)]
    public void How_long_a_lamp_was_dark_against_its_plan_goes_the_short_way_round_the_clock(
        string quantity,
        double value,
        int? dark
    ) =>
        Assert.Equal(
            dark,
            SiteMeasurements
                .Beside(
                    quantity,
                    (decimal)value,
                    null,
                    "时",
                    site.Clock.GetUtcNow(),
                    _ => new Components.Schedule([
                        new("01-01", "12-31", new TimeOnly(18, 0), new TimeOnly(6, 0)),
                    ])
                )
                .MinutesDark
        );

    // From 2 November on they burn from half past five; until then from six.
    [Theory]
    [InlineData("亮灯时刻", "18:15", "2026-11-01 18:15", "18:00")] // Written down at once.
    [InlineData("亮灯时刻", "18:15", "2026-11-02 00:10", "18:00")] // Measured before midnight, written down after it.
    [InlineData("亮灯时刻", "18:15", "2026-11-02 09:00", "18:00")] // The next morning.
    [InlineData("亮灯时刻", "00:20", "2026-11-02 00:25", "18:00")] // It came on after midnight: the night is that of the first.
    [InlineData("关灯时刻", "05:30", "2026-11-02 05:35", "06:00")]
    [InlineData("亮灯时刻", "18:15", "2026-11-02 18:12", "17:30")] // A phone that is three minutes slow.
    [InlineData("亮灯时刻", "18:15", "2026-11-02 18:20", "17:30")]
    [InlineData("关灯时刻", "05:30", "2026-11-03 08:00", "06:30")]
    public void The_schedule_of_the_night_counts_in_which_it_was_measured_not_that_of_the_day_it_was_written_down(
        string quantity,
        string told,
        string writtenDown,
        string planned
    )
    {
        var first = new Components.Schedule([
            new("01-01", "12-31", new TimeOnly(18, 0), new TimeOnly(6, 0)),
        ]);
        var second = new Components.Schedule([
            new("01-01", "12-31", new TimeOnly(17, 30), new TimeOnly(6, 30)),
        ]);
        var measured = SiteMeasurements.Beside(
            quantity,
            null,
            TimeOnly.Parse(told, System.Globalization.CultureInfo.InvariantCulture),
            "",
            DateTimeOffset.Parse(
                writtenDown + " +08:00",
                System.Globalization.CultureInfo.InvariantCulture
            ),
            day => day < new DateOnly(2026, 11, 2) ? first : second
        );

        Assert.Equal(
            planned,
            measured.Planned?.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture)
        );
    }

    [Fact]
    public async Task What_was_measured_before_midnight_and_arrives_after_it_stands_beside_the_schedule_of_its_evening()
    {
        var (id, code) = await site.AddAsync(Record(0.39, 1.33, "01020", "庭院灯"));
        // It is the morning of 2 November; from today on they burn from half past five.
        foreach (var (from, on) in new[] { ("2026-10-02", "18:00:00"), ("2026-11-02", "17:30:00") })
        {
            var set = await site.SendAsync(
                Office,
                HttpMethod.Put,
                $"/api/components/{id}/terms",
                new
                {
                    version = 1,
                    from,
                    schedule = new
                    {
                        seasons = new[]
                        {
                            new
                            {
                                from = "01-01",
                                until = "12-31",
                                on,
                                off = "06:00:00",
                            },
                        },
                    },
                }
            );
            Assert.Null(set.Type);
        }

        var sent = await site.PostAsync(
            Office,
            $"/api/components/{id}/measurements",
            new
            {
                quantity = "亮灯时刻",
                clock = "18:15:00",
                measuredAt = "2026-11-01T23:50:00+08:00",
            }
        );
        Assert.Null(sent.Type);
        var measured = Assert.Single(
            await site
                .Services.GetRequiredService<SiteMeasurements>()
                .LastAsync(
                    code,
                    new DateTimeOffset(2026, 10, 30, 0, 0, 0, TimeSpan.Zero),
                    CancellationToken.None
                )
        );
        Assert.Equal((new TimeOnly(18, 0), 15), (measured.Planned, measured.MinutesDark));
    }
}
