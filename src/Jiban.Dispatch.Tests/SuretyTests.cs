using Jiban.Dispatch.Learning;

namespace Jiban.Dispatch.Tests;

/// <summary>How sure the door says it is, learned from what was said of texts that were held out.</summary>
public sealed class SuretyTests
{
    private const int Seed = 3;

    [Theory]
    [InlineData(0.4, 0.8)]
    [InlineData(0.9, -0.5)]
    [InlineData(1.5, 0)]
    public void What_it_says_is_the_share_that_is_right_of_others_too(double slope, double offset)
    {
        var chance = new Random(Seed);

        var surety = Surety.Learn(Said(10_000));

        Assert.Equal(slope, surety.Slope, 0.1);
        Assert.Equal(offset, surety.Offset, 0.1);
        Assert.All(
            Said(10_000).GroupBy(one => (int)(surety.Of(one.Probability) * 10)),
            bin =>
                Assert.Equal(
                    bin.Average(one => one.IsRight ? 1d : 0),
                    bin.Average(one => surety.Of(one.Probability)),
                    0.08
                )
        );

        // Right as often as a line over the log-odds says that the messages are.
        List<(double Probability, bool IsRight)> Said(int texts) =>
            [
                .. Enumerable
                    .Range(0, texts)
                    .Select(_ => chance.NextDouble() * 0.78)
                    .Select(said =>
                        (
                            said,
                            chance.NextDouble()
                                < 1
                                    / (
                                        1
                                        + Math.Exp(
                                            -((slope * Math.Log(said / (1 - said))) + offset)
                                        )
                                    )
                        )
                    ),
            ];
    }

    /// <summary>Halved, as words and model know the same things: what both together hold sure is right less often.</summary>
    [Fact]
    public void What_is_surer_is_never_told_as_less_likely_and_nothing_is_certain()
    {
        var said = Enumerable.Range(0, 101).Select(n => Surety.Unlearned.Of(n / 100d)).ToList();

        Assert.Equal(said.Order(), said);
        Assert.InRange(said[0], 0.001, 0.2);
        Assert.InRange(said[^1], 0.7, 0.8);
    }

    [Fact]
    public void From_few_texts_from_all_right_and_from_the_sure_being_wrong_nothing_is_learned()
    {
        (double, bool)[] few =
        [
            .. Enumerable.Range(0, 100).Select(n => (n / 100d, n >= 50 == (n % 4 != 0))),
        ];
        (double, bool)[] right = [.. Enumerable.Range(0, 300).Select(n => (n / 300d, true))];
        (double, bool)[] turned = [.. Enumerable.Range(0, 300).Select(n => (n / 300d, n < 150))];

        Assert.All([few, right, turned], said => Assert.Same(Surety.Unlearned, Surety.Learn(said)));
    }
}
