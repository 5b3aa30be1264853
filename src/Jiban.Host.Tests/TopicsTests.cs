using Jiban.Host.Commands;

namespace Jiban.Host.Tests;

/// <summary><c>jiban topics</c>, from file to file.</summary>
public sealed class TopicsTests : IDisposable
{
    private static readonly string[] Rows =
    [
        "k1,翠湖家园旁边的搅拌站粉尘大,2026-1-1,0",
        "k2,投诉翠湖家园附近搅拌站噪音扰民,2026-1-20,0",
        "k3,翠湖家园小区搅拌站粉尘噪音,2026-2-9,3",
        "k4,翠湖家园幼儿园收费问题,2026-1-5,0",
        "k5,青石路路灯不亮,2026-1-7,0",
        "k6,长河苑电梯经常停运,2026-1-8,900",
        "k7,长河苑电梯停运没人管,2026-1-9,0",
        "k8,长河苑物业公司乱收停车费,2026-1-9,0",
        "n1,石榴里幼儿园收费问题,2026-1-5,0",
        "n2,春和里物业公司乱收停车费,2026-1-9,0",
        "k9,,2026-1-9,0",
        "k10,😀,never,many",
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("jiban-topics-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void The_same_subject_and_the_same_matter_are_one_topic_and_its_place_is_told()
    {
        var rows = Topics([]);

        var groups = rows.GroupBy(row => row[0])
            .Select(group => string.Join(' ', group.Select(row => row[1]).Order()))
            .ToArray();
        Assert.Equal("k1 k2 k3", groups[0]);
        Assert.Contains("k6 k7", groups);
        Assert.Contains("搅拌站", rows[0][2], StringComparison.Ordinal);
        Assert.Equal("翠湖家园", rows[0][3]);
        Assert.Equal(["3", "2026-01-01", "2026-02-09"], rows[0][5..]);
    }

    [Fact]
    public void Votes_make_a_topic_hotter()
    {
        Assert.Contains(Topics(["votes"])[0][1], new[] { "k6", "k7" });
    }

    [Fact]
    public void A_missing_column_is_named_and_nothing_is_written()
    {
        var fault = Assert.Throws<CommandFailedException>(() => Topics(["likes"]));

        Assert.Contains("no column likes", fault.Message, StringComparison.Ordinal);
        Assert.Equal(["in.csv"], _folder.GetFiles().Select(file => file.Name));
    }

    private string[][] Topics(string[] weights)
    {
        var file = new FileInfo(Path.Combine(_folder.FullName, "in.csv"));
        // As many others as make the words of the topics rare.
        var others = Enumerable
            .Range(0, 60)
            .Select(i =>
                $"o{i},{string.Concat(Enumerable.Range(40 * i, 4).Select(c => (char)('一' + c)))},2026-1-1,0"
            );
        File.WriteAllLines(file.FullName, ["id,words,at,votes", .. Rows, .. others]);
        var output = new FileInfo(Path.Combine(_folder.FullName, "out.csv"));
        TopicsCommand.Run(file, new("id", "words", "at", weights), output, TextWriter.Null);
        using var table = CsvTable.Open(output);
        return [.. table.Rows()];
    }
}
