using System.Text;
using Jiban.City.Contracts;
using Jiban.Host.Commands;

namespace Jiban.Host.Tests;

/// <summary><c>jiban train-address</c> and <c>jiban parse-address</c>, from file to file.</summary>
public sealed class AddressCommandTests : IDisposable
{
    private const string Labelled = "东 B-road\n湖 I-road\n路 I-road\n5 B-roadno\n号 I-roadno\n\n";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("jiban-address-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Every_line_becomes_an_array_of_its_parts()
    {
        var kept = TrainAddressCommand.PathIn(_folder.FullName);
        var gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;
        var labelled = File("labelled.txt", string.Concat(Enumerable.Repeat(Labelled, 5)));
        var output = new FileInfo(Path.Combine(_folder.FullName, "out.jsonl"));

        TrainAddressCommand.Run(labelled, kept, TextWriter.Null);
        using var told = new StringWriter();
        ParseAddressCommand.Run(
            File("long.txt", new string('路', AddressParser.Longest + 1)),
            AddressParser.Load(kept),
            output,
            told
        );
        Assert.StartsWith("1 lines have more than 500", told.ToString(), StringComparison.Ordinal);
        ParseAddressCommand.Run(
            File("addresses.txt", "东湖路77号\n\n", gb18030),
            AddressParser.Load(kept),
            output,
            TextWriter.Null
        );

        Assert.Equal(
            ["""[{"text":"东湖路","label":"road"},{"text":"77号","label":"roadno"}]""", "[]"],
            System.IO.File.ReadAllLines(output.FullName)
        );
    }

    [Fact]
    public void A_file_that_is_not_labelled_is_named_and_nothing_is_kept()
    {
        var kept = TrainAddressCommand.PathIn(_folder.FullName);

        var fault = Assert.Throws<CommandFailedException>(() =>
            TrainAddressCommand.Run(File("words.txt", "东湖路\n"), kept, TextWriter.Null)
        );

        Assert.Contains("words.txt line 1", fault.Message, StringComparison.Ordinal);
        Assert.False(System.IO.File.Exists(kept));
    }

    private FileInfo File(string name, string text, Encoding? encoding = null)
    {
        var path = Path.Combine(_folder.FullName, name);
        System.IO.File.WriteAllText(path, text, encoding ?? new UTF8Encoding(false));
        return new FileInfo(path);
    }
}
