using System.CommandLine;
using System.Globalization;
using Jiban.Dispatch.Contracts;

namespace Jiban.Host.Commands;

/// <summary><c>jiban train</c>: learns a text model from a labelled file and says how well it does on what it has not seen. Needs no store.</summary>
internal static class TrainCommand
{
    private const int MostNamed = 10;

    public static Command Make()
    {
        var place = new ModelPlace("--name");
        var file = TableOptions.File();
        var text = TableOptions.Column("--text", "Column with the text.");
        var label = TableOptions.Needed<string[]>(
            "--label",
            "Column with what it is: a word, or a path such as A/B/C. Given several times, from coarse to fine, the columns make a path.",
            "COLUMN"
        );
        var seed = new Option<int>("--seed")
        {
            Description = "The same file and seed give the same model.",
            DefaultValueFactory = _ => 1,
        };
        var command = new Command("train", "Learn a text model from a labelled CSV file.")
        {
            file,
            text,
            label,
            seed,
        };
        place.AddTo(command);
        command.SetAction(parsed =>
        {
            Beforehand.Look(
                () =>
                    CsvTable.Look(
                        parsed.GetValue(file)!,
                        [parsed.GetValue(text)!, .. parsed.GetValue(label)!]
                    ),
                () => place.LookToKeep(parsed)
            );
            var path = place.Path(parsed);
            var (texts, bare) = Read(
                parsed.GetValue(file)!,
                parsed.GetValue(text)!,
                parsed.GetValue(label)!
            );
            if (bare > 0)
            {
                Console.WriteLine($"{bare} rows left out: no text or no label");
            }

            Run(texts, parsed.GetValue(seed), path, Console.Out, ProgressLines.ToConsole());
        });
        return command;
    }

    /// <summary>Trains, keeps the model with its report, and prints the report.</summary>
    internal static void Run(
        IReadOnlyList<LabelledText> texts,
        int seed,
        string path,
        TextWriter output,
        ProgressLines? progress = null
    )
    {
        TrainedModel model;
        TrainingReport report;
        try
        {
            (model, report) = ModelTraining.Train(texts, seed, progress);
        }
        catch (ArgumentException few)
        {
            throw new CommandFailedException(few.Message);
        }

        model.Save(path);
        var (page, data) = TrainingReportFiles.Write(report, path);
        Print(report, output);
        output.WriteLine($"Kept in {path}");
        output.WriteLine(
            $"Report in {page} and {data}: it quotes messages, keep it as you keep them"
        );
    }

    /// <summary>The texts and labels of a file; rows without either are left out, and counted.</summary>
    internal static (IReadOnlyList<LabelledText> Texts, int LeftOut) Read(
        FileInfo file,
        string text,
        params string[] labels
    )
    {
        using var table = CsvTable.Open(file, [text, .. labels]);
        var words = table.ColumnOf(text);
        var what = labels.Select(table.ColumnOf).ToArray();
        var (rows, all) = (new List<LabelledText>(), 0);
        // The few labels of very many rows are kept once each.
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        for (; table.Read(); all++)
        {
            var label = Label();
            if (!table[words].IsWhiteSpace() && !string.IsNullOrWhiteSpace(label))
            {
                rows.Add(new LabelledText(table[words].ToString(), Once(label)));
            }
        }

        return (rows, all - rows.Count);

        string Label() =>
            what is [var only]
                ? table[only].Trim().ToString()
                : string.Join(
                    '/',
                    // A slash within a column parts nothing.
                    what.Select(column => table[column].Trim().ToString().Replace('/', '／'))
                        .Where(part => part.Length > 0)
                );

        string Once(string label)
        {
            if (!known.TryGetValue(label, out var kept))
            {
                known.Add(label, kept = label);
            }

            return kept;
        }
    }

    private static void Print(TrainingReport report, TextWriter output)
    {
        var culture = CultureInfo.InvariantCulture;
        output.WriteLine(
            string.Create(
                culture,
                $"{report.Texts} texts, {report.HeldOut} of them held out in turn, {report.Features} features, {report.Took.TotalSeconds:0.0} s"
            )
        );
        output.WriteLine(
            string.Create(
                culture,
                $"held out: accuracy {report.Accuracy:0.0000}, macro-F1 {report.MacroF1:0.0000}, calibration error {report.CalibrationError:0.000}"
            )
        );
        if (report.LeftOut.Count > 0)
        {
            var named = string.Join(", ", report.LeftOut.Take(MostNamed));
            output.WriteLine(
                $"{report.LeftOut.Count} texts left out, each the only one of its label: {named}{(report.LeftOut.Count > MostNamed ? ", …" : "")}"
            );
        }

        foreach (var level in report.Levels)
        {
            output.WriteLine(
                string.Create(
                    culture,
                    $"level {level.Level} of {report.Levels.Count}, {level.Labels} labels: accuracy {level.Accuracy:0.0000}, macro-F1 {level.MacroF1:0.0000}, calibration error {level.CalibrationError:0.000}"
                )
            );
        }

        output.WriteLine("precision  recall      F1  texts  label");
        foreach (var label in report.Labels)
        {
            output.WriteLine(
                string.Create(
                    culture,
                    $"   {label.Precision:0.000}   {label.Recall:0.000}   {label.F1:0.000}  {label.Support, 5}  {label.Label}"
                )
            );
        }
    }
}
