using System.CommandLine;
using System.Globalization;
using Jiban.Dispatch.Contracts;

namespace Jiban.Host.Commands;

/// <summary><c>jiban classify</c>: what each row's text is, by a model of <c>jiban train</c>. Needs no store.</summary>
internal static class ClassifyCommand
{
    /// <summary>Rows that are read before all cores work on them.</summary>
    private const int Chunk = 4096;

    public static Command Make()
    {
        var place = new ModelPlace("--model");
        var file = new Argument<FileInfo>("FILE.csv")
        {
            Description = "CSV with a heading; UTF-8 or GB18030.",
        };
        var text = new Option<string>("--text")
        {
            Description = "Column with the text.",
            Required = true,
            HelpName = "COLUMN",
        };
        var output = new Option<FileInfo>("--out")
        {
            Description = "The file with the columns label and probability.",
            Required = true,
            HelpName = "OUT.csv",
        };
        var why = new Option<bool>("--why") { Description = "Add the words that decided." };
        var command = new Command("classify", "Say what each text of a CSV file is.")
        {
            file,
            text,
            output,
            why,
        };
        place.AddTo(command);
        command.SetAction(parsed =>
        {
            var path = place.Path(parsed);
            if (!File.Exists(path))
            {
                throw new CommandFailedException(
                    $"there is no model {path}; jiban train makes one."
                );
            }

            Run(
                parsed.GetValue(file)!,
                parsed.GetValue(text)!,
                TrainedModel.Load(path),
                parsed.GetValue(why),
                parsed.GetValue(output)!,
                Console.Out
            );
        });
        return command;
    }

    /// <summary>Adds <c>label</c> and <c>probability</c> to every row, and the words that decided when asked; a row without text gets them empty.</summary>
    internal static void Run(
        FileInfo file,
        string text,
        TrainedModel model,
        bool why,
        FileInfo output,
        TextWriter console
    )
    {
        using var table = CsvTable.Open(file, text);
        var column = table.ColumnOf(text);
        string[] added = why ? ["label", "probability", "why"] : ["label", "probability"];
        using var written = new CsvOutput(output, [.. table.Heading, .. added]);
        var rows = 0;
        foreach (var chunk in table.Rows().Chunk(Chunk))
        {
            var said = new string[chunk.Length][];
            Parallel.For(0, chunk.Length, i => said[i] = Say(model, chunk[i][column], why));
            foreach (var (row, answer) in chunk.Zip(said))
            {
                written.Write([.. row, .. answer]);
            }

            rows += chunk.Length;
        }

        written.Finish();
        console.WriteLine($"{rows} rows in {output.FullName}");
    }

    private static string[] Say(TrainedModel model, string text, bool why)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return why ? ["", "", ""] : ["", ""];
        }

        var (label, probability) = model.Classify(text);
        var share = probability.ToString("0.0000", CultureInfo.InvariantCulture);
        return why ? [label, share, string.Join(' ', model.Why(text))] : [label, share];
    }
}
