using System.Text;
using Jiban.Simulation.Wire;

namespace Jiban.Simulation.Tests;

/// <summary>Whatever a seed makes of the city, everything that must hold holds.</summary>
public sealed class SeedsTests(TheCity city)
{
    private const int Days = 2;

    /// <summary>Before the ninth statement little of what is done at once to many, or in a whistle, has begun.</summary>
    private const int Late = 9;

    [Fact]
    public async Task Ten_seeds_hold()
    {
        var strikes = (await HoldAsync(1, 10)).SelectMany(result => result.Strikes).ToList();

        // And something went wrong in each of the places in which it must not matter.
        Assert.Contains(strikes, IsLateInALongAct);
        Assert.Contains(
            strikes,
            strike =>
                strike.Fault is { IsAfterCommit: true, IsForProjections: false, Statement: > 1 }
        );
        Assert.Contains(
            strikes,
            strike => strike.Fault is { IsAfterCommit: false, IsForProjections: true }
        );
        Assert.Contains(
            strikes,
            strike => strike.Fault is { IsAfterCommit: true, IsForProjections: true }
        );

        static bool IsLateInALongAct(Strike strike) =>
            strike.Fault is { IsAfterCommit: false, Statement: >= Late }
            && (
                strike.During == "cases/many"
                || strike.During.StartsWith("whistles", StringComparison.Ordinal)
            );
    }

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

    private async Task<RunResult[]> HoldAsync(int first, int count)
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
        return results;
    }
}
