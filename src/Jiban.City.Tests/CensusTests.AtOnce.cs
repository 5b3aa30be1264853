using Dapper;

namespace Jiban.City.Tests;

// Two who decide at once.
public sealed partial class CensusTests
{
    [Fact]
    public async Task Two_censuses_of_the_same_components_in_opposite_order_are_accepted_at_once_and_neither_waits_for_ever()
    {
        var (_, codes) = await RegisteredAsync("01008", 0.82, 0.10, 0.12, 0.14);
        var censuses = new List<Guid>();
        foreach (var (state, order) in new[] { ("破损", (int[])[0, 1, 2]), ("废弃", [2, 1, 0]) })
        {
            censuses.Add(
                await KeptAsync(
                    Heading
                        + string.Concat(
                            order.Select(n =>
                                Row(codes[n], 0.10 + n * 0.02, 0.82, "01008", state: state)
                            )
                        )
                )
            );
        }

        // Whoever holds the one in the middle lets both begin before either ends.
        await using var holder = await site.Store.App.OpenAsync(Cancel);
        await using var held = await holder.BeginTransactionAsync(Cancel);
        await holder.ExecuteAsync(
            "select from city.component where code = @code for update",
            new { code = codes[1] },
            held
        );
        var deciding = censuses
            .Select(census => DecideAsync(census, new { accept = true, change = "changed" }))
            .ToArray();
        await WaitForAsync(2);
        await held.CommitAsync(Cancel);

        var answers = await Task.WhenAll(deciding);
        Assert.Equal([(0, 0, 3), (3, 0, 0)], answers.OrderBy(answer => answer.Accepted));

        async Task WaitForAsync(int waiting)
        {
            await using var watcher = await site.Store.App.OpenAsync(Cancel);
            while (
                await watcher.ExecuteScalarAsync<int>(
                    """
                    select count(distinct pid) from pg_locks join pg_stat_activity using (pid)
                    where not granted and datname = current_database()
                    """
                ) < waiting
            )
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancel);
            }
        }
    }
}
