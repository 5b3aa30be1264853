using System.Text;
using Jiban.Dispatch.Contracts;
using Jiban.Host.Commands;

namespace Jiban.Host.Tests;

/// <summary><c>jiban twins</c>, from file to file.</summary>
public sealed class TwinsTests : IDisposable
{
    private const string Rows =
        "id,words,at\nm1,\"东湖路3号楼停水,急\",2026-1-1 8:00\nm2,路灯不亮,2026-1-2\nm3,东湖路三号楼停水急！,2026-1-3 20:00\nm4,,\nm5,东湖路3号楼停水急,later\n";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("jiban-twins-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Every_pair_stands_once_the_earlier_row_first()
    {
        Assert.Equal(
            [
                "a,b,score,why",
                // The comma of the first row parts what it shares with the others.
                "m1,m3,1.0000,东湖路3号楼停水",
                "m1,m5,1.0000,东湖路3号楼停水",
                "m3,m5,1.0000,东湖路3号楼停水急",
            ],
            Twins(Rows, new("id", "words", null, null))
        );
    }

    [Theory]
    [InlineData(3.0, new[] { "m1,m3,1.0000,东湖路3号楼停水,2.5" })]
    [InlineData(2.0, new string[0])]
    public void Rows_further_apart_than_asked_are_no_pair(double days, string[] pairs)
    {
        Assert.Equal(["a,b,score,why,days", .. pairs], Twins(Rows, new("id", "words", "at", days)));
    }

    /// <summary>What is told again every day hides no twin of the same day.</summary>
    [Fact]
    public void Of_many_equal_rows_those_of_the_days_asked_for_are_all_found()
    {
        const int Days = 300;
        var rows = Enumerable
            .Range(0, Days)
            .Select(n =>
                $"r{n},东湖路3号楼停水急,{new DateOnly(2025, 1, 1).AddDays(n):yyyy-MM-dd}\n"
            );

        var pairs = Twins("id,words,at\n" + string.Concat(rows), new("id", "words", "at", 1));

        Assert.Equal(Days - 1, pairs.Length - 1);
    }

    [Fact]
    public void Rows_without_a_readable_time_are_counted_and_a_file_of_them_is_refused()
    {
        var told = new StringWriter();
        Twins(Rows, new("id", "words", "at", 3), console: told);
        Assert.StartsWith(
            "2 rows have no time in column at",
            told.ToString(),
            StringComparison.Ordinal
        );

        var fault = Assert.Throws<CommandFailedException>(() =>
            Twins(
                "id,words,at\n1,路灯不亮,Friday\n2,路灯不亮,Monday\n",
                new("id", "words", "at", 3)
            )
        );
        Assert.Contains("column at", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026年1月2日", "2026-01-02 00:00:00")]
    [InlineData("2026年1月2日 8时05分", "2026-01-02 08:05:00")]
    [InlineData("20260102", "2026-01-02 00:00:00")]
    [InlineData("20260102083005", "2026-01-02 08:30:05")]
    [InlineData("2026.1.2", "2026-01-02 00:00:00")]
    [InlineData("2026-01-02 08:30:05.123", "2026-01-02 08:30:05")]
    [InlineData("2026-01-02T08:30:05", "2026-01-02 08:30:05")]
    [InlineData("2026-01-02T00:30:05Z", "2026-01-02 08:30:05")]
    [InlineData("2026-01-02T00:30:05.5Z", "2026-01-02 08:30:05")]
    [InlineData("2026-01-02 08:30:05+08:00", "2026-01-02 08:30:05")]
    [InlineData("2026-01-02T01:30+01:00", "2026-01-02 08:30:00")]
    [InlineData("2026/1/2 8:30", "2026-01-02 08:30:00")]
    [InlineData("2026-13-02", null)]
    [InlineData("8:30", null)]
    public void A_time_is_read_as_files_write_it_by_the_clock_of_the_city(
        string words,
        string? time
    ) =>
        Assert.Equal(
            time,
            Jiban
                .Host.Import.FileTime.Read(words)
                ?.ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture)
        );

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("id,text\n1,2\n", "no column words; it has id, text")]
    public void A_faulty_file_is_named_and_nothing_is_written(string csv, string why)
    {
        var fault = Assert.Throws<CommandFailedException>(() =>
            Twins(csv, new("id", "words", null, null))
        );

        Assert.Contains(why, fault.Message, StringComparison.Ordinal);
        Assert.Equal(["in.csv"], _folder.GetFiles().Select(file => file.Name));
    }

    [Fact]
    public void A_text_in_GB18030_with_emoji_and_20_000_characters_is_read()
    {
        var gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;
        var text = string.Concat(Enumerable.Repeat("路灯不亮😀", 4_000));

        var written = Twins(
            $"id,words\n1,{text}\n2,{text}\n",
            new("id", "words", null, null),
            gb18030
        );

        Assert.StartsWith("1,2,1.0000,", written[1], StringComparison.Ordinal);
    }

    private string[] Twins(
        string csv,
        TwinsCommand.Columns columns,
        Encoding? encoding = null,
        TextWriter? console = null
    )
    {
        var file = new FileInfo(Path.Combine(_folder.FullName, "in.csv"));
        File.WriteAllText(file.FullName, csv, encoding ?? new UTF8Encoding(false));
        var output = new FileInfo(Path.Combine(_folder.FullName, "out.csv"));
        TwinsCommand.Run(file, columns, TwinIndex.LeastScore, output, console ?? TextWriter.Null);
        return File.ReadAllLines(output.FullName);
    }
}
