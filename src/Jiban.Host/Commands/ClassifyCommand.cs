using System.CommandLine;
using System.Globalization;
using Jiban.Dispatch.Contracts;

namespace Jiban.Host.Commands;

/// <summary><c>jiban classify</c>: what each row's text is, by a model of <c>jiban train</c>. Needs no store.</summary>
internal static class ClassifyCommand
{
    /// <summary>Rows that one task answers.</summary>
    private const int Chunk = 128;

    /// <summary>Tasks that are answered while this thread reads on and writes: their rows are what is held in memory.</summary>
    private static readonly int AtOnce = Environment.ProcessorCount;

    public static Command Make()
    {
        var place = new ModelPlace("--model");
        var file = TableOptions.File();
        var text = TableOptions.Column("--text", "Column with the text.");
        var output = TableOptions.Output("The file with the columns label and probability.");
        var why = new Option<bool>("--why") { Description = "Add the words that decided." };
        var levels = new Option<bool>("--levels")
        {
            Description =
                "Of labels that are paths, add label_1, probability_1, … from the coarsest level down.",
        };
        var command = new Command("classify", "Say what each text of a CSV file is.")
        {
            file,
            text,
            output,
            why,
            levels,
        };
        place.AddTo(command);
        command.SetAction(parsed =>
        {
            TrainedModel? model = null;
            Beforehand.Look(
                () => CsvTable.Look(parsed.GetValue(file)!, parsed.GetValue(text)!),
                () => model = TrainedModel.Load(place.Existing(parsed, "jiban train")),
                () => WholeFile.Look(parsed.GetValue(output)!)
            );
            Run(
                parsed.GetValue(file)!,
                parsed.GetValue(text)!,
                model!,
                parsed.GetValue(why),
                parsed.GetValue(levels),
                parsed.GetValue(output)!,
                Console.Out,
                ProgressLines.ToConsole()
            );
        });
        return command;
    }

    /// <summary>
    /// Adds <c>label</c> and <c>probability</c> to every row, and when asked the words that decided and each level of the path; a row without text gets them empty.
    /// </summary>
    internal static void Run(
        FileInfo file,
        string text,
        TrainedModel model,
        bool why,
        bool levels,
        FileInfo output,
        TextWriter console,
        ProgressLines? progress = null
    )
    {
        using var table = CsvTable.Open(file, text);
        var column = table.ColumnOf(text);
        string[] added =
        [
            "label",
            "probability",
            .. why ? ["why"] : (string[])[],
            .. levels
                ? Enumerable
                    .Range(1, model.Levels)
                    .SelectMany(level => (string[])[$"label_{level}", $"probability_{level}"])
                : [],
        ];
        table.TellOfTwice(added, console);
        using var written = new CsvOutput(output, [.. table.Heading, .. added]);
        var rows = 0;
        var working = new Queue<Task<RowBatch>>();
        var idle = new Stack<RowBatch>();
        while (true)
        {
            var batch = idle.TryPop(out var used) ? used : new RowBatch(table.Heading.Length);
            batch.Fill(table, Chunk);
            if (batch.Rows == 0)
            {
                break;
            }

            working.Enqueue(Task.Run(() => Answered(batch)));
            if (working.Count > AtOnce)
            {
                Write(working.Dequeue());
            }
        }

        while (working.TryDequeue(out var last))
        {
            Write(last);
        }

        written.Finish();
        console.WriteLine($"{rows} rows in {output.Name}");

        RowBatch Answered(RowBatch batch)
        {
            for (var row = 0; row < batch.Rows; row++)
            {
                for (var field = 0; field < table.Heading.Length; field++)
                {
                    batch.Lines.Add(batch[row, field]);
                }

                Say(model, batch[row, column], why, levels, added.Length, batch.Lines);
                batch.Lines.End();
            }

            return batch;
        }

        // In the order of the file: the oldest is waited for.
        void Write(Task<RowBatch> answered)
        {
            var batch = answered.GetAwaiter().GetResult();
            written.Write(batch.Lines);
            rows += batch.Rows;
            progress?.Rows(rows);
            idle.Push(batch);
        }
    }

    /// <summary>Adds the answer for one text to its line.</summary>
    private static void Say(
        TrainedModel model,
        ReadOnlySpan<char> text,
        bool why,
        bool levels,
        int fields,
        CsvLines line
    )
    {
        if (text.IsWhiteSpace())
        {
            for (var field = 0; field < fields; field++)
            {
                line.Add("");
            }

            return;
        }

        var (label, probability) = model.Classify(text);
        line.Add(label);
        line.Add(Share(probability));
        if (why)
        {
            line.Add(string.Join(' ', model.Why(text.ToString())));
        }

        if (levels)
        {
            foreach (var level in model.ClassifyByLevel(text.ToString()))
            {
                line.Add(level.Label);
                line.Add(Share(level.Probability));
            }
        }
    }

    private static string Share(double probability) =>
        probability.ToString("0.0000", CultureInfo.InvariantCulture);
}
