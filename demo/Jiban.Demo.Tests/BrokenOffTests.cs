using Dapper;

namespace Jiban.Demo.Tests;

public sealed class BrokenOffTests
{
    [Fact]
    public async Task A_load_that_died_on_the_way_is_finished_by_the_next_and_nothing_is_doubled()
    {
        await using var store = await DemoStore.CreateAsync();
        using var death = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var setup = store.Setup() with
        {
            Tell = line =>
            {
                if (line.StartsWith("Month: 2026-11-0", StringComparison.Ordinal))
                {
                    death.Cancel();
                }
            },
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            DemoCity.LoadAsync(setup, death.Token)
        );
        Assert.Empty(store.Logins);
        var half = await CasesAsync(store);
        Assert.InRange(half, 50, 350);

        // The next start is a day later: the month is still the one that was begun.
        var later = store.Setup() with
        {
            Now = DemoStore.Now.AddDays(1),
        };
        Assert.Equal(DemoOutcome.Loaded, await DemoCity.LoadAsync(later, Cancel));

        var drawn = Month.DrawMonth.Draw(
            GenerateCity.From(GenerateCity.Seed),
            DemoCity.FirstDay(DemoStore.Now),
            DemoStore.Now,
            GenerateCity.Seed
        );
        Assert.Equal(drawn.Count, await CasesAsync(store));
        Assert.Equal(10, store.Logins.Count);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<int> CasesAsync(DemoStore store)
    {
        await using var connection = await store.Database.Owner.OpenConnectionAsync(Cancel);
        return await connection.ExecuteScalarAsync<int>(
            "select count(*)::int from cases.case_file"
        );
    }
}
