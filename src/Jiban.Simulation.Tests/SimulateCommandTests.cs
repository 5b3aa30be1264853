namespace Jiban.Simulation.Tests;

/// <summary>The command as a person types it.</summary>
public sealed class SimulateCommandTests
{
    [Theory]
    [InlineData("--seed")]
    [InlineData("--seed", "one")]
    [InlineData("--seeds", "5..1")]
    [InlineData("--seeds", "5")]
    [InlineData("--days", "0")]
    [InlineData("north")]
    public async Task Words_that_make_no_sense_are_answered_with_the_usage_and_2(
        params string[] words
    )
    {
        await using var output = new StringWriter();
        await using var errors = new StringWriter();

        Assert.Equal(2, await SimulateCommand.RunAsync(words, output, errors));

        Assert.StartsWith("Usage: jiban simulate", errors.ToString(), StringComparison.Ordinal);
        Assert.Empty(output.ToString());
    }

    [Fact]
    public void A_seed_that_fails_is_one_line_with_the_words_that_replay_it()
    {
        var failed = new RunResult(
            7,
            3,
            41,
            [new Finding("clocks", "20261002-0000001-1: it told\ntwice")],
            9,
            2,
            []
        );

        Assert.Equal(
            "seed 7 failed at step 41: clocks: 20261002-0000001-1: it told twice | replay: ./jiban simulate --seed 7 --days 3 -v",
            SimulateCommand.FailureOf(failed)
        );
    }
}
