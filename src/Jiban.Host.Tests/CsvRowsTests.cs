using CsvHelper;
using CsvHelper.Configuration;
using FsCheck;
using FsCheck.Fluent;
using Jiban.Host.Commands;

namespace Jiban.Host.Tests;

/// <summary>CSV that people and programs write, read row by row, however it falls on the pieces that are read.</summary>
public sealed class CsvRowsTests
{
    [Fact]
    public void What_is_written_is_read_again_here_and_by_another_reader_in_pieces_of_any_size()
    {
        var field = Gen.Elements(
                "",
                "a",
                "路灯",
                ",",
                "\"",
                "\"\"",
                "\n",
                "\r\n",
                " x ",
                "他说\"好\",\r\n完",
                "😀"
            )
            .ArrayOf()
            .Select(string.Concat);
        var rows =
            from width in Gen.Choose(2, 5)
            from some in field.ArrayOf(width).ListOf()
            select some.ToArray();
        var cases = from table in rows from piece in Gen.Choose(2, 9) select (table, piece);
        Check.QuickThrowOnFailure(
            Prop.ForAll(
                cases.ToArbitrary(),
                one =>
                {
                    var lines = new CsvLines();
                    foreach (var row in one.table)
                    {
                        foreach (var text in row)
                        {
                            lines.Add(text);
                        }

                        lines.End();
                    }

                    var csv = lines.Written.ToString();
                    Assert.Equal(one.table, Read(csv, one.piece).Select(row => row.Fields));
                    Assert.Equal(one.table, ByCsvHelper(csv));
                }
            )
        );
    }

    [Theory]
    [InlineData("a,b\r\nc,d\r\n")]
    [InlineData("a,b\nc,d")]
    [InlineData("a,b\rc,d\r")]
    [InlineData("\n\na,b\n\r\n\"c\",d\n\n")]
    public void A_row_ends_as_files_of_any_machine_end_it_and_an_empty_line_is_none(string csv)
    {
        string[][] rows =
        [
            ["a", "b"],
            ["c", "d"],
        ];
        Assert.Equal(rows, Read(csv).Select(row => row.Fields));
        Assert.Equal(rows, Read(csv, 1).Select(row => row.Fields));
    }

    [Theory]
    [InlineData("5\" pipe,b", new[] { "5\" pipe", "b" })]
    [InlineData("say \"yes, no\",b", new[] { "say \"yes", " no\"", "b" })]
    [InlineData("\"a\"bc,d", new[] { "abc", "d" })]
    [InlineData("\"a\"\"b\"c,d", new[] { "a\"bc", "d" })]
    [InlineData("\"\"", new[] { "" })]
    [InlineData(",", new[] { "", "" })]
    public void A_quote_counts_where_it_begins_a_field(string csv, string[] fields)
    {
        var row = Assert.Single(Read(csv, 3));

        Assert.Equal(fields, row.Fields);
    }

    [Fact]
    public void A_row_is_told_by_the_line_it_begins_in()
    {
        var rows = Read("a,b\n\"1\r\n2\",x\n\n\"3\n\",\"4\n5\"\nlast,z\n", 4);

        Assert.Equal([1, 2, 5, 8], rows.Select(row => row.Line));
    }

    [Theory]
    [InlineData("a,b\n\"1\n2\",\"open\nc,d\n", 3, 2)]
    [InlineData("\"", 1, 1)]
    public void A_quote_that_is_never_closed_is_told_by_line_and_field(
        string csv,
        int line,
        int field
    )
    {
        var fault = Assert.Throws<UnclosedQuoteException>(() => Read(csv, 2));

        Assert.Equal((line, field), (fault.Line, fault.Field));
    }

    [Fact]
    public void A_field_longer_than_the_pieces_is_whole()
    {
        var longest = new string('路', 400_000);

        var row = Assert.Single(Read($"\"{longest}\",{longest}"));

        Assert.Equal([longest, longest], row.Fields);
    }

    private static List<(string[] Fields, int Line)> Read(string csv, int? piece = null)
    {
        using var rows = piece is { } size
            ? new CsvRows(new StringReader(csv), size)
            : new CsvRows(new StringReader(csv));
        var read = new List<(string[], int)>();
        while (rows.Read())
        {
            var fields = new string[rows.Count];
            for (var field = 0; field < fields.Length; field++)
            {
                fields[field] = rows[field].ToString();
            }

            read.Add((fields, rows.Line));
        }

        return read;
    }

    private static List<string[]> ByCsvHelper(string csv)
    {
        using var parser = new CsvParser(
            new StringReader(csv),
            new CsvConfiguration(System.Globalization.CultureInfo.InvariantCulture)
        );
        var read = new List<string[]>();
        while (parser.Read())
        {
            read.Add(parser.Record!);
        }

        return read;
    }
}
