using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Jiban.City.Contracts;
using Jiban.Dispatch.Contracts;

namespace Jiban.Host.Commands;

/// <summary><c>jiban train-same-place</c>: learns from labelled pairs of a CSV file whether two texts name one place, and says how well. Needs no store.</summary>
internal static class TrainSamePlaceCommand
{
    /// <summary>Behind the name of such a model.</summary>
    public const string Ending = ".same-place.model";

    private static readonly Dictionary<string, PlaceMatch> Words = new(
        StringComparer.OrdinalIgnoreCase
    )
    {
        ["none"] = PlaceMatch.None,
        ["part"] = PlaceMatch.Part,
        ["full"] = PlaceMatch.Full,
        ["不匹配"] = PlaceMatch.None,
        ["部分匹配"] = PlaceMatch.Part,
        ["完全匹配"] = PlaceMatch.Full,
    };

    public static Command Make()
    {
        var place = new ModelPlace("--name", Ending);
        var file = TableOptions.File();
        var one = TableOptions.Column("--a", "Column with the text that is looked for.");
        var other = TableOptions.Column("--b", "Column with the text it may be.");
        var label = TableOptions.Column("--label", $"Column with {string.Join(", ", Words.Keys)}.");
        var seed = new Option<int>("--seed")
        {
            Description = "The same file and seed give the same model.",
            DefaultValueFactory = _ => 1,
        };
        var unordered = new Option<bool>("--unordered")
        {
            Description = "Do not go by the order in which the candidates of one text stand.",
        };
        var command = new Command(
            "train-same-place",
            "Learn from labelled pairs of texts whether they name one place."
        )
        {
            file,
            one,
            other,
            label,
            seed,
            unordered,
        };
        place.AddTo(command);
        command.SetAction(parsed =>
        {
            Beforehand.Look(
                () =>
                    CsvTable.Look(
                        parsed.GetValue(file)!,
                        parsed.GetValue(one)!,
                        parsed.GetValue(other)!,
                        parsed.GetValue(label)!
                    ),
                () => place.LookToKeep(parsed)
            );
            var path = place.Path(parsed);
            var pairs = Read(
                parsed.GetValue(file)!,
                parsed.GetValue(one)!,
                parsed.GetValue(other)!,
                parsed.GetValue(label)!
            );
            Run(pairs, parsed.GetValue(seed), !parsed.GetValue(unordered), path, Console.Out);
        });
        return command;
    }

    /// <summary>The pairs of a file; a row without label is left out, one with another word is a fault.</summary>
    internal static IReadOnlyList<LabelledPair> Read(
        FileInfo file,
        string one,
        string other,
        string label
    )
    {
        using var table = CsvTable.Open(file, one, other, label);
        var (a, b, what) = (table.ColumnOf(one), table.ColumnOf(other), table.ColumnOf(label));
        return
        [
            .. table
                .Rows()
                .Select(row => (row, word: row[what].Trim(), line: table.Line))
                .Where(row => row.word.Length > 0)
                .Select(row => new LabelledPair(
                    row.row[a],
                    row.row[b],
                    Words.TryGetValue(row.word, out var match)
                        ? match
                        : throw new CommandFailedException(
                            $"{file.Name} line {row.line} has the label {row.word} in {label}; there are {string.Join(", ", Words.Keys)}."
                        )
                )),
        ];
    }

    /// <summary>Trains, keeps the model with its report, and prints the report.</summary>
    internal static void Run(
        IReadOnlyList<LabelledPair> pairs,
        int seed,
        bool mayOrder,
        string path,
        TextWriter output
    )
    {
        var watch = Stopwatch.StartNew();
        SamePlaceModel model;
        SamePlaceReport report;
        try
        {
            (model, report) = SamePlaceModel.Train(pairs, seed, mayOrder);
        }
        catch (ArgumentException few)
        {
            throw new CommandFailedException(few.Message);
        }

        model.Save(path);
        var (page, data) = TrainingReportFiles.Write(AsTraining(report, watch.Elapsed), path);
        Print(report, output);
        output.WriteLine($"Kept in {path}");
        output.WriteLine(
            $"Report in {page} and {data}: it quotes addresses, keep it as you keep them"
        );
    }

    private static void Print(SamePlaceReport report, TextWriter output)
    {
        void Line(FormattableString line) =>
            output.WriteLine(line.ToString(CultureInfo.InvariantCulture));

        Line(
            $"{report.Pairs} different pairs of {report.FirstTexts} texts, held out in turn; {report.Contradicted} stand twice with different labels"
        );
        Line(
            $"full ones stand first among their text's candidates {report.FullFirst.There} times, by chance {report.FullFirst.ByChance:0} would: the order is {(report.Ordered ? "used (--unordered: not)" : "not used")}"
        );
        Line($"precision  recall      F1  pairs");
        foreach (var score in report.Scores)
        {
            Line(
                $"   {score.Precision:0.000}   {score.Recall:0.000}   {score.F1:0.000}  {score.Support, 5}  {SamePlaceCommand.Word(score.Match)}"
            );
        }
    }

    /// <summary>The same figures in the form of every training's report.</summary>
    private static TrainingReport AsTraining(SamePlaceReport report, TimeSpan took) =>
        new(
            report.Pairs,
            report.Pairs,
            report.Facts,
            report.Confusion.Select((said, truth) => said[truth]).Sum() / (double)report.Pairs,
            report.Scores.Average(score => score.F1),
            report.Calibration.Sum(bin => bin.Pairs * Math.Abs(bin.Probability - bin.Right))
                / report.Pairs,
            took,
            [
                .. report.Scores.Select(score => new LabelScore(
                    SamePlaceCommand.Word(score.Match),
                    score.Support,
                    score.Precision,
                    score.Recall,
                    score.F1
                )),
            ],
            report.Confusion,
            [
                .. report.Calibration.Select(bin => new CalibrationBin(
                    bin.Pairs,
                    bin.Probability,
                    bin.Right
                )),
            ],
            [
                .. report.Errors.Select(error => new TrainingError(
                    $"{error.A} ⇄ {error.B}",
                    SamePlaceCommand.Word(error.Label),
                    SamePlaceCommand.Word(error.Said),
                    error.Probability
                )),
            ]
        );
}
