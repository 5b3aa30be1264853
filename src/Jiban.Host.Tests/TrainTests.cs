using System.Globalization;
using System.Text.Json;
using Jiban.Dispatch.Contracts;
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

        TrainCommand.Run(TrainCommand.Read(Labelled(), "words", "what").Texts, 1, path, output);

        Assert.True(File.Exists(path));
        Assert.Contains(
            "40 texts, 40 of them held out in turn",
            output.ToString(),
            StringComparison.Ordinal
        );
        Assert.Contains("accuracy 1.0000", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("water", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_report_lies_beside_the_model_as_a_page_and_as_data()
    {
        var path = Path.Combine(_folder.FullName, "mine.model");
        var texts = TrainCommand
            .Read(Labelled(), "words", "what")
            .Texts.Append(new("家里停水<99>天,没水", "lamp"))
            .ToArray();

        TrainCommand.Run(texts, 1, path, TextWriter.Null);

        var page = File.ReadAllText(Path.Combine(_folder.FullName, "mine.report.html"));
        Assert.Contains("家里停水&lt;99&gt;天", page, StringComparison.Ordinal);
        using var data = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(_folder.FullName, "mine.report.json"))
        );
        Assert.Equal(41, data.RootElement.GetProperty("heldOut").GetInt32());
        Assert.Equal(
            "water",
            data.RootElement.GetProperty("worstErrors")[0].GetProperty("said").GetString()
        );
    }

    [Fact]
    public void A_kept_model_says_what_each_row_is_and_keeps_the_other_columns()
    {
        var path = Path.Combine(_folder.FullName, "mine.model");
        TrainCommand.Run(
            TrainCommand.Read(Labelled(), "words", "what").Texts,
            1,
            path,
            TextWriter.Null
        );
        var rows = new FileInfo(Path.Combine(_folder.FullName, "rows.csv"));
        File.WriteAllText(
            rows.FullName,
            "id,words,x\n1,\"我家停水,\n没水\",\"a,b\"\n2,,\n3,路灯不亮\n"
        );

        ClassifyCommand.Run(
            rows,
            "words",
            TrainedModel.Load(path),
            why: true,
            levels: false,
            rows,
            TextWriter.Null
        );

        var (water, none, lamp) = CsvRows(rows);
        Assert.Equal(["1", "我家停水,\n没水", "a,b", "water"], water[..4]);
        Assert.InRange(double.Parse(water[4], CultureInfo.InvariantCulture), 0.5, 1);
        Assert.Contains("停水", water[5], StringComparison.Ordinal);
        Assert.Equal(["2", "", "", "", "", ""], none);
        Assert.Equal(["3", "路灯不亮", "", "lamp"], lamp[..4]);
    }

    [Fact]
    public void Labels_of_several_columns_are_learned_as_paths_and_told_level_by_level()
    {
        var path = Path.Combine(_folder.FullName, "tree.model");
        var rows = Enumerable
            .Range(0, 20)
            .SelectMany(i =>
                (string[])
                    [
                        $"\"家里停水{i}天,没水\",公用,供水,停水",
                        $"水压{i}楼太低上不来,公用,供水,水压",
                        $"路灯{i}盏不亮,公用,照明,",
                        $"老板拖欠工资{i}个月,劳动,,",
                    ]
            );
        var file = new FileInfo(Path.Combine(_folder.FullName, "tree.csv"));
        File.WriteAllLines(file.FullName, rows.Prepend("words,a,b,c"));
        using var output = new StringWriter();

        TrainCommand.Run(TrainCommand.Read(file, "words", "a", "b", "c").Texts, 1, path, output);

        Assert.Contains(
            "level 1 of 3, 2 labels: accuracy 1.0000",
            output.ToString(),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "level 3 of 3, 4 labels: accuracy 1.0000",
            output.ToString(),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "公用/供水/停水",
            File.ReadAllText(Path.Combine(_folder.FullName, "tree.report.html")),
            StringComparison.Ordinal
        );
        var said = new FileInfo(Path.Combine(_folder.FullName, "said.csv"));
        File.WriteAllText(said.FullName, "words\n我家停水没水\n路灯不亮\n\"\"\n");
        ClassifyCommand.Run(
            said,
            "words",
            TrainedModel.Load(path),
            why: false,
            levels: true,
            said,
            TextWriter.Null
        );
        using var table = CsvTable.Open(said, "label", "probability_3");
        var told = table.Rows().ToArray();
        Assert.Equal(
            ["公用/供水/停水", "公用", "公用/供水", "公用/供水/停水"],
            (string[])[told[0][1], told[0][3], told[0][5], told[0][7]]
        );
        Assert.Equal(["公用/照明", "公用/照明"], (string[])[told[1][1], told[1][7]]);
        Assert.All(told[2], field => Assert.Equal("", field));
        // What is above is at least as sure.
        Assert.True(string.CompareOrdinal(told[0][4], told[0][8]) >= 0);
    }

    /// <summary>Whoever scores the answers against the file's own labels must find them spelt as there.</summary>
    [Fact]
    public void A_label_comes_out_as_it_is_spelt_and_what_was_left_out_is_told()
    {
        var path = Path.Combine(_folder.FullName, "spelt.model");
        var file = new FileInfo(Path.Combine(_folder.FullName, "spelt.csv"));
        File.WriteAllLines(
            file.FullName,
            Enumerable
                .Range(0, 20)
                .SelectMany(i =>
                    (string[])[$"家里停水{i}天没水,公用 / 供水", $"路灯{i}盏不亮,公用 / 照明"]
                )
                .Append("水管没水,公用/供水")
                .Append("独此一条,别的")
                .Append("没有标签,")
                .Prepend("words,what")
        );
        using var output = new StringWriter();

        var (texts, leftOut) = TrainCommand.Read(file, "words", "what");
        TrainCommand.Run(texts, 1, path, output);

        Assert.Equal(1, leftOut);
        Assert.Contains(
            "1 texts left out, each the only one of its label: 别的",
            output.ToString(),
            StringComparison.Ordinal
        );
        var model = TrainedModel.Load(path);
        Assert.Equal(["公用 / 供水", "公用 / 照明"], model.Labels.Order(StringComparer.Ordinal));
        Assert.Equal("公用 / 供水", model.Classify("我家停水没水").Label);
        Assert.Equal(
            ["公用", "公用 / 供水"],
            model.ClassifyByLevel("我家停水没水").Select(l => l.Label)
        );
    }

    [Fact]
    public void What_is_no_model_is_named()
    {
        var path = Path.Combine(_folder.FullName, "no.model");
        File.WriteAllText(path, "words");

        var fault = Assert.ThrowsAny<IOException>(() => TrainedModel.Load(path));

        Assert.Contains("not a model", fault.Message, StringComparison.Ordinal);
    }

    private static (string[], string[], string[]) CsvRows(FileInfo file)
    {
        using var table = CsvTable.Open(file, "label", "probability", "why");
        var rows = table.Rows().ToArray();
        Assert.Equal(3, rows.Length);
        return (rows[0], rows[1], rows[2]);
    }

    [Fact]
    public void A_column_that_is_not_there_is_named_with_those_that_are()
    {
        var fault = Assert.Throws<CommandFailedException>(() =>
            TrainCommand.Read(Labelled(), "text", "what").Texts
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
        var texts = TrainCommand
            .Read(Labelled(), "words", "what")
            .Texts.Where(t => t.Label == "water");

        var fault = Assert.Throws<CommandFailedException>(() =>
            TrainCommand.Run(
                [.. texts],
                1,
                Path.Combine(_folder.FullName, "x.model"),
                TextWriter.Null
            )
        );

        Assert.EndsWith(
            "there are 20 texts of 1 labels, and 1 of these have two.",
            fault.Message,
            StringComparison.Ordinal
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
