using System.Text;

namespace Jiban.Simulation.Tests;

/// <summary>Whatever a seed makes of the city, everything that must hold holds.</summary>
public sealed class SeedsTests(TheCity city)
{
    private const int Days = 2;

    [Fact]
    public Task Ten_seeds_hold() => HoldAsync(1, 10);

    [Fact]
    [Trait("Category", "Heavy")]
    public Task Fifty_seeds_hold() => HoldAsync(11, 40);

    [Fact]
    public async Task A_seed_is_its_script()
    {
        var first = await Run.OfAsync(city.Template, 4, 1);
        var again = await Run.OfAsync(city.Template, 4, 1);

        Assert.Equal(Planned(first), Planned(again));

        // Of two at once either may be the first.
        static IEnumerable<string> Planned(RunResult result) =>
            result.Script.Where(line => !line.Contains("at once", StringComparison.Ordinal));
    }

    private async Task HoldAsync(int first, int count)
    {
        var results = new RunResult[count];
        await Parallel.ForAsync(
            0,
            count,
            new ParallelOptions { MaxDegreeOfParallelism = 2 },
            async (i, _) => results[i] = await Run.OfAsync(city.Template, first + i, Days)
        );

        var failures = new StringBuilder();
        foreach (var failed in results.Where(result => !result.Held))
        {
            failures.AppendLine(SimulateCommand.FailureOf(failed));
        }

        Assert.True(failures.Length == 0, failures.ToString());
        Assert.All(results, result => Assert.True(result.Cases > 0, $"seed {result.Seed} is idle"));
    }
}
