using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using CsvHelper;
using CsvHelper.Configuration;
using Jiban.Dispatch.Contracts;
using Jiban.Host.Import;

namespace Jiban.Host.Commands;

/// <summary><c>jiban train</c>: learns a text model from a labelled file and says how well it did on what it had not seen. Needs no store.</summary>
internal static partial class TrainCommand
{
    public static Command Make()
    {
        var data = new StoreOptions();
        var file = new Argument<FileInfo>("FILE.csv")
        {
            Description = "CSV with a heading; UTF-8 or GB18030.",
        };
        var text = Required("--text", "Column with the text.", "COLUMN");
        var label = Required("--label", "Column with what it is.", "COLUMN");
        var name = Required("--name", "Name of the model: letters, digits, - and _.", "NAME");
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
            name,
            seed,
        };
        data.AddTo(command);
        command.SetAction(parsed =>
        {
            var model = parsed.GetValue(name)!;
            if (!NameForm().IsMatch(model))
            {
                throw new CommandFailedException(
                    "a model's name has 1 to 40 letters, digits, - and _."
                );
            }

            var texts = Read(
                parsed.GetValue(file)!,
                parsed.GetValue(text)!,
                parsed.GetValue(label)!
            );
            var path = Path.Combine(data.DataDirectory(parsed), "models", model + ".model");
            Run(texts, parsed.GetValue(seed), path, Console.Out);
        });
        return command;
    }

    /// <summary>Trains, keeps the model and prints the report.</summary>
    internal static void Run(
        IReadOnlyList<LabelledText> texts,
        int seed,
        string path,
        TextWriter output
    )
    {
        TrainedModel trained;
        try
        {
            trained = ModelTraining.Train(texts, seed);
        }
        catch (ArgumentException few)
        {
            throw new CommandFailedException(few.Message);
        }

        trained.Save(path);
        Print(trained.Report, output);
        output.WriteLine($"Kept in {path}");
    }

    /// <summary>The texts and labels of a file; rows without either are left out.</summary>
    internal static IReadOnlyList<LabelledText> Read(FileInfo file, string text, string label)
    {
        if (!file.Exists)
        {
            throw new CommandFailedException($"{file.FullName} is not there.");
        }

        using var reader = new StreamReader(file.FullName, CsvImport.EncodingOf(file));
        using var csv = new CsvReader(
            reader,
            new CsvConfiguration(CultureInfo.InvariantCulture)
            {
                BadDataFound = null,
                MissingFieldFound = null,
            }
        );
        if (!csv.Read() || !csv.ReadHeader())
        {
            throw new CommandFailedException($"{file.FullName} is empty.");
        }

        foreach (var column in new[] { text, label })
        {
            if (!csv.HeaderRecord!.Contains(column))
            {
                throw new CommandFailedException(
                    $"{file.Name} has no column {column}; it has {string.Join(", ", csv.HeaderRecord!)}."
                );
            }
        }

        var texts = new List<LabelledText>();
        while (csv.Read())
        {
            if (
                csv.GetField(text) is { Length: > 0 } words
                && csv.GetField(label) is { Length: > 0 } what
            )
            {
                texts.Add(new LabelledText(words, what.Trim()));
            }
        }

        return texts;
    }

    private static void Print(TrainingReport report, TextWriter output)
    {
        var culture = CultureInfo.InvariantCulture;
        output.WriteLine(
            string.Create(
                culture,
                $"{report.Texts} texts, {report.HeldOut} of them held out, {report.Features} features, {report.Took.TotalSeconds:0.0} s"
            )
        );
        output.WriteLine(
            string.Create(
                culture,
                $"held out: accuracy {report.Accuracy:0.0000}, macro-F1 {report.MacroF1:0.0000}, calibration error {report.CalibrationError:0.000}"
            )
        );
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

    private static Option<string> Required(string name, string description, string helpName) =>
        new(name)
        {
            Description = description,
            Required = true,
            HelpName = helpName,
        };

    [GeneratedRegex("^[A-Za-z0-9_-]{1,40}$")]
    private static partial Regex NameForm();
}
