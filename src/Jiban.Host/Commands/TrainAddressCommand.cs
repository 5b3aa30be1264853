using System.CommandLine;
using Jiban.City.Contracts;

namespace Jiban.Host.Commands;

/// <summary><c>jiban train-address</c>: learns from labelled addresses how an address is parted. Needs no store.</summary>
internal static class TrainAddressCommand
{
    public static Command Make()
    {
        var data = new StoreOptions();
        var file = new Argument<FileInfo>("FILE")
        {
            Description = "A token and its tag (B-road, I-road) a line, an empty line between two.",
        };
        var command = new Command("train-address", "Learn to part addresses from labelled ones.")
        {
            file,
        };
        data.AddTo(command);
        command.SetAction(parsed =>
            Run(parsed.GetValue(file)!, PathIn(data.DataDirectory(parsed)), Console.Out)
        );
        return command;
    }

    /// <summary>Where the parser is kept in a data folder.</summary>
    internal static string PathIn(string directory) =>
        Path.Combine(directory, "models", "address.parser");

    /// <summary>Trains and keeps the parser.</summary>
    internal static void Run(FileInfo file, string path, TextWriter output)
    {
        try
        {
            using var reader = TextFile.Open(file);
            AddressParser.Train(reader).Save(path);
        }
        catch (FormatException fault)
        {
            throw new CommandFailedException($"{file.Name} {fault.Message}.");
        }

        output.WriteLine($"Kept in {path}");
    }
}
