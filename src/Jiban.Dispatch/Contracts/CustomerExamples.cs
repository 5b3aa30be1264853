using System.Text;

namespace Jiban.Dispatch.Contracts;

/// <summary>
/// Examples that a customer labelled, from which every night learns: <c>NAME.examples.tsv</c> beside the models, class code, tab, text; a line each,
/// closed to other users. The one who writes masks personal data before.
/// </summary>
public static class CustomerExamples
{
    private const string Ending = ".examples.tsv";
    private const UnixFileMode Closed = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes the examples of a name, in the place of those that were there.</summary>
    /// <returns>The file.</returns>
    public static async Task<string> WriteAsync(
        string modelsDirectory,
        string name,
        IEnumerable<LabelledText> examples,
        CancellationToken cancellation
    )
    {
        Directory.CreateDirectory(modelsDirectory);
        var path = Path.Combine(modelsDirectory, name + Ending);
        var making = $"{path}.{Path.GetRandomFileName()}.new";
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = Closed,
        };
        await using (var writer = new StreamWriter(making, new UTF8Encoding(false), options))
        {
            foreach (var (text, label, _) in examples)
            {
                await writer.WriteLineAsync(
                    $"{label}\t{string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))}".AsMemory(),
                    cancellation
                );
            }
        }

        File.Move(making, path, overwrite: true);
        return path;
    }

    /// <summary>The examples of every name, in order of name.</summary>
    internal static async Task<IReadOnlyList<LabelledText>> ReadAsync(
        string modelsDirectory,
        CancellationToken cancellation
    )
    {
        var examples = new List<LabelledText>();
        foreach (
            var path in Directory
                .EnumerateFiles(modelsDirectory, "*" + Ending)
                .Order(StringComparer.Ordinal)
        )
        {
            foreach (var line in await File.ReadAllLinesAsync(path, cancellation))
            {
                if (line.Split('\t', 2) is [var label, { Length: > 0 } text])
                {
                    examples.Add(new LabelledText(text, label));
                }
            }
        }

        return examples;
    }
}
