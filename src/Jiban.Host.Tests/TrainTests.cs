using Jiban.Host.Commands;

namespace Jiban.Host.Tests;

/// <summary><c>jiban train</c> from a file to a kept model.</summary>
public sealed class TrainTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("jiban-train-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_labelled_file_becomes_a_kept_model_with_a_report()
    {
        var path = Path.Combine(_folder.FullName, "models", "mine.model");
        using var output = new StringWriter();

        TrainCommand.Run(TrainCommand.Read(Labelled(), "words", "what"), 1, path, output);

        Assert.True(File.Exists(path));
        Assert.Contains(
            "40 texts, 8 of them held out",
            output.ToString(),
            StringComparison.Ordinal
        );
        Assert.Contains("accuracy 1.0000", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("water", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_that_is_not_there_is_named_with_those_that_are()
    {
        var fault = Assert.Throws<CommandFailedException>(() =>
            TrainCommand.Read(Labelled(), "text", "what")
        );

        Assert.Contains(
            "no column text; it has words, what",
            fault.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_file_with_one_label_is_refused_in_words()
    {
        var texts = TrainCommand.Read(Labelled(), "words", "what").Where(t => t.Label == "water");

        Assert.Throws<CommandFailedException>(() =>
            TrainCommand.Run(
                [.. texts],
                1,
                Path.Combine(_folder.FullName, "x.model"),
                TextWriter.Null
            )
        );
    }

    private FileInfo Labelled()
    {
        var rows = Enumerable
            .Range(0, 20)
            .SelectMany(i => new[] { $"\"家里停水{i}天,没水\",water", $"路灯{i}盏不亮,lamp" });
        var path = Path.Combine(_folder.FullName, "labelled.csv");
        File.WriteAllLines(path, rows.Prepend("words,what").Append(",water").Append("没有标签,"));
        return new FileInfo(path);
    }
}
