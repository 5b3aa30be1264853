using System.Globalization;
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
        var (model, report) = ModelTraining.Train(Texts, 1);

        Assert.Equal("water", model.Classify("我家又停水了").Label);
        Assert.Equal("lamp", model.Classify("门口路灯坏了不亮").Label);
        Assert.Equal("wages", model.Classify("工资没有发").Label);
        Assert.Equal(1, report.Accuracy);
        Assert.Equal(Texts.Length, report.HeldOut);
        Assert.Equal([30, 30, 30], report.Confusion.Select((row, label) => row[label]));
        Assert.Equal(Texts.Length, report.Calibration.Sum(bin => bin.Texts));
        Assert.Empty(report.WorstErrors);
    }

    [Fact]
    public void Labels_may_be_paths_of_any_depth_and_one_that_stands_once_counts_for_what_is_above()
    {
        LabelledText[] texts =
        [
            .. Texts.Select(text => text with { Label = $" 城市 / {text.Label} /a/b/c" }),
            new("墙上的字写错了一个", "城市/water/z"),
            .. Enumerable.Range(0, 5).Select(i => new LabelledText($"孩子上学{i}年级报名", "学校")),
            new("独一无二", "没有第二个"),
        ];

        var (model, report) = ModelTraining.Train(texts, 1);

        Assert.Equal(5, model.Levels);
        Assert.Contains("城市 / water /a/b/c", model.Labels);
        // The one below z stands alone, and water alone, too: it counts for 城市.
        Assert.DoesNotContain("城市/water/z", model.Labels);
        Assert.DoesNotContain("没有第二个", model.Labels);
        Assert.Equal([1, 2, 3, 4, 5], report.Levels.Select(level => level.Level));
        Assert.Equal(2, report.Levels[0].Labels);
        Assert.Equal(report.Labels.Count, report.Levels[^1].Labels);
        var way = model.ClassifyByLevel("我家又停水了");
        Assert.Equal(["城市", "城市 / water"], way.Take(2).Select(level => level.Label));
        Assert.Equal(
            way.Select(level => level.Probability).OrderDescending(),
            way.Select(level => level.Probability)
        );
        Assert.Empty(ModelTraining.Train(Texts, 1).Report.Levels);
    }

    [Fact]
    public void Why_is_the_words_that_decided()
    {
        var (model, _) = ModelTraining.Train(Texts, 1);

        var why = model.Why("您好,我想问一下,老板拖欠工资");

        Assert.Contains("老板拖欠工资", why[0], StringComparison.Ordinal);
        Assert.Empty(model.Why("？！"));
    }

    [Fact]
    public void A_wrong_label_is_among_the_worst_errors()
    {
        var slip = new LabelledText("家里停水99天了,自来水没有", "lamp");

        var (_, report) = ModelTraining.Train([.. Texts, slip], 1);

        var error = Assert.Single(report.WorstErrors);
        Assert.Equal((slip.Text, "lamp", "water"), (error.Text, error.Label, error.Said));
    }

    [Fact]
    public void Copies_of_a_letter_and_texts_of_a_group_are_held_out_together()
    {
        var letters = Enumerable
            .Range(0, 40)
            .Select(i => new LabelledText(
                $"关于第{i % 20}号楼二次供水水箱长年不洗的问题,请在{i % 20}日内处理",
                "water"
            ));
        var groups = Enumerable
            .Range(0, 20)
            .Select(i => new LabelledText($"{i}", "lamp", $"{i % 10}"));

        var folds = Folds.Of([.. letters, .. groups], 3);

        Assert.Equal(folds[..20], folds[20..40]);
        Assert.Equal(folds[40..50], folds[50..60]);
        Assert.Equal(Enumerable.Range(0, Folds.Count), folds[..20].Distinct().Order());
    }

    [Fact]
    public void A_label_with_one_group_is_never_held_out()
    {
        var folds = Folds.Of(
            [new("a", "one", "x"), new("b", "one", "x"), new("c", "two"), new("d", "two")],
            1
        );

        Assert.Equal([Folds.Never, Folds.Never], folds[..2]);
        Assert.NotEqual(folds[2], folds[3]);
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
    public void The_opening_has_the_same_share_of_a_short_and_of_a_long_text()
    {
        List<ulong> Keys(string text)
        {
            var keys = new List<ulong>();
            TextFeatures.Read(text, keys, opening: 4);
            return keys;
        }

        var shortText = Keys("路灯不亮请来修一修");
        var longText = Keys(
            "路灯不亮" + string.Concat(Enumerable.Range('一', 200).Select(c => (char)c))
        );
        var vocabulary = Vocabulary.Of([shortText, longText], leastTexts: 1, most: 10_000);

        foreach (var keys in (List<ulong>[])[shortText, longText])
        {
            var text = SparseText.Of(keys, vocabulary);
            var (opening, all) = (0f, 0f);
            for (var i = 0; i < text.Count; i++)
            {
                var square = text.Values[i] * text.Values[i];
                all += square;
                opening += TextFeatures.IsOfOpening(vocabulary.Keys[text.Indices[i]]) ? square : 0;
            }

            Assert.Equal(1, all, 1e-4);
            Assert.Equal(0.25, opening, 1e-4);
        }
    }

    [Fact]
    public void A_vocabulary_finds_what_it_holds_and_nothing_else()
    {
        var chance = new Random(3);
        var known = Enumerable
            .Range(0, 5_000)
            .Select(_ => (ulong)chance.NextInt64(1, 1L << 48))
            .ToHashSet();
        ulong[] keys = [.. known];
        var vocabulary = new Vocabulary(keys, new float[keys.Length]);

        Assert.All(keys, (key, i) => Assert.Equal(i, vocabulary.Find(key)));
        Assert.All(
            Enumerable
                .Range(0, 5_000)
                .Select(_ => (ulong)chance.NextInt64(1, 1L << 48))
                .Where(key => !known.Contains(key)),
            key => Assert.Equal(-1, vocabulary.Find(key))
        );
    }

    [Theory]
    [InlineData(50, 2)]
    [InlineData(4_000, 5)]
    [InlineData(8_035, 10)]
    [InlineData(1_000_000, 10)]
    public void Of_more_texts_a_feature_stands_in_more(int texts, int least) =>
        Assert.Equal(least, TrainerSettings.For(texts).LeastTexts);

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

        var (_, report) = TextTrainer.Train(patterned, 1, TrainerSettings.Quick);

        Assert.Equal(0, report.HeldOut % 6);
        Assert.InRange(
            report.HeldOut,
            1,
            Texts.Length * TrainerSettings.Quick.Trials / Folds.Count
        );
    }

    /// <summary>Real messages of another city; the file is not part of the project (docs/understanding.md). The bars, in a quarter of a minute.</summary>
    [Fact]
    [Trait("Category", "Heavy")]
    public void On_real_messages_the_macro_f1_is_what_the_documentation_says() =>
        IsLearned(every: 1, least: 0.93);

    /// <summary>A quarter of them teaches less, and shows in seconds that nothing was lost.</summary>
    [Fact]
    public void A_quarter_of_the_real_messages_teaches_nearly_as_much() =>
        IsLearned(every: 4, least: 0.88);

    private static void IsLearned(int every, double least)
    {
        var texts = SharedData
            .Rows("taidi/train.csv")
            .Where((_, n) => n % every == 0)
            .Select(row => new LabelledText(row[3], row[2]))
            .ToList();
        var report = ModelTraining.Train(texts, 2).Report;

        Assert.True(texts.Count > 8_000 / every);
        Assert.True(report.MacroF1 >= least, report.MacroF1.ToString(CultureInfo.InvariantCulture));
        Assert.True(
            report.CalibrationError <= 0.03,
            report.CalibrationError.ToString(CultureInfo.InvariantCulture)
        );
    }

    /// <summary>The words are told in the order of what they added, the opening and repeated words with their true share.</summary>
    [Fact]
    public void What_the_characters_of_a_text_say_adds_up_to_what_the_model_says()
    {
        var (model, _) = TextTrainer.Train(Texts, 1, TrainerSettings.Default);
        var plain = Understanding.PlainText.Of(
            string.Concat(Enumerable.Repeat(Texts[0].Text + "，" + Texts[^1].Text + "。", 3))
        );
        var margins = new float[model.Labels.Length];
        model.LogOdds(plain, margins);

        var said = DecidingWords.Weights(model, plain, 0, 1).Sum();

        Assert.Equal(
            ((margins[0] - margins[1]) / model.Temperature) - (model.Bias[0] - model.Bias[1]),
            said,
            1e-3f
        );
    }
}
