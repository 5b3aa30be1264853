using Jiban.Host.Commands;

namespace Jiban.Host.Tests;

/// <summary>The commands on files, told several wrong things at once: each names all of them before it reads a row, and leaves nothing behind.</summary>
public sealed class WrongWordsTests : IDisposable
{
    private const string Table = "id,text,lon,lat\n1,路灯不亮,116.6,39.9\n";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("jiban-wrong-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(
        "classify {in} --text words --model none --out {no}/out.csv",
        "no column words",
        "there is no model",
        "no is not there"
    )]
    [InlineData(
        "train {in} --text words --label what --name n",
        "has no column words, has no column what; it has id, text, lon, lat"
    )]
    [InlineData(
        "twins {in} --id number --text words --within-days 3 --least 9 --out {no}/out.csv",
        "has no column number, has no column words",
        "--within-days needs --time",
        "--least is a score",
        "no is not there"
    )]
    [InlineData(
        "topics {in} --id id --text words --time when --out {folder}",
        "has no column words, has no column when",
        "is a folder"
    )]
    [InlineData(
        "same-place {in} --a one --b other --model none --out {no}/out.csv",
        "has no column one, has no column other",
        "jiban train-same-place makes one",
        "no is not there"
    )]
    [InlineData(
        "train-same-place {in} --a one --b other --label what --name n",
        "has no column one, has no column other, has no column what"
    )]
    [InlineData(
        "locate {in} --lon east --lat north --boundaries {no}.geojson --field name --out {no}/out.csv",
        "has no column east, has no column north",
        "no.geojson is not there",
        "no is not there"
    )]
    [InlineData(
        "parse-address {no}.txt --out {no}/out.jsonl",
        "no.txt is not there",
        "jiban train-address makes one",
        "no is not there"
    )]
    [InlineData(
        "locate {in} --lon lon --lat lat --boundaries {in} --field name --out /dev/null",
        "is not JSON",
        "is a device"
    )]
    public async Task All_that_is_wrong_is_named_at_once_and_nothing_is_left(
        string command,
        params string[] named
    )
    {
        var file = Path.Combine(_folder.FullName, "in.csv");
        await File.WriteAllTextAsync(file, Table, TestContext.Current.CancellationToken);

        var fault = await Assert.ThrowsAsync<CommandFailedException>(() => RunAsync(command));

        Assert.All(named, one => Assert.Contains(one, fault.Message, StringComparison.Ordinal));
        Assert.Equal(
            [file],
            _folder.GetFiles("*", SearchOption.AllDirectories).Select(one => one.FullName)
        );
        Assert.Equal(
            Table,
            await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)
        );
    }

    [Theory]
    [InlineData("id;text;lon\n1;路灯;2\n", "parted by semicolons")]
    [InlineData("id\ttext\tlon\n1\t路灯\t2\n", "parted by tabs")]
    [InlineData("id，text，lon\n", "parted by full-width commas")]
    public async Task A_table_that_is_parted_by_another_sign_is_told_so(string csv, string named)
    {
        await WriteAsync(csv);

        var fault = await Assert.ThrowsAsync<CommandFailedException>(() =>
            RunAsync("twins {in} --id id --text text --out {folder}/out.csv")
        );

        Assert.Contains(named, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_without_a_heading_is_not_told_whole()
    {
        await WriteAsync(new string('长', 20_000) + ",2\n");

        var fault = await Assert.ThrowsAsync<CommandFailedException>(() =>
            RunAsync("twins {in} --id id --text text --out {folder}/out.csv")
        );

        Assert.InRange(fault.Message.Length, 20, 300);
    }

    [Theory]
    [InlineData("39.9,116.6", "each in the other's place")]
    [InlineData("\"116,6\",\"39,9\"", "no row of in.csv has a point in columns lon and lat")]
    [InlineData("east,north", "no row of in.csv has a point in columns lon and lat")]
    public async Task Points_of_which_none_can_be_read_are_told_instead_of_lying_nowhere(
        string point,
        string named
    )
    {
        await WriteAsync($"lon,lat\n{point}\n{point}\n,\n");

        var fault = await Assert.ThrowsAsync<CommandFailedException>(LocateAsync);

        Assert.Contains(named, fault.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder.FullName, "out.csv")));
    }

    [Fact]
    public async Task Rows_without_any_point_lie_nowhere_and_are_all_written()
    {
        await WriteAsync("lon,lat\n,\n ,\n");

        await LocateAsync();

        Assert.Equal(
            ["lon,lat,region", ",,", "\" \",,"],
            await File.ReadAllLinesAsync(
                Path.Combine(_folder.FullName, "out.csv"),
                TestContext.Current.CancellationToken
            )
        );
    }

    [Fact]
    public void What_could_not_be_written_to_its_end_is_taken_away()
    {
        var half = new WholeFile(new FileInfo(Path.Combine(_folder.FullName, "out.csv")));
        half.Writer.Write("half");
        // As where the disk has no room for what is left.
        half.Writer.BaseStream.Dispose();

        Assert.ThrowsAny<Exception>(half.Dispose);
        Assert.Empty(_folder.GetFiles());
    }

    private async Task LocateAsync()
    {
        await File.WriteAllTextAsync(
            Path.Combine(_folder.FullName, "areas.json"),
            """{"features":[{"properties":{"name":"西区"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[2,0],[2,2],[0,2],[0,0]]]}}]}"""
        );
        await RunAsync(
            "locate {in} --lon lon --lat lat --boundaries {folder}/areas.json --field name --out {folder}/out.csv"
        );
    }

    private Task WriteAsync(string csv) =>
        File.WriteAllTextAsync(Path.Combine(_folder.FullName, "in.csv"), csv);

    /// <summary>As from the keyboard, in a data folder of its own; what went wrong comes as it is thrown.</summary>
    private async Task RunAsync(string command)
    {
        var code = await Jiban
            .Host.Commands.CommandLine.Root()
            .Parse([
                .. command
                    .Split(' ')
                    .Select(word =>
                        word.Replace(
                                "{in}",
                                Path.Combine(_folder.FullName, "in.csv"),
                                StringComparison.Ordinal
                            )
                            .Replace(
                                "{no}",
                                Path.Combine(_folder.FullName, "no"),
                                StringComparison.Ordinal
                            )
                            .Replace("{folder}", _folder.FullName, StringComparison.Ordinal)
                    ),
                "--data",
                _folder.FullName,
            ])
            .InvokeAsync(new() { EnableDefaultExceptionHandler = false });
        Assert.Equal(0, code);
    }
}
