using Jiban.City.Contracts;

namespace Jiban.City.Tests;

/// <summary>Addresses written for this test, and what is learned from them.</summary>
public sealed class AddressParserTests : IDisposable
{
    private static readonly string[] Roads = ["青松路", "白云路", "长桥街", "东湖路", "石榴街"];
    private static readonly string[] Estates = ["桂花苑", "南山小区", "阳光花园", "和平里"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("jiban-address-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void An_address_it_has_not_seen_is_parted_as_those_it_has()
    {
        var parts = Trained().Parse("云州市 城北区白云路88号阳光花园3幢1204室");

        Assert.Equal(
            [
                new("云州市", "city"),
                new("城北区", "district"),
                new("白云路", "road"),
                new("88号", "roadno"),
                new("阳光花园", "poi"),
                new("3幢", "houseno"),
                new("1204室", "roomno"),
            ],
            parts
        );
    }

    [Fact]
    public void Any_text_has_parts_that_are_its_text()
    {
        var parser = Trained();
        foreach (var text in new[] { "", " ", "?", "𠮷\ud800", "A座-5号", new string('路', 300) })
        {
            Assert.Equal(text.Trim(), string.Concat(parser.Parse(text).Select(part => part.Text)));
        }
    }

    [Fact]
    public void A_kept_parser_is_the_same_parser_and_a_damaged_one_is_refused()
    {
        var path = Path.Combine(_folder.FullName, "address.parser");
        var parser = Trained();
        parser.Save(path);

        const string Address = "城南区东湖路5号和平里12幢";
        Assert.Equal(parser.Parse(Address), AddressParser.Load(path).Parse(Address));

        var bytes = File.ReadAllBytes(path);
        bytes[^1] ^= 1;
        File.WriteAllBytes(path, bytes);
        Assert.Throws<InvalidDataException>(() => AddressParser.Load(path));
        File.WriteAllText(path, "words");
        Assert.Throws<InvalidDataException>(() => AddressParser.Load(path));
    }

    [Theory]
    [InlineData("", "has no labelled addresses")]
    [InlineData("云 B-city\n州\n", "line 2")]
    [InlineData("云 city\n", "line 1")]
    public void A_file_of_another_form_is_refused(string text, string why)
    {
        var fault = Assert.Throws<FormatException>(() =>
            AddressParser.Train(new StringReader(text))
        );

        Assert.Contains(why, fault.Message, StringComparison.Ordinal);
    }

    /// <summary>Trained once for all tests: it does not change.</summary>
    private static readonly Lazy<AddressParser> Learned = new(Train);

    private static AddressParser Trained() => Learned.Value;

    private static AddressParser Train()
    {
        using var labelled = new StringWriter();
        for (var i = 0; i < 60; i++)
        {
            Part(labelled, "city", ["云", "州", "市"]);
            Part(labelled, "district", ["城", i % 2 == 0 ? "南" : "北", "区"]);
            Part(labelled, "road", Roads[i % 5].Select(c => $"{c}"));
            Part(labelled, "roadno", [$"{i + 1}", "号"]);
            Part(labelled, "poi", Estates[i % 4].Select(c => $"{c}"));
            Part(labelled, "houseno", [$"{(i % 30) + 1}", "幢"]);
            Part(labelled, "roomno", [$"{(i % 9) + 101}", "室"]);
            labelled.WriteLine();
        }

        return AddressParser.Train(new StringReader(labelled.ToString()));
    }

    private static void Part(StringWriter labelled, string label, IEnumerable<string> tokens)
    {
        foreach (var (i, token) in tokens.Index())
        {
            labelled.WriteLine($"{token} {(i == 0 ? 'B' : 'I')}-{label}");
        }
    }
}
