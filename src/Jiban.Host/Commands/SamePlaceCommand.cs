using System.CommandLine;
using System.Globalization;
using Jiban.City.Contracts;

namespace Jiban.Host.Commands;

/// <summary><c>jiban same-place</c>: whether two columns of a CSV file name one place, by rules or by a model of <c>jiban train-same-place</c>. Needs no store.</summary>
internal static class SamePlaceCommand
{
    public static Command Make()
    {
        var place = new ModelPlace("--model", TrainSamePlaceCommand.Ending, required: false);
        var file = TableOptions.File();
        var one = TableOptions.Column("--a", "Column with the text that is looked for.");
        var other = TableOptions.Column("--b", "Column with the text it may be.");
        var output = TableOptions.Output("The file with match and score.");
        var command = new Command("same-place", "Say whether two texts of a row name one place.")
        {
            file,
            one,
            other,
            output,
        };
        place.AddTo(command);
        command.SetAction(parsed =>
        {
            SamePlaceModel? model = null;
            Beforehand.Look(
                () =>
                    CsvTable.Look(
                        parsed.GetValue(file)!,
                        parsed.GetValue(one)!,
                        parsed.GetValue(other)!
                    ),
                () =>
                    model = place.Named(parsed)
                        ? SamePlaceModel.Load(place.Existing(parsed, "jiban train-same-place"))
                        : null,
                () => WholeFile.Look(parsed.GetValue(output)!)
            );
            Run(
                parsed.GetValue(file)!,
                parsed.GetValue(one)!,
                parsed.GetValue(other)!,
                model,
                parsed.GetValue(output)!,
                Console.Out,
                ProgressLines.ToConsole()
            );
        });
        return command;
    }

    /// <summary>Adds <c>match</c> and <c>score</c> to every row. The two columns are read first, for their texts are judged together; then the file once more, row by row.</summary>
    /// <param name="model">Null: the rules.</param>
    internal static void Run(
        FileInfo file,
        string one,
        string other,
        SamePlaceModel? model,
        FileInfo output,
        TextWriter console,
        ProgressLines? progress = null
    )
    {
        var pairs = Pairs(file, one, other, progress);
        progress?.Report("judging");
        var judged = model?.Judge(pairs) ?? SamePlace.Judge(pairs, progress);
        using var table = CsvTable.Open(file, one, other);
        table.TellOfTwice(["match", "score"], console);
        using var written = new CsvOutput(output, [.. table.Heading, "match", "score"]);
        var line = new CsvLines();
        for (var row = 0; row < judged.Count && table.Read(); row++)
        {
            for (var column = 0; column < table.Heading.Length; column++)
            {
                line.Add(table[column]);
            }

            line.Add(Word(judged[row].Match));
            line.Add(judged[row].Score.ToString("0.000", CultureInfo.InvariantCulture));
            line.End();
            written.Write(line);
            line.Clear();
        }

        written.Finish();
        var counts = judged.CountBy(judgement => judgement.Match).ToDictionary();
        console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{counts.GetValueOrDefault(PlaceMatch.Full)} full, {counts.GetValueOrDefault(PlaceMatch.Part)} part, {counts.GetValueOrDefault(PlaceMatch.None)} none"
            )
        );
    }

    /// <summary>The two texts of each row; one that stands in many is kept once.</summary>
    private static List<(string, string)> Pairs(
        FileInfo file,
        string one,
        string other,
        ProgressLines? progress
    )
    {
        using var table = CsvTable.Open(file, one, other);
        var (a, b) = (table.ColumnOf(one), table.ColumnOf(other));
        var texts = new HashSet<string>(StringComparer.Ordinal);
        var known = texts.GetAlternateLookup<ReadOnlySpan<char>>();
        var pairs = new List<(string, string)>();
        while (table.Read())
        {
            pairs.Add((Once(table[a]), Once(table[b])));
            progress?.Rows(pairs.Count);
        }

        return pairs;

        string Once(ReadOnlySpan<char> text)
        {
            if (known.TryGetValue(text, out var kept))
            {
                return kept;
            }

            texts.Add(kept = text.ToString());
            return kept;
        }
    }

    internal static string Word(PlaceMatch match) =>
        match switch
        {
            PlaceMatch.Full => "full",
            PlaceMatch.Part => "part",
            _ => "none",
        };
}
