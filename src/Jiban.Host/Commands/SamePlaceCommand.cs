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
            Run(
                parsed.GetValue(file)!,
                parsed.GetValue(one)!,
                parsed.GetValue(other)!,
                place.Named(parsed) ? Load(place.Path(parsed)) : null,
                parsed.GetValue(output)!,
                Console.Out
            )
        );
        return command;
    }

    private static SamePlaceModel Load(string path) =>
        File.Exists(path)
            ? SamePlaceModel.Load(path)
            : throw new CommandFailedException(
                $"there is no model {path}; jiban train-same-place makes one."
            );

    /// <summary>Adds <c>match</c> and <c>score</c> to every row. The whole file is read first: its texts are judged together.</summary>
    /// <param name="model">Null: the rules.</param>
    internal static void Run(
        FileInfo file,
        string one,
        string other,
        SamePlaceModel? model,
        FileInfo output,
        TextWriter console
    )
    {
        using var table = CsvTable.Open(file, one, other);
        var (a, b) = (table.ColumnOf(one), table.ColumnOf(other));
        var rows = table.Rows().ToList();
        (string, string)[] pairs = [.. rows.Select(row => (row[a], row[b]))];
        var judged = model?.Judge(pairs) ?? SamePlace.Judge(pairs);
        using var written = new CsvOutput(output, [.. table.Heading, "match", "score"]);
        foreach (var (row, judgement) in rows.Zip(judged))
        {
            written.Write([
                .. row,
                Word(judgement.Match),
                judgement.Score.ToString("0.000", CultureInfo.InvariantCulture),
            ]);
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

    internal static string Word(PlaceMatch match) =>
        match switch
        {
            PlaceMatch.Full => "full",
            PlaceMatch.Part => "part",
            _ => "none",
        };
}
