using System.Globalization;
using System.Text;
using Jiban.Dispatch.Contracts;
using Jiban.Dispatch.Learning;

namespace Jiban.Dispatch.Tests;

/// <summary>The own linear classifier.</summary>
public sealed class TextModelTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("jiban-model-");

    private static readonly LabelledText[] Texts =
    [
        .. Enumerable
            .Range(0, 30)
            .SelectMany(i =>
                (LabelledText[])
                    [
                        new($"家里停水{i}天了,自来水没有", "water"),
                        new($"路灯{i}盏不亮,晚上漆黑", "lamp"),
                        new($"老板拖欠工资{i}个月", "wages"),
                    ]
            ),
    ];

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void It_learns_what_it_is_shown()
    {
        var model = ModelTraining.Train(Texts, 1);

        Assert.Equal("water", model.Classify("我家又停水了").Label);
        Assert.Equal("lamp", model.Classify("门口路灯坏了不亮").Label);
        Assert.Equal("wages", model.Classify("工资没有发").Label);
        Assert.Equal(1, model.Report.Accuracy);
        Assert.Equal(18, model.Report.HeldOut);
    }

    [Fact]
    public void The_same_texts_and_seed_give_the_same_model_to_the_last_bit()
    {
        var (one, _) = TextTrainer.Train(Texts, 7, TrainerSettings.Default);
        var (two, _) = TextTrainer.Train(Texts, 7, TrainerSettings.Default);

        Assert.Equal(one.Weights, two.Weights);
        Assert.Equal(one.Bias, two.Bias);
        Assert.Equal(one.Temperature, two.Temperature);
    }

    [Fact]
    public void A_model_kept_in_a_file_is_the_same_model()
    {
        var (model, _) = TextTrainer.Train(Texts, 1, TrainerSettings.Default);
        var path = Path.Combine(_folder.FullName, "a.model");

        ModelFile.Save(model, path, "stamp");
        var (kept, stamp) = ModelFile.Load(path);

        Assert.Equal("stamp", stamp);
        Assert.Equal(model.Classify("我家又停水了"), kept.Classify("我家又停水了"));
        Assert.Equal(model.Weights, kept.Weights);
    }

    [Theory]
    [InlineData(0, "not a model")]
    [InlineData(4, "version")]
    [InlineData(200, "damaged")]
    public void A_damaged_file_is_refused_by_name(int position, string why)
    {
        var (model, _) = TextTrainer.Train(Texts, 1, TrainerSettings.Default);
        var path = Path.Combine(_folder.FullName, "a.model");
        ModelFile.Save(model, path, "");
        var bytes = File.ReadAllBytes(path);
        bytes[position] ^= 0x55;
        File.WriteAllBytes(path, bytes);

        var fault = Assert.Throws<ModelFileException>(() => ModelFile.Load(path));
        Assert.Contains(why, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_little_to_learn_from_is_refused()
    {
        Assert.Throws<ArgumentException>(() =>
            ModelTraining.Train([new("停水", "water"), new("没水", "water")], 1)
        );
        Assert.Throws<ArgumentException>(() => ModelTraining.Train([], 1));
    }

    [Fact]
    public void Texts_of_one_pattern_are_not_parted_between_training_and_trial()
    {
        var patterned = Texts
            .Select((text, i) => text with { Group = text.Label + (i % 5) })
            .ToArray();

        var model = ModelTraining.Train(patterned, 1);

        Assert.Equal(0, model.Report.HeldOut % 6);
    }

    /// <summary>Real messages of another city; the file is not part of the project (docs/dispatch.md).</summary>
    [Fact]
    public void On_real_messages_the_macro_f1_is_what_the_documentation_says()
    {
        var path = Find("../shared/data/taidi/train.csv");
        Assert.SkipWhen(path is null, "../shared/data/taidi/train.csv is not here.");

        var texts = Rows(path!)
            .Where(row => row[1] == "raw")
            .Select(row => new LabelledText(row[3], row[2]))
            .ToList();
        var report = ModelTraining.Train(texts, 2).Report;

        Assert.True(texts.Count > 2_000);
        Assert.True(report.MacroF1 > 0.85, report.MacroF1.ToString(CultureInfo.InvariantCulture));
        Assert.True(
            report.CalibrationError < 0.06,
            report.CalibrationError.ToString(CultureInfo.InvariantCulture)
        );
    }

    private static string? Find(string relative)
    {
        for (
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            folder is not null;
            folder = folder.Parent
        )
        {
            var path = Path.Combine(folder.FullName, relative);
            if (File.Exists(Path.Combine(folder.FullName, "Jiban.slnx")) && File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }

    /// <summary>Quoted CSV without its heading.</summary>
    private static IEnumerable<string[]> Rows(string path)
    {
        var (row, field, quoted, first) = (new List<string>(), new StringBuilder(), false, true);
        foreach (var c in File.ReadAllText(path))
        {
            if (c == '"')
            {
                quoted = !quoted;
            }
            else if (c is ',' or '\n' && !quoted)
            {
                row.Add(field.ToString());
                field.Clear();
                if (c == '\n')
                {
                    if (!first)
                    {
                        yield return [.. row];
                    }

                    first = false;
                    row.Clear();
                }
            }
            else
            {
                field.Append(c);
            }
        }
    }
}
