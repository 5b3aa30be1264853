using System.Text;
using Jiban.Host.Commands;

namespace Jiban.Host.Tests;

/// <summary><c>jiban locate</c>: points of a file and areas of another.</summary>
public sealed class LocateTests : IDisposable
{
    /// <summary>West and east share the border at 2; west has a hole; the islands are one area in two parts.</summary>
    private const string Areas = """
        {"type":"FeatureCollection","features":[
          {"type":"Feature","properties":{"name":"西区"},"geometry":{"type":"Polygon","coordinates":[
            [[0,0],[2,0],[2,2],[0,2],[0,0]],[[0.5,0.5],[1,0.5],[1,1],[0.5,1],[0.5,0.5]]]}},
          {"type":"Feature","properties":{"name":"东区"},"geometry":{"type":"Polygon","coordinates":[
            [[2,0],[4,0],[4,2],[2,2],[2,0]]]}},
          {"type":"Feature","properties":{"name":"群岛"},"geometry":{"type":"MultiPolygon","coordinates":[
            [[[10,10],[11,10],[11,11],[10,10]]],[[[20,20],[21,20],[21,21],[20,20]]]]}}]}
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("jiban-locate-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Every_point_gets_its_area_and_no_other_column_moves()
    {
        var written = Locate(
            "id,x,y,note\n1,0.2,0.2,\"a,b\"\n2,3,1,\n3,20.8,20.2,岛\n4,2,1,border\n5,0.7,0.7,hole\n6,9,9,sea\n7,,1,none\n8,abc,1,none\n9,1,91,none\n10,3\n"
        );

        Assert.Equal(
            [
                "id,x,y,note,region",
                "1,0.2,0.2,\"a,b\",西区",
                "2,3,1,,东区",
                "3,20.8,20.2,岛,群岛",
                "4,2,1,border,西区",
                "5,0.7,0.7,hole,",
                "6,9,9,sea,",
                "7,,1,none,",
                "8,abc,1,none,",
                "9,1,91,none,",
                "10,3,,,",
            ],
            written
        );
    }

    [Fact]
    public void Utf8_is_known_however_its_characters_fall_on_the_pieces_that_are_read()
    {
        var rows = Enumerable.Repeat("1,3,1,字字字", 20_000);

        var written = Locate("id,x,y,note\n" + string.Join('\n', rows));

        Assert.Equal("1,3,1,字字字,东区", written[^1]);
    }

    [Fact]
    public void Chinese_text_in_GB18030_is_read_even_where_it_stands_late()
    {
        var gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;
        var rows = Enumerable.Repeat("1,3,1,plain", 20_000).Append("2,3,1,晚到的字");

        var written = Locate("id,x,y,note\n" + string.Join('\n', rows), gb18030);

        Assert.Equal("2,3,1,晚到的字,东区", written[^1]);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("id,x\n1,2\n", "no column y; it has id, x")]
    [InlineData("x,y\n1,2\n1,2,3\n", "line 3 has 3 fields, the heading 2")]
    public void A_faulty_file_is_named_and_nothing_is_written(string csv, string why)
    {
        var fault = Assert.Throws<CommandFailedException>(() => Locate(csv));

        Assert.Contains(why, fault.Message, StringComparison.Ordinal);
        Assert.Equal(["areas.geojson", "points.csv"], Names());
    }

    [Fact]
    public void A_quote_that_nobody_closes_is_a_fault_and_not_one_huge_field()
    {
        var csv = "x,y\n\"1,2\n" + string.Concat(Enumerable.Repeat("3,1\n", 300_000));

        var fault = Assert.Throws<CommandFailedException>(() => Locate(csv));

        Assert.Contains(
            "points.csv line 2, field 1 (x): a quote is not closed",
            fault.Message,
            StringComparison.Ordinal
        );
        Assert.Equal(["areas.geojson", "points.csv"], Names());
    }

    [Theory]
    [InlineData("not json", "is not JSON")]
    [InlineData("{}", "is not a GeoJSON feature collection")]
    [InlineData("""{"features":[{"properties":{},"geometry":null}]}""", "feature 1 needs")]
    [InlineData(
        """{"features":[{"properties":{"name":"a"},"geometry":{"type":"Point","coordinates":[1,2]}}]}""",
        "feature 1 needs"
    )]
    [InlineData(
        """{"features":[{"properties":{"name":"a"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1]]]}}]}""",
        "closed rings"
    )]
    [InlineData(
        """{"features":[{"properties":{"name":"a"},"geometry":{"type":"MultiPolygon","coordinates":[]}}]}""",
        "feature 1 needs"
    )]
    public void Boundaries_that_are_none_are_refused(string json, string why)
    {
        var fault = Assert.Throws<CommandFailedException>(() =>
            LocateCommand.Load(File("bad.geojson", json, Encoding.UTF8), "name")
        );

        Assert.Contains(why, fault.Message, StringComparison.Ordinal);
    }

    private string[] Locate(string csv, Encoding? encoding = null)
    {
        var areas = LocateCommand.Load(File("areas.geojson", Areas, Encoding.UTF8), "name");
        var points = File("points.csv", csv, encoding ?? new UTF8Encoding(false));
        var output = new FileInfo(Path.Combine(_folder.FullName, "out.csv"));
        LocateCommand.Run(points, "x", "y", areas, output, TextWriter.Null);
        return System.IO.File.ReadAllLines(output.FullName);
    }

    private string[] Names() =>
        [.. _folder.GetFiles().Select(file => file.Name).Order(StringComparer.Ordinal)];

    private FileInfo File(string name, string text, Encoding encoding)
    {
        var path = Path.Combine(_folder.FullName, name);
        System.IO.File.WriteAllText(path, text, encoding);
        return new FileInfo(path);
    }
}
