using System.Text;
using Jiban.Host.Commands;

namespace Jiban.Host.Tests;

/// <summary><c>jiban same-place</c>: two columns of a file. The rules are tested where they are (City).</summary>
public sealed class SamePlaceTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("jiban-same-place-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("UTF-8")]
    [InlineData("GB18030")]
    public void Every_row_gets_match_and_score_and_no_other_column_moves(string encoding)
    {
        var written = Judge(
            "id,from,note,to\n1,桂花苑3幢,\"a,b\",桂花苑3号楼\n2,和平里,,和平里(东门)\n3,石榴街12号,x\n",
            CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? new UTF8Encoding(false)
        );

        Assert.Equal("id,from,note,to,match,score", written[0]);
        Assert.Matches("^1,桂花苑3幢,\"a,b\",桂花苑3号楼,full,[01]\\.[0-9]{3}$", written[1]);
        Assert.Matches("^2,和平里,,和平里\\(东门\\),part,0\\.[0-9]{3}$", written[2]);
        Assert.Equal("3,石榴街12号,x,,none,0.000", written[3]);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("from,that\na,b\n", "no column to; it has from, that")]
    [InlineData("from,to\na,b\na,b,c\n", "line 3 has 3 fields, the heading 2")]
    public void A_faulty_file_is_named_and_nothing_is_written(string csv, string why)
    {
        var fault = Assert.Throws<CommandFailedException>(() =>
            Judge(csv, new UTF8Encoding(false))
        );

        Assert.Contains(why, fault.Message, StringComparison.Ordinal);
        Assert.Equal(["pairs.csv"], _folder.GetFiles().Select(file => file.Name));
    }

    private string[] Judge(string csv, Encoding encoding)
    {
        var pairs = new FileInfo(Path.Combine(_folder.FullName, "pairs.csv"));
        File.WriteAllText(pairs.FullName, csv, encoding);
        var output = new FileInfo(Path.Combine(_folder.FullName, "out.csv"));
        SamePlaceCommand.Run(pairs, "from", "to", output, TextWriter.Null);
        return File.ReadAllLines(output.FullName);
    }
}
