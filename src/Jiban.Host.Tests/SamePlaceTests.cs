using System.Globalization;
using System.Text;
using Jiban.City.Contracts;
using Jiban.Host.Commands;

namespace Jiban.Host.Tests;

/// <summary><c>jiban same-place</c>: two columns of a file. Rules and models are tested where they are (City).</summary>
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

    [Fact]
    public void A_model_learned_from_a_labelled_file_judges_another()
    {
        var labelled = new StringBuilder("from,to,what\n");
        for (var i = 1; i <= 30; i++)
        {
            labelled.Append(
                CultureInfo.InvariantCulture,
                $"桂花苑{i}幢,桂花苑{i}号楼,完全匹配\n桂花苑{i}幢,桂花苑,part\n桂花苑{i}幢,桂花路{i}号,NONE\n"
            );
        }

        var said = new StringWriter();
        var kept = Path.Combine(_folder.FullName, "models", "ours.same-place.model");
        TrainSamePlaceCommand.Run(Labelled($"{labelled}石榴街,x,\n"), 1, true, kept, said);
        var written = Judge(
            "from,to\n和平里7幢,和平里7号楼\n",
            new UTF8Encoding(false),
            SamePlaceModel.Load(kept)
        );

        Assert.Matches("^和平里7幢,和平里7号楼,full,0\\.[0-9]{3}$", written[1]);
        Assert.Contains(
            "90 different pairs of 30 texts",
            said.ToString(),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "first among their text's candidates 30 times",
            said.ToString(),
            StringComparison.Ordinal
        );
        Assert.Equal(
            ["ours.same-place.model", "ours.same-place.report.html", "ours.same-place.report.json"],
            new DirectoryInfo(Path.GetDirectoryName(kept)!)
                .GetFiles()
                .Select(file => file.Name)
                .Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [InlineData(
        "from,to,what\na,b,full\na,b,same\n",
        "line 3 has the label same in what; there are none"
    )]
    [InlineData("from,to,what\na,b,full\na,c,none\n", "10 different pairs")]
    public void Labels_nobody_knows_or_too_few_are_named_and_nothing_is_kept(string csv, string why)
    {
        var kept = Path.Combine(_folder.FullName, "few.same-place.model");

        var fault = Assert.Throws<CommandFailedException>(() =>
            TrainSamePlaceCommand.Run(Labelled(csv), 1, true, kept, TextWriter.Null)
        );

        Assert.Contains(why, fault.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(kept));
    }

    private IReadOnlyList<LabelledPair> Labelled(string csv)
    {
        var file = new FileInfo(Path.Combine(_folder.FullName, "labelled.csv"));
        File.WriteAllText(file.FullName, csv);
        return TrainSamePlaceCommand.Read(file, "from", "to", "what");
    }

    private string[] Judge(string csv, Encoding encoding, SamePlaceModel? model = null)
    {
        var pairs = new FileInfo(Path.Combine(_folder.FullName, "pairs.csv"));
        File.WriteAllText(pairs.FullName, csv, encoding);
        var output = new FileInfo(Path.Combine(_folder.FullName, "out.csv"));
        SamePlaceCommand.Run(pairs, "from", "to", model, output, TextWriter.Null);
        return File.ReadAllLines(output.FullName);
    }
}
