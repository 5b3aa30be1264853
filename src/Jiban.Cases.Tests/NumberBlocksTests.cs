using Jiban.Platform;
using Jiban.Testing;

namespace Jiban.Cases.Tests;

/// <summary>Numbers leased in blocks.</summary>
public sealed class NumberBlocksTests
{
    private static readonly DateOnly Day = new(2026, 11, 20);

    [Fact]
    public async Task Two_processes_never_give_the_same_number_however_their_blocks_grow()
    {
        await using var store = await TestDatabase.CreateAsync(
            PlatformModule.Migrations,
            CasesModule.Migrations
        );
        using var one = new NumberBlocks(store.App);
        using var other = new NumberBlocks(store.App);
        var given = new List<string>();
        for (var i = 0; i < 500; i++)
        {
            given.Add(await one.NextAsync(Day, TestContext.Current.CancellationToken));
            given.Add(await other.NextAsync(Day, TestContext.Current.CancellationToken));
        }

        given.Add(await one.NextAsync(Day.AddDays(1), TestContext.Current.CancellationToken));

        Assert.Equal(given.Count, given.Distinct().Count());
        Assert.StartsWith("20261120-0000001", given[0], StringComparison.Ordinal);
        Assert.StartsWith("20261120-0000002", given[2], StringComparison.Ordinal);
        Assert.StartsWith("20261121-0000001", given[^1], StringComparison.Ordinal);
    }
}
