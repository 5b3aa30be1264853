namespace Jiban.Host.Tests.CommandLine;

/// <summary>What is measured by hand runs, and names every projection.</summary>
[Trait("Category", "Heavy")]
public sealed class BenchFollowTests
{
    [Fact]
    public async Task What_each_projection_costs_an_entry_is_measured_and_the_ratio_comes_last()
    {
        string[] words = ["--clients", "8", "--warm-up", "200", "--cases", "2000"];
        var (code, output, errors) = await RunningJiban.RunAsync(["bench", "follow", .. words]);

        Assert.True(code == 0, errors);
        var lines = output.TrimEnd().Split('\n');
        Assert.Matches(@"^ratio \d+\.\d\d$", lines[^1]);
        string[] named = ["cases.search", "cases.watch", "assessment.outcome.3", "all together"];
        Assert.All(
            named,
            name => Assert.Contains(lines, line => line.StartsWith(name, StringComparison.Ordinal))
        );
    }
}
