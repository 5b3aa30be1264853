using FsCheck;
using FsCheck.Fluent;
using Jiban.Dispatch.Learning;
using Jiban.Dispatch.Understanding;

namespace Jiban.Dispatch.Tests;

/// <summary>A model asked quickly says to the last bit what its definition says.</summary>
public sealed class TextModelLawTests
{
    private const string Characters = "家里停水了路灯不亮拖欠工资天个月号楼，。 ！09a①٣ьé龥鿿一丁";

    [Theory]
    [InlineData(3)]
    [InlineData(40)]
    public void Any_text_has_the_log_odds_of_the_definition_to_the_last_bit(int labels)
    {
        var chance = new Random(labels);
        string Text() => new([.. chance.GetItems<char>(Characters, 30)]);
        var model = TextTrainer
            .Train(
                [
                    .. Enumerable
                        .Range(0, 400)
                        .Select(i => new Contracts.LabelledText(Text(), $"{i % labels}")),
                ],
                1,
                TrainerSettings.Default with
                {
                    Opening = 6,
                    LeastTexts = 3,
                    Epochs = 1,
                }
            )
            .Model;
        var texts = Gen.Elements(Characters.ToCharArray())
            .ArrayOf()
            .Select(text => PlainText.Of(new string(text)))
            .ToArbitrary();

        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(400),
            Prop.ForAll(
                texts,
                text =>
                {
                    var quick = new float[labels];
                    model.LogOdds(text, quick);
                    Assert.Equal(Defined(model, text), quick);
                }
            )
        );
    }

    [Fact]
    public void A_common_Chinese_character_is_a_letter_in_the_form_that_it_has()
    {
        for (var c = '\0'; c < char.MaxValue; c++)
        {
            if (PlainText.IsChinese(c))
            {
                Assert.True(PlainText.IsWord(c) && !char.IsDigit(c));
                Assert.Equal(c, char.ToLowerInvariant(c));
            }
        }
    }

    /// <summary>The definition, feature by feature and label by label, in the order in which the model adds.</summary>
    private static float[] Defined(TextModel model, string text)
    {
        var body = Counted(model, text, inOpening: false);
        var opening = Counted(model, text[..Math.Min(text.Length, model.Opening)], inOpening: true);
        var sums = new float[model.Labels.Length];
        Add(body, opening.Count > 0 ? 0.75f : 1);
        Add(opening, body.Count > 0 ? 0.25f : 1);
        return [.. sums.Select((sum, label) => (sum + model.Bias[label]) * model.Temperature)];

        void Add(List<(int Feature, int Count)> features, float share)
        {
            var values = features.ConvertAll(one =>
                (1 + MathF.Log(one.Count)) * model.Vocabulary.Idf[one.Feature]
            );
            var squares = values.Aggregate(0f, (sum, value) => sum + (value * value));
            for (var i = 0; i < values.Count; i++)
            {
                var x = values[i] * MathF.Sqrt(share / squares) * model.Scales[features[i].Feature];
                for (var label = 0; label < sums.Length; label++)
                {
                    sums[label] += x * model.Weights[(features[i].Feature * model.Width) + label];
                }
            }
        }
    }

    private static List<(int Feature, int Count)> Counted(
        TextModel model,
        string text,
        bool inOpening
    ) =>
        [
            .. from end in Enumerable.Range(1, text.Length)
            from length in Enumerable.Range(1, Math.Min(end, TextFeatures.Longest))
            let run = text[(end - length)..end]
            where run.All(PlainText.IsWord)
            let feature = Array.IndexOf(model.Vocabulary.Keys, TextFeatures.Key(run, inOpening))
            where feature >= 0
            group feature by feature into same
            select (same.Key, same.Count()),
        ];
}
