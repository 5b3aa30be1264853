using System.CommandLine;
using System.Globalization;
using Jiban.Dispatch.Contracts;
using Jiban.Host.Import;

namespace Jiban.Host.Commands;

/// <summary><c>jiban twins</c>: which rows of a file tell the same, whole or changed. Needs no store.</summary>
internal static class TwinsCommand
{
    /// <summary>Rows that are asked before their pairs are kept.</summary>
    private const int Chunk = 4096;

    /// <summary>Pairs that one row looks for: a text that was sent thousands of times would have millions.</summary>
    private const int MostOfOneRow = 100;

    /// <summary>What is compared.</summary>
    /// <param name="Time">Column with the time, or null.</param>
    /// <param name="WithinDays">Days that may lie between two rows, or null.</param>
    internal sealed record Columns(string Id, string Text, string? Time, double? WithinDays)
    {
        /// <summary>Those that the file must have.</summary>
        public IEnumerable<string> Named => Time is null ? [Id, Text] : [Id, Text, Time];
    }

    public static Command Make()
    {
        var file = TableOptions.File();
        var id = TableOptions.Column("--id", "Column with the id.");
        var text = TableOptions.Column("--text", "Column with the text.");
        var time = new Option<string?>("--time")
        {
            Description = "Column with the time: adds the days between the two.",
            HelpName = "COLUMN",
        };
        var within = new Option<double?>("--within-days")
        {
            Description = "Only pairs with no more days between them; needs --time.",
            HelpName = "DAYS",
        };
        var least = new Option<double>("--least")
        {
            Description = "The least score that is told, 0.3 to 1.",
            HelpName = "SCORE",
            DefaultValueFactory = _ => TwinIndex.LeastScore,
        };
        var output = TableOptions.Output("The file with the pairs: a, b, score, why.");
        var command = new Command("twins", "Find the rows of a CSV file that tell the same.")
        {
            file,
            id,
            text,
            time,
            within,
            least,
            output,
        };
        // ./jiban hands files over in the data folder: any command may be told which.
        new StoreOptions().AddTo(command);
        command.SetAction(parsed =>
        {
            var columns = new Columns(
                parsed.GetValue(id)!,
                parsed.GetValue(text)!,
                parsed.GetValue(time),
                parsed.GetValue(within)
            );
            Beforehand.Look(
                () => Look(columns, parsed.GetValue(least)),
                () => CsvTable.Look(parsed.GetValue(file)!, columns.Named),
                () => WholeFile.Look(parsed.GetValue(output)!)
            );
            Run(
                parsed.GetValue(file)!,
                columns,
                parsed.GetValue(least),
                parsed.GetValue(output)!,
                Console.Out,
                ProgressLines.ToConsole()
            );
        });
        return command;
    }

    /// <summary>Writes every pair, the surest first: <c>a</c> stands before <c>b</c> in the file.</summary>
    internal static void Run(
        FileInfo file,
        Columns columns,
        double least,
        FileInfo output,
        TextWriter console,
        ProgressLines? progress = null
    )
    {
        var (ids, times, index) = Read(file, columns, console, progress);
        string[] heading = ["a", "b", "score", "why"];
        using var written = new CsvOutput(
            output,
            columns.Time is null ? heading : [.. heading, "days"]
        );
        var pairs = Pairs(index, times, columns.WithinDays, least, progress);
        var told = 0;
        foreach (var (a, b, score) in pairs)
        {
            if (told++ % Chunk == 0)
            {
                progress?.Report($"{told:N0} of {pairs.Count:N0} pairs written");
            }

            string[] row =
            [
                ids[a],
                ids[b],
                score.ToString("0.0000", CultureInfo.InvariantCulture),
                string.Join(' ', index.Why(a, b)),
            ];
            written.Write(columns.Time is null ? row : [.. row, Days(times[a], times[b])]);
        }

        written.Finish();
        console.WriteLine($"{pairs.Count} pairs among {ids.Count} rows in {output.Name}");
    }

    /// <summary>Looks at what is asked for beside the file.</summary>
    internal static void Look(Columns columns, double least) =>
        Beforehand.Look(
            () =>
            {
                if (columns is { WithinDays: not null, Time: null })
                {
                    throw new CommandFailedException("--within-days needs --time.");
                }

                if (columns.WithinDays is not (null or >= 0))
                {
                    throw new CommandFailedException(
                        "--within-days is a number of days, 0 or more."
                    );
                }
            },
            () =>
            {
                if (least is not (>= 0.3 and <= 1))
                {
                    throw new CommandFailedException("--least is a score from 0.3 to 1.");
                }
            }
        );

    private static (List<string> Ids, List<DateTime?> Times, TwinIndex Index) Read(
        FileInfo file,
        Columns columns,
        TextWriter console,
        ProgressLines? progress
    )
    {
        using var table = CsvTable.Open(file, columns.Named);
        var (id, text) = (table.ColumnOf(columns.Id), table.ColumnOf(columns.Text));
        var time = columns.Time is null ? -1 : table.ColumnOf(columns.Time);
        var (ids, times, index) = (new List<string>(), new List<DateTime?>(), new TwinIndex());
        var clock = new FileTime.Count(columns.Time ?? "");
        while (table.Read())
        {
            ids.Add(table[id].ToString());
            times.Add(time < 0 ? null : clock.Read(table[time].ToString()));
            index.Add(table[text].ToString());
            progress?.Rows(ids.Count);
        }

        clock.Tell(console);
        return (ids, times, index);
    }

    private static List<(int A, int B, double Score)> Pairs(
        TwinIndex index,
        List<DateTime?> times,
        double? withinDays,
        double least,
        ProgressLines? progress
    )
    {
        // Each of two rows looks for the other: what one misses among very many the other may find. Both stand in the list until it is sorted: half of what a set takes.
        var found = new List<(int A, int B, double Score)>();
        foreach (var chunk in Enumerable.Range(0, index.Count).Chunk(Chunk))
        {
            progress?.Report($"{chunk[0]:N0} of {index.Count:N0} rows compared");
            var twins = new Twin[chunk.Length][];
            Parallel.For(
                0,
                chunk.Length,
                i =>
                    twins[i] = [
                        .. index
                            .FindOf(
                                chunk[i],
                                least,
                                // Asked before the nearest are taken: what is always told again would hide the twin of the day.
                                withinDays is null
                                    ? null
                                    : other => IsWithin(times[other], times[chunk[i]], withinDays)
                            )
                            .Take(MostOfOneRow),
                    ]
            );
            foreach (var (row, those) in chunk.Zip(twins))
            {
                found.AddRange(
                    those.Select(twin =>
                        (Math.Min(row, twin.Number), Math.Max(row, twin.Number), twin.Score)
                    )
                );
            }
        }

        found.Sort((x, y) => (-x.Score, x.A, x.B).CompareTo((-y.Score, y.A, y.B)));
        var pairs = 0;
        for (var at = 0; at < found.Count; at++)
        {
            if (pairs == 0 || found[at] != found[pairs - 1])
            {
                found[pairs++] = found[at];
            }
        }

        found.RemoveRange(pairs, found.Count - pairs);
        return found;
    }

    private static bool IsWithin(DateTime? a, DateTime? b, double? days) =>
        days is null || (b - a) is { } apart && apart.Duration().TotalDays <= days;

    private static string Days(DateTime? a, DateTime? b) =>
        (b - a)?.Duration().TotalDays.ToString("0.##", CultureInfo.InvariantCulture) ?? "";
}
