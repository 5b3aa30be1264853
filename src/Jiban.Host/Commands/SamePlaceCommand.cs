using System.CommandLine;
using System.Globalization;
using Jiban.City.Contracts;

namespace Jiban.Host.Commands;

/// <summary><c>jiban same-place</c>: whether two columns of a CSV file name one place. Needs no store.</summary>
internal static class SamePlaceCommand
{
    public static Command Make()
    {
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
        command.SetAction(parsed =>
            Run(
                parsed.GetValue(file)!,
                parsed.GetValue(one)!,
                parsed.GetValue(other)!,
                parsed.GetValue(output)!,
                Console.Out
            )
        );
        return command;
    }

    /// <summary>Adds <c>match</c> and <c>score</c> to every row. The whole file is read first: its texts are judged together.</summary>
    internal static void Run(
        FileInfo file,
        string one,
        string other,
        FileInfo output,
        TextWriter console
    )
    {
        using var table = CsvTable.Open(file, one, other);
        var (a, b) = (table.ColumnOf(one), table.ColumnOf(other));
        var rows = table.Rows().ToList();
        var judged = SamePlace.Judge([.. rows.Select(row => (row[a], row[b]))]);
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

    private static string Word(PlaceMatch match) =>
        match switch
        {
            PlaceMatch.Full => "full",
            PlaceMatch.Part => "part",
            _ => "none",
        };
}
