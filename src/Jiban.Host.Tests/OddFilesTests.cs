using System.Text;
using Jiban.City.Contracts;
using Jiban.Dispatch.Contracts;
using Jiban.Host.Commands;

namespace Jiban.Host.Tests;

/// <summary>The commands on files, over files as people have them: each reads them all alike, or names what is wrong and leaves nothing behind.</summary>
public sealed class OddFilesTests(OddFilesTests.Learned learned)
    : IClassFixture<OddFilesTests.Learned>,
        IDisposable
{
    private const string Heading = "id,text,other,when,lon,lat,label\n";

    private const string Rows =
        "1,\"东湖路3号楼停水,急\",东湖路3号楼,2026-1-1 8:00,0.5,0.5,full\n"
        + "2,\"他说\"\"路灯\"\"\n不亮\",东湖路,2026-1-2,3,3,part\n"
        + "2,,,,,,none\n"
        + "4,东湖路三号楼停水急！,桂花苑,later,x,0.5,不匹配\n";

    /// <summary>Every command that reads a table; what it comes to is what it writes, or, of one that learns, what it learns from.</summary>
    private Dictionary<string, Func<FileInfo, FileInfo, string>> Commands =>
        new()
        {
            ["train"] = (file, _) =>
                string.Join('\n', TrainCommand.Read(file, "text", "label").Texts),
            ["train-same-place"] = (file, _) =>
                string.Join('\n', TrainSamePlaceCommand.Read(file, "text", "other", "label")),
            ["classify"] = Written(
                (file, output) =>
                    ClassifyCommand.Run(
                        file,
                        "text",
                        learned.Model,
                        true,
                        true,
                        output,
                        TextWriter.Null
                    )
            ),
            ["same-place"] = Written(
                (file, output) =>
                    SamePlaceCommand.Run(file, "text", "other", null, output, TextWriter.Null)
            ),
            ["twins"] = Written(
                (file, output) =>
                    TwinsCommand.Run(
                        file,
                        new("id", "text", "when", null),
                        TwinIndex.LeastScore,
                        output,
                        TextWriter.Null
                    )
            ),
            ["topics"] = Written(
                (file, output) =>
                    TopicsCommand.Run(
                        file,
                        new("id", "text", "when", ["lon"]),
                        output,
                        TextWriter.Null
                    )
            ),
            ["locate"] = Written(
                (file, output) =>
                    LocateCommand.Run(file, "lon", "lat", learned.Areas, output, TextWriter.Null)
            ),
        };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("jiban-odd-");

    public void Dispose() => _folder.Delete(recursive: true);

    public static TheoryData<string, string> Alike =>
        Each(
            "a mark of UTF-8",
            "UTF-16",
            "GB18030",
            "CRLF",
            "a heading with blanks",
            "every field in quotes",
            "empty lines",
            "empty fields behind",
            "no last break"
        );

    [Theory]
    [MemberData(nameof(Alike))]
    public void A_file_written_otherwise_is_read_alike(string command, string how)
    {
        const string Csv = Heading + Rows;
        var bytes = how switch
        {
            "a mark of UTF-8" => [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Csv)],
            "UTF-16" => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Csv)],
            "GB18030" => CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes(Csv),
            "CRLF" => Encoding.UTF8.GetBytes(
                Csv.Replace("\n不亮", "不亮", StringComparison.Ordinal)
                    .Replace("\n", "\r\n", StringComparison.Ordinal)
                    .Replace("不亮", "\n不亮", StringComparison.Ordinal)
            ),
            "a heading with blanks" => Encoding.UTF8.GetBytes(
                Heading.Replace(",", " , ", StringComparison.Ordinal) + Rows
            ),
            "every field in quotes" => Encoding.UTF8.GetBytes(
                $"\"{Heading.TrimEnd().Replace(",", "\",\"", StringComparison.Ordinal)}\"\n"
                    + Rows.Replace(",,,,,,", ",\"\",\"\",\"\",\"\",\"\",", StringComparison.Ordinal)
            ),
            "empty lines" => Encoding.UTF8.GetBytes($"\n\r\n{Heading}\n{Rows}\n\n"),
            "empty fields behind" => Encoding.UTF8.GetBytes(
                Csv.Replace(",part\n", ",part,, \n", StringComparison.Ordinal)
            ),
            _ => Encoding.UTF8.GetBytes(Csv.TrimEnd()),
        };

        var plain = Commands[command](File("plain.csv", Encoding.UTF8.GetBytes(Csv)), Output);
        var odd = Commands[command](File("odd.csv", bytes), Output);

        Assert.Equal(
            plain,
            odd.Replace(
                "\"id \",\" text \",\" other \",\" when \",\" lon \",\" lat \",\" label\"",
                Heading.TrimEnd(),
                StringComparison.Ordinal
            )
        );
    }

    public static TheoryData<string, string> Faulty =>
        Each(
            "nothing",
            "only breaks",
            "no such column",
            "a column twice",
            "a spreadsheet",
            "an old spreadsheet",
            "UTF-16 without a mark",
            "a comma without quotes",
            "an open quote",
            "a folder",
            "no file"
        );

    [Theory]
    [MemberData(nameof(Faulty))]
    public void What_is_no_such_table_is_named_with_its_place_and_nothing_is_left(
        string command,
        string what
    )
    {
        var (file, said) = what switch
        {
            "nothing" => (File("in.csv", []), "in.csv is empty."),
            "only breaks" => (Text("\n\r\n\n"), "in.csv is empty."),
            "no such column" => (Text("id,a b,lon x\n1,2,3\n"), "in.csv has no column"),
            "a column twice" => (Text("id,id,text,text,lon,lon\n"), "2 times, in "),
            "a spreadsheet" => (
                File("in.csv", [(byte)'P', (byte)'K', 3, 4, 20, 0]),
                "in.csv is a spreadsheet (.xlsx)"
            ),
            "an old spreadsheet" => (
                File("in.csv", [0xD0, 0xCF, 0x11, 0xE0, 0xA1]),
                "in.csv is a spreadsheet of an old kind"
            ),
            "UTF-16 without a mark" => (
                File("in.csv", Encoding.Unicode.GetBytes(Heading + Rows)),
                "in.csv is not text in UTF-8 or GB18030"
            ),
            "a comma without quotes" => (
                Text($"{Heading}{Rows}5,停水,急,东湖路,2026-1-1,1,1,full\n"),
                "in.csv line 7 has 8 fields, the heading 7"
            ),
            "an open quote" => (
                Text($"{Heading}{Rows}5,\"停水,急,东湖路\n6,路灯\n"),
                "in.csv line 7, field 2 (text): a quote is not closed"
            ),
            "a folder" => (new FileInfo(_folder.FullName), "is a folder"),
            _ => (new FileInfo(Path.Combine(_folder.FullName, "no.csv")), "no.csv is not there"),
        };

        var fault = Assert.Throws<CommandFailedException>(() => Commands[command](file, Output));

        Assert.Contains(said, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_folder.GetFiles(), left => left.Name != "in.csv");
    }

    public static TheoryData<string, string> Few =>
        Each("", "1,路灯不亮,东湖路,2026-1-1,1,1,full\n");

    [Theory]
    [MemberData(nameof(Few))]
    public void A_heading_alone_and_one_row_are_a_table_too(string command, string rows)
    {
        var came = Commands[command](Text(Heading + rows), Output);

        Assert.True(came.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length <= 2, came);
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_named_and_the_old_one_stays()
    {
        var file = Text(Heading + Rows);
        var old = File("old.csv", "old"u8.ToArray());
        foreach (
            var (output, why) in new[]
            {
                (new FileInfo(Path.Combine(_folder.FullName, "no", "out.csv")), "no is not there"),
                (new FileInfo(_folder.FullName), "is a folder"),
            }
        )
        {
            var fault = Assert.Throws<CommandFailedException>(() =>
                Commands["locate"](file, output)
            );
            Assert.Contains(why, fault.Message, StringComparison.Ordinal);
        }

        Assert.Throws<CommandFailedException>(() =>
            Commands["locate"](Text($"{Heading}{Rows}\"open"), old)
        );
        Assert.Equal("old", System.IO.File.ReadAllText(old.FullName));
    }

    [Theory]
    [InlineData("classify")]
    [InlineData("same-place")]
    [InlineData("locate")]
    [InlineData("twins")]
    public void The_file_that_is_read_may_be_the_one_that_is_written(string command)
    {
        var apart = Commands[command](Text(Heading + Rows), Output);
        var file = Text(Heading + Rows);

        Assert.Equal(apart, Commands[command](file, file));
    }

    [Fact]
    public void Broken_characters_among_many_whole_ones_leave_the_others_readable()
    {
        var words = string.Concat(Enumerable.Repeat("东湖路停水", 20));
        byte[] bytes =
        [
            .. Encoding.UTF8.GetBytes($"{Heading}1,{words}"),
            0xE4,
            0xB8,
            .. ",桂花苑,,,,full\n"u8,
        ];

        var read = TrainCommand.Read(File("in.csv", bytes), "text", "label").Texts;

        Assert.StartsWith(words, Assert.Single(read).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_label_that_is_none_is_told_by_its_line()
    {
        var fault = Assert.Throws<CommandFailedException>(() =>
            Commands["train-same-place"](Text($"{Heading}{Rows}9,a,b,,,,same\n"), Output)
        );

        Assert.Contains(
            "line 7 has the label same in label",
            fault.Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("twins", "--id", "id", "--text", "text")]
    [InlineData("topics", "--id", "id", "--text", "text", "--time", "when")]
    [InlineData("same-place", "--a", "text", "--b", "other")]
    public async Task A_command_that_needs_no_store_may_be_told_the_data_folder(
        params string[] words
    )
    {
        var file = Text(Heading + Rows);

        var code = await Jiban.Host.Commands.CommandLine.RunAsync([
            words[0],
            file.FullName,
            .. words[1..],
            "--out",
            Output.FullName,
            "--data",
            _folder.FullName,
        ]);

        Assert.Equal(0, code);
        Assert.True(Output.Exists);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("东湖路3号楼\r\n\r\n路\0灯\t \"quote\r\n")]
    public void Lines_that_are_no_addresses_keep_their_places(string text)
    {
        var lines = File("addresses.txt", Encoding.UTF8.GetBytes(text));

        ParseAddressCommand.Run(lines, learned.Parser, Output, TextWriter.Null);

        Assert.Equal(
            System.IO.File.ReadAllLines(lines.FullName).Length,
            System.IO.File.ReadAllLines(Output.FullName).Length
        );
    }

    private FileInfo Output => new(Path.Combine(_folder.FullName, "out.csv"));

    private static Func<FileInfo, FileInfo, string> Written(Action<FileInfo, FileInfo> command) =>
        (file, output) =>
        {
            command(file, output);
            return System.IO.File.ReadAllText(output.FullName);
        };

    private static TheoryData<string, string> Each(params string[] ways)
    {
        var each = new TheoryData<string, string>();
        foreach (
            var command in (string[])
                ["train", "train-same-place", "classify", "same-place", "twins", "topics", "locate"]
        )
        {
            foreach (var way in ways)
            {
                each.Add(command, way);
            }
        }

        return each;
    }

    private FileInfo Text(string text) => File("in.csv", Encoding.UTF8.GetBytes(text));

    private FileInfo File(string name, byte[] bytes)
    {
        var path = Path.Combine(_folder.FullName, name);
        System.IO.File.WriteAllBytes(path, bytes);
        return new FileInfo(path);
    }

    /// <summary>A model, a parser and an area, made once for all.</summary>
    public sealed class Learned
    {
        public TrainedModel Model { get; } =
            ModelTraining
                .Train(
                    [
                        .. Enumerable
                            .Range(0, 20)
                            .SelectMany(i =>
                                (LabelledText[])
                                    [new($"家里停水{i}天", "水"), new($"路灯{i}盏不亮", "灯")]
                            ),
                    ],
                    seed: 1
                )
                .Model;

        public AddressParser Parser { get; } =
            AddressParser.Train(
                new StringReader(
                    string.Concat(
                        Enumerable.Repeat("东 B-road\n湖 I-road\n路 I-road\n5 B-no\n号 I-no\n\n", 5)
                    )
                )
            );

        public Boundaries Areas { get; } =
            Boundaries.Read(
                new MemoryStream([
                    0xEF,
                    0xBB,
                    0xBF,
                    .. Encoding.UTF8.GetBytes(
                        """{"features":[{"properties":{"name":"西区"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[2,0],[2,2],[0,2],[0,0]]]}}]}"""
                    ),
                ]),
                "name"
            );
    }
}
