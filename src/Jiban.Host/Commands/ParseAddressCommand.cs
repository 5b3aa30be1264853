using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Jiban.City.Contracts;

namespace Jiban.Host.Commands;

/// <summary><c>jiban parse-address</c>: the parts of each address of a file, an array a line. Needs no store.</summary>
internal static class ParseAddressCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Lines that are parted side by side before they are written.</summary>
    private const int Chunk = 1024;

    public static Command Make()
    {
        var data = new StoreOptions();
        var file = new Argument<FileInfo>("FILE")
        {
            Description = "An address a line; UTF-8 or GB18030.",
        };
        var output = TableOptions.Output(
            "The file with the parts of each line: [{text,label}].",
            "OUT.jsonl"
        );
        var command = new Command("parse-address", "Part each address of a file.") { file, output };
        data.AddTo(command);
        command.SetAction(parsed =>
        {
            AddressParser? parser = null;
            Beforehand.Look(
                () => TextFile.Check(parsed.GetValue(file)!),
                () => parser = Load(TrainAddressCommand.PathIn(data.DataDirectory(parsed))),
                () => WholeFile.Look(parsed.GetValue(output)!)
            );
            Run(
                parsed.GetValue(file)!,
                parser!,
                parsed.GetValue(output)!,
                Console.Out,
                ProgressLines.ToConsole()
            );
        });
        return command;
    }

    private static AddressParser Load(string path) =>
        File.Exists(path)
            ? AddressParser.Load(path)
            : throw new CommandFailedException(
                $"there is no address parser {path}; jiban train-address makes one."
            );

    /// <summary>Writes the parts of each line; a line without an address gets an empty array, so that line N stays line N.</summary>
    internal static void Run(
        FileInfo file,
        AddressParser parser,
        FileInfo output,
        TextWriter console,
        ProgressLines? progress = null
    )
    {
        using var reader = TextFile.Open(file);
        using var written = new WholeFile(output);
        var (lines, cut) = (0, 0);
        foreach (var chunk in Lines(reader).Chunk(Chunk))
        {
            var parted = new string[chunk.Length];
            Parallel.For(
                0,
                chunk.Length,
                at => parted[at] = JsonSerializer.Serialize(parser.Parse(chunk[at]), Json)
            );
            foreach (var line in parted)
            {
                written.Writer.WriteLine(line);
            }

            lines += chunk.Length;
            cut += chunk.Count(line => line.Length > AddressParser.Longest);
            progress?.Report($"{lines:N0} addresses");
        }

        written.Finish();
        if (cut > 0)
        {
            console.WriteLine(
                $"{cut} lines have more than {AddressParser.Longest} characters: what stands behind them was not read"
            );
        }

        console.WriteLine($"{lines} addresses in {output.Name}");
    }

    private static IEnumerable<string> Lines(StreamReader reader)
    {
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
