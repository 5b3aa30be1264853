using Jiban.Simulation.Wire;

namespace Jiban.Simulation.Tests;

/// <summary>The command as a person types it.</summary>
public sealed class SimulateCommandTests(TheCity city)
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
            [],
            0,
            []
        );

        Assert.Equal(
            "seed 7 failed at step 41: clocks: 20261002-0000001-1: it told twice | replay: ./jiban simulate --seed 7 --days 3 -v",
            SimulateCommand.FailureOf(failed)
        );
    }

    [Fact]
    public async Task Seeds_that_hold_end_with_a_summary_and_0_and_are_told_step_by_step_when_asked()
    {
        await using var output = new StringWriter();

        Assert.Equal(
            0,
            await SimulateCommand.RunAsync(
                new(4, 4, 1, IsVerbose: true),
                city.Template,
                null,
                output
            )
        );

        var lines = output.ToString().TrimEnd().Split('\n');
        Assert.Contains(lines, line => line.EndsWith("day 1", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("registers: 201", StringComparison.Ordinal));
        Assert.Matches(
            "^1 seeds of 1 days: 1 held, 0 failed; [1-9][0-9]* requests, [1-9][0-9]* faults struck, [0-9]+ drawn behind the end of an act$",
            lines[^1]
        );
    }

    [Fact]
    public void What_was_struck_is_told_by_act_and_statement()
    {
        var run = new RunResult(
            7,
            3,
            0,
            [],
            9,
            [
                new Strike("cases/many", new Fault(FaultKind.Kill, 41)),
                new Strike("cases/many", new Fault(FaultKind.CutAfterCommit, 3)),
                new Strike("cases/many", new Fault(FaultKind.CutBefore, 7)),
                new Strike("(clocks)", new Fault(FaultKind.Serialization, 2)),
            ],
            1,
            []
        );

        Assert.Equal(
            [
                "struck (clocks): before statement 2; after commit -",
                "struck cases/many: before statement 7 41; after commit 3",
            ],
            SimulateCommand.StrikesOf([run])
        );
    }

    [Fact]
    public async Task A_seed_that_fails_is_told_before_the_summary_and_ends_with_1()
    {
        await using var output = new StringWriter();

        Assert.Equal(
            1,
            await SimulateCommand.RunAsync(
                new(1, 1, 1, false),
                city.Template,
                new NeverAnswers(),
                output
            )
        );

        var lines = output.ToString().TrimEnd().Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("seed 1 failed at step 1: ", lines[0], StringComparison.Ordinal);
        Assert.EndsWith(
            "| replay: ./jiban simulate --seed 1 --days 1 -v",
            lines[0],
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "1 seeds of 1 days: 0 held, 1 failed; ",
            lines[1],
            StringComparison.Ordinal
        );
    }

    /// <summary>A case can't be written.</summary>
    private sealed class NeverAnswers : Plant
    {
        public override string Sql => "revoke insert on cases.case_file from jiban_app";
    }
}
