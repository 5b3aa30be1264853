using System.CommandLine;
using System.Globalization;
using Jiban.Dispatch.Contracts;
using Jiban.Host.Import;

namespace Jiban.Host.Commands;

/// <summary><c>jiban topics</c>: which rows of a file are about one matter, the hottest matter first. Needs no store.</summary>
internal static class TopicsCommand
{
    /// <summary>Columns of the file. Weights: likes, votes and the like; they are added.</summary>
    internal sealed record Columns(string Id, string Text, string Time, string[] Weights)
    {
        /// <summary>Those that the file must have.</summary>
        public IEnumerable<string> Named => [Id, Text, Time, .. Weights];
    }

    public static Command Make()
    {
        var file = TableOptions.File();
        var id = TableOptions.Column("--id", "Column with the id.");
        var text = TableOptions.Column(
            "--text",
            "Column with the text; titles are grouped more surely."
        );
        var time = TableOptions.Column("--time", "Column with the time.");
        var weight = new Option<string[]>("--weight")
        {
            Description = "Column with likes or votes; may be given several times.",
            HelpName = "COLUMN",
        };
        var output = TableOptions.Output("The file with a row for each row that is in a topic.");
        var command = new Command("topics", "Group the rows of a CSV file by what they are about.")
        {
            file,
            id,
            text,
            time,
            weight,
            output,
        };
        // ./jiban hands files over in the data folder: any command may be told which.
        new StoreOptions().AddTo(command);
        command.SetAction(parsed =>
        {
            var columns = new Columns(
                parsed.GetValue(id)!,
                parsed.GetValue(text)!,
                parsed.GetValue(time)!,
                parsed.GetValue(weight) ?? []
            );
            Beforehand.Look(
                () => CsvTable.Look(parsed.GetValue(file)!, columns.Named),
                () => WholeFile.Look(parsed.GetValue(output)!)
            );
            Run(
                parsed.GetValue(file)!,
                columns,
                parsed.GetValue(output)!,
                Console.Out,
                ProgressLines.ToConsole()
            );
        });
        return command;
    }

    /// <summary>Writes the rows of every topic, those nearest to its matter first; a row that is about nothing that others write of is left out.</summary>
    internal static void Run(
        FileInfo file,
        Columns columns,
        FileInfo output,
        TextWriter console,
        ProgressLines? progress = null
    )
    {
        var (ids, messages) = Read(file, columns, console, progress);
        var topics = messages.Count == 0 ? [] : TopicSearch.Find(messages, progress);
        using var written = new CsvOutput(
            output,
            ["topic", "id", "title", "place", "heat", "messages", "first", "last"]
        );
        foreach (var (rank, topic) in topics.Index())
        {
            foreach (var member in topic.Members)
            {
                written.Write([
                    (rank + 1).ToString(CultureInfo.InvariantCulture),
                    ids[member],
                    topic.Title,
                    topic.Place,
                    topic.Heat.ToString("0.00", CultureInfo.InvariantCulture),
                    topic.Members.Count.ToString(CultureInfo.InvariantCulture),
                    Day(topic.First),
                    Day(topic.Last),
                ]);
            }
        }

        written.Finish();
        console.WriteLine($"{topics.Count} topics among {ids.Count} rows in {output.Name}");
    }

    private static (List<string> Ids, List<TopicText> Messages) Read(
        FileInfo file,
        Columns columns,
        TextWriter console,
        ProgressLines? progress
    )
    {
        using var table = CsvTable.Open(file, columns.Named);
        var (id, text, time) = (
            table.ColumnOf(columns.Id),
            table.ColumnOf(columns.Text),
            table.ColumnOf(columns.Time)
        );
        int[] weights = [.. columns.Weights.Select(table.ColumnOf)];
        var (ids, messages) = (new List<string>(), new List<TopicText>());
        var clock = new FileTime.Count(columns.Time);
        while (table.Read())
        {
            ids.Add(table[id].ToString());
            var votes = 0.0;
            foreach (var column in weights)
            {
                votes += Number(table[column]);
            }

            messages.Add(
                new TopicText(table[text].ToString(), clock.Read(table[time].ToString()), votes)
            );
            progress?.Rows(ids.Count);
        }

        clock.Tell(console);
        return (ids, messages);
    }

    private static double Number(ReadOnlySpan<char> words) =>
        double.TryParse(words, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number)
            ? number
            : 0;

    private static string Day(DateTime? time) =>
        time?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
