namespace Jiban.Host.Tests.CommandLine;

/// <summary>What is measured by hand runs, and measures two that do the same.</summary>
[Trait("Category", "Heavy")]
public sealed class BenchRegisterTests
{
    [Fact]
    public async Task The_door_is_measured_beside_the_same_rows_and_the_ratio_comes_last()
    {
        string[] words = ["--clients", "8", "--warm-up", "200", "--seconds", "2"];
        var (code, output, errors) = await RunningJiban.RunAsync(["bench", "register", .. words]);

        Assert.True(code == 0, errors);
        var lines = output.TrimEnd().Split('\n');
        Assert.Matches(@"^ratio \d+\.\d\d$", lines[^1]);
        Assert.Contains(lines, line => line.StartsWith("jiban ", StringComparison.Ordinal));
        // The case, its number, key, words, requester, clocks, and what the journal says of it.
        var reference = Assert.Single(
            lines,
            line => line.StartsWith("pgbench ", StringComparison.Ordinal)
        );
        Assert.Matches(
            @"the same (8|9|[1-9][0-9])\.[0-9] rows of [7-9] tables .* [1-9][0-9]* % had a unit",
            reference
        );
    }
}
