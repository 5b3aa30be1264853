using System.Globalization;
using Jiban.Dispatch.Catalogue;
using Jiban.Dispatch.Learning;
using Jiban.Dispatch.Understanding;

namespace Jiban.Dispatch.Tests;

/// <summary>
/// Whether the probability of the class that dispatch goes by, words and model together, is the share that is right: on sentences that neither the model nor its <see cref="Surety"/> was taught.
/// A measurement of twenty trainings; the rule by which surety is learned is held by <see cref="SuretyTests"/>.
/// </summary>
public sealed class BlendCalibrationTests(ITestOutputHelper output)
{
    private const int Seed = 1;

    [Fact]
    [Trait("Category", "Heavy")]
    public void What_dispatch_is_sure_of_is_right_as_often_as_it_says()
    {
        var texts = ExampleWriter.Write();
        var folds = Folds.Of(texts, Seed);
        var said = new List<(double Probability, bool Right)>();
        foreach (var fold in Enumerable.Range(0, Folds.Count))
        {
            var model = TextTrainer
                .Train([.. texts.Where((_, i) => folds[i] != fold)], Seed, TrainerSettings.Quick)
                .Model;
            var snapshot = ShippedCatalogue.Snapshot.With(new NumberedModel(1, "held", model));
            output.WriteLine($"{model.Surety}");
            foreach (var (text, _) in texts.Zip(folds).Where(pair => pair.Second == fold))
            {
                var plain = PlainText.Of(text.Text);
                var heard = snapshot.Words.Hear(plain);
                if (
                    snapshot.Blend.Honest(
                        plain,
                        heard.Of(TermUse.Class),
                        ReadKind.Read(null, heard).Kind
                    )
                    is [var first, ..]
                )
                {
                    said.Add((first.Probability, first.Code == text.Label));
                }
            }
        }

        var bins = said.GroupBy(one => Math.Min((int)(one.Probability * 10), 9))
            .OrderBy(bin => bin.Key)
            .Select(bin =>
                (
                    Count: bin.Count(),
                    Probability: bin.Average(one => one.Probability),
                    Right: bin.Average(one => one.Right ? 1d : 0)
                )
            )
            .ToList();
        foreach (var (count, probability, right) in bins)
        {
            output.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{count, 6} {probability:F3} {right:F3}"
                )
            );
        }

        var error = bins.Sum(bin => bin.Count * Math.Abs(bin.Probability - bin.Right)) / said.Count;
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{said.Count} texts, right {said.Average(one => one.Right ? 1d : 0):F4}, calibration error {error:F4}"
            )
        );
        Assert.True(said.Count > 8_000);
        Assert.True(error <= 0.03, error.ToString("F4", CultureInfo.InvariantCulture));
    }
}
