using Dapper;
using Jiban.Platform.Store;
using Jiban.Testing;

namespace Jiban.Platform.Tests.Store;

public sealed class MonthPartitionsTests
{
    [Fact]
    public async Task Many_who_need_the_same_months_at_once_all_get_them()
    {
        await using var store = await TestDatabase.CreateAsync(PlatformModule.Migrations);
        var from = new DateTimeOffset(2024, 1, 15, 0, 0, 0, TimeSpan.Zero);

        // A cache each: as in so many processes.
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 8),
            TestContext.Current.CancellationToken,
            async (_, cancellation) =>
            {
                var months = new MonthPartitions(store.App, "platform", "journal");
                for (var month = 0; month < 12; month++)
                {
                    await months.EnsureAsync(from.AddMonths(month), cancellation);
                }
            }
        );

        await using var connection = await store.Owner.OpenConnectionAsync(
            TestContext.Current.CancellationToken
        );
        Assert.Equal(
            13, // twelve months and the default
            await connection.ExecuteScalarAsync<int>(
                "select count(*)::int from pg_inherits where inhparent = 'platform.journal'::regclass"
            )
        );
    }
}
