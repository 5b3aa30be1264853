using System.CommandLine;
using Jiban.Cases.Contracts;
using Jiban.Dispatch.Contracts;

namespace Jiban.Host.Commands;

/// <summary><c>jiban model examples</c>: a labelled file, masked, beside the models, from which every night learns too. Needs no store.</summary>
internal static class ModelExamplesCommand
{
    public static Command Make()
    {
        var place = new ModelPlace("--name");
        var file = TableOptions.File();
        var text = TableOptions.Column("--text", "Column with the text.");
        var label = TableOptions.Column("--label", "Column with the code of the class.");
        var command = new Command(
            "examples",
            "Let every night learn from a labelled file too; numbers of people are masked."
        )
        {
            file,
            text,
            label,
        };
        place.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                var model = place.Path(parsed);
                var examples = TrainCommand
                    .Read(parsed.GetValue(file)!, parsed.GetValue(text)!, parsed.GetValue(label)!)
                    .Texts.Select(one => one with { Text = Masked.Text(one.Text) })
                    .ToList();
                var kept = await CustomerExamples.WriteAsync(
                    Path.GetDirectoryName(model)!,
                    Path.GetFileNameWithoutExtension(model),
                    examples,
                    cancellation
                );
                Console.WriteLine($"{examples.Count} examples in {kept}");
            }
        );
        return command;
    }
}
