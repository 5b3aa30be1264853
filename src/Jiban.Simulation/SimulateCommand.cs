using System.Globalization;
using Jiban.Simulation.City;
using Jiban.Simulation.Wire;

namespace Jiban.Simulation;

/// <summary><c>jiban simulate</c>: one line for each seed that fails, with the words that replay it, and a summary as the last line.</summary>
internal static class SimulateCommand
{
    private const string Usage = """
        Usage: jiban simulate [--seed N | --seeds A..B] [--days D] [-v]

          --seed N      run one seed (1 when left out)
          --seeds A..B  run several, two at a time
          --days D      days of each run (5 when left out)
          -v            print what happened, step by step, and which statements of what were struck
        """;

    private const int AtOnce = 2;

    /// <summary>Runs it; 1 when a seed failed, 2 when the words make no sense.</summary>
    public static async Task<int> RunAsync(string[] words, TextWriter output, TextWriter errors)
    {
        if (Options.Read(words) is not { } options)
        {
            await errors.WriteLineAsync(Usage);
            return 2;
        }

        await using var template = await CityTemplate.LoadAsync();
        return await RunAsync(options, template, null, output);
    }

    /// <summary>The same in a city that is there already, with a bug that a test has planted.</summary>
    public static async Task<int> RunAsync(
        Options options,
        CityTemplate template,
        Plant? plant,
        TextWriter output
    )
    {
        var results = new List<RunResult>();
        using var turns = new SemaphoreSlim(1, 1);
        await Parallel.ForEachAsync(
            Enumerable.Range(options.First, options.Last - options.First + 1),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (seed, cancellation) =>
            {
                var result = await Run.OfAsync(template, seed, options.Days, plant);
                await turns.WaitAsync(cancellation);
                try
                {
                    results.Add(result);
                    await TellAsync(result, options.IsVerbose, output);
                }
                finally
                {
                    turns.Release();
                }
            }
        );
        if (options.IsVerbose)
        {
            foreach (var line in StrikesOf(results))
            {
                await output.WriteLineAsync(line);
            }
        }

        var failed = results.Count(result => !result.Held);
        await output.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{results.Count} seeds of {options.Days} days: {results.Count - failed} held, {failed} failed; {results.Sum(result => result.Cases)} requests, {results.Sum(result => result.Strikes.Count)} faults struck, {results.Sum(result => result.Missed)} drawn behind the end of an act"
            )
        );
        return failed == 0 ? 0 : 1;
    }

    /// <summary>What was struck, and at which of its statements or behind which of its commits: a line for each thing that is done.</summary>
    public static IEnumerable<string> StrikesOf(IEnumerable<RunResult> results) =>
        results
            .SelectMany(result => result.Strikes)
            .GroupBy(strike => strike.During, StringComparer.Ordinal)
            .OrderBy(during => during.Key, StringComparer.Ordinal)
            .Select(during =>
                $"struck {during.Key}: before statement {Places(during, false)}; after commit {Places(during, true)}"
            );

    private static string Places(IEnumerable<Strike> strikes, bool afterCommit)
    {
        var places = strikes
            .Select(strike => strike.Fault)
            .Where(fault => fault.IsAfterCommit == afterCommit)
            .Select(fault => fault.Statement)
            .Order()
            .ToList();
        return places.Count == 0 ? "-" : string.Join(' ', places);
    }

    /// <summary>What is told of a run: its script when asked for, and its failure.</summary>
    public static string FailureOf(RunResult result) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"seed {result.Seed} failed at step {result.Step}: {result.Findings[0].ToString().ReplaceLineEndings(" ")} | replay: ./jiban simulate --seed {result.Seed} --days {result.Days} -v"
        );

    private static async Task TellAsync(RunResult result, bool verbose, TextWriter output)
    {
        if (verbose)
        {
            foreach (var step in result.Script)
            {
                await output.WriteLineAsync(step);
            }

            foreach (var finding in result.Findings.Skip(1))
            {
                await output.WriteLineAsync($"also {finding}");
            }
        }

        if (!result.Held)
        {
            await output.WriteLineAsync(FailureOf(result));
        }
    }

    /// <summary>What was asked for.</summary>
    internal sealed record Options(int First, int Last, int Days, bool IsVerbose)
    {
        private const int DaysAsShipped = 5;

        public static Options? Read(string[] words)
        {
            var options = new Options(1, 1, DaysAsShipped, false);
            for (var i = 0; i < words.Length; i++)
            {
                var value = i + 1 < words.Length ? words[i + 1] : "";
                switch (words[i])
                {
                    case "-v":
                        options = options with { IsVerbose = true };
                        continue;
                    case "--seed" when int.TryParse(value, out var seed) && seed >= 0:
                        options = options with { First = seed, Last = seed };
                        break;
                    case "--days" when int.TryParse(value, out var days) && days > 0:
                        options = options with { Days = days };
                        break;
                    case "--seeds"
                        when value.Split("..") is [var from, var to]
                            && int.TryParse(from, out var first)
                            && int.TryParse(to, out var last)
                            && first >= 0
                            && last >= first:
                        options = options with { First = first, Last = last };
                        break;
                    default:
                        return null;
                }

                i++;
            }

            return options;
        }
    }
}
