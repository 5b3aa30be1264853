using Dapper;

namespace Jiban.Coordination.Tests;

/// <summary>The hours are rows: swept by turning the clock, by as many hosts as there are, each step once.</summary>
public sealed class SweepTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_does_not_come_is_told_of_to_the_district_and_then_to_the_city_and_nobody_twice()
    {
        await using var site = await Site.StartAsync();
        var id = await site.BlowAsync();
        await site.PostAsync(Scene.Heating, $"/api/whistles/{id}/sign-in", new { });

        site.Clock.Advance(TimeSpan.FromMinutes(29));
        Assert.Equal(0, await site.Sweep.SweepAsync(Cancellation));
        site.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(1, await site.Sweep.SweepAsync(Cancellation));
        Assert.Equal(0, await site.Sweep.SweepAsync(Cancellation));
        site.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, await site.Sweep.SweepAsync(Cancellation));
        site.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal(0, await site.Sweep.SweepAsync(Cancellation));

        Assert.Equal(
            [(SmallCity.Police, "district"), (SmallCity.Police, "city")],
            await EscalationsAsync(site)
        );
        var page = await site.GetAsync(Scene.Head, $"/api/whistles/{id}");
        var police = page.GetProperty("summons")
            .EnumerateArray()
            .Single(one => one.GetProperty("unit").GetProperty("id").GetGuid() == SmallCity.Police);
        Assert.Equal(
            ["试西区政府", "市受理中心"],
            police
                .GetProperty("escalations")
                .EnumerateArray()
                .Select(one => one.GetProperty("to").GetProperty("name").GetString())
        );
    }

    [Fact]
    public async Task Two_hosts_that_sweep_at_once_take_each_step_once_between_them()
    {
        await using var one = await Site.StartAsync();
        await using var two = await Site.StartAsync(one);
        for (var i = 0; i < 10; i++)
        {
            await one.BlowAsync();
        }

        one.Clock.Advance(TimeSpan.FromDays(1));
        var steps = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(i => (i % 2 == 0 ? one : two).Sweep.SweepAsync(Cancellation))
        );
        // What was skipped because another host held it is taken by the next sweep.
        var rest = await one.Sweep.SweepAsync(Cancellation);

        Assert.Equal(10 * 2 * 2, steps.Sum() + rest);
        Assert.Equal(40, (await EscalationsAsync(one)).Count);
    }

    [Fact]
    public async Task Whoever_came_late_and_before_the_sweep_is_late_and_not_told_of()
    {
        await using var site = await Site.StartAsync();
        var id = await site.BlowAsync();
        site.Clock.Advance(TimeSpan.FromMinutes(31));
        await site.PostAsync(Scene.Policeman, $"/api/whistles/{id}/sign-in", new { });
        var page = await site.PostAsync(Scene.Heating, $"/api/whistles/{id}/sign-in", new { });

        Assert.Equal(0, await site.Sweep.SweepAsync(Cancellation));
        Assert.All(
            page.GetProperty("summons").EnumerateArray(),
            one => Assert.False(one.GetProperty("inTime").GetBoolean())
        );
    }

    [Fact]
    public async Task A_whistle_that_is_closed_waits_for_nobody()
    {
        await using var site = await Site.StartAsync();
        var id = await site.BlowAsync();
        await site.PostAsync(Scene.Caller, $"/api/whistles/{id}/close", new { });
        site.Clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(0, await site.Sweep.SweepAsync(Cancellation));
    }

    private static async Task<IReadOnlyList<(Guid, string)>> EscalationsAsync(Site site)
    {
        await using var connection = await site.Store.App.OpenAsync(Cancellation);
        return (
            await connection.QueryAsync<(Guid, string)>(
                "select unit_id, level from coordination.escalation order by whistle_id, unit_id, due_at"
            )
        ).AsList();
    }
}
