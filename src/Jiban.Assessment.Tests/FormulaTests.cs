namespace Jiban.Assessment.Tests;

public sealed class FormulaTests
{
    internal static readonly Formula SetA = new(new Period(1970, 1), 0.1m, 0.5m, 0.4m, 0.9m, 18);

    [Fact]
    public void The_default_set_scores_the_example_of_the_handbook()
    {
        // docs/assessment.md: 40 valid, 38 contacted, 30 solved, 25 satisfied, 10 basically satisfied.
        var rates = SetA.Score(new Counts(60, 54, 40, 38, 30, 25, 10)).Rounded();
        Assert.Equal(new Rates(0.9500m, 0.7500m, 0.8500m, 0.9000m, 81.0m), rates);
    }

    [Fact]
    public void Without_a_valid_call_back_the_three_rates_and_the_composite_are_zero()
    {
        var rates = SetA.Score(new Counts(3, 2, 0, 0, 0, 0, 0)).Rounded();
        Assert.Equal(new Rates(0, 0, 0, 0.6667m, 0), rates);
    }

    [Fact]
    public void A_unit_without_cases_completes_nothing()
    {
        Assert.Equal(default, SetA.Score(default).Rounded());
    }

    [Theory]
    // 1/2000 solved of weight 1: a composite of 0.05 exactly, the half that bankers would round to 0.0.
    [InlineData(2000, 1, "0.1")]
    [InlineData(2000, 3, "0.2")]
    [InlineData(2000, 2, "0.1")]
    [InlineData(2001, 1, "0.0")]
    public void A_half_is_rounded_away_from_zero(long valid, long solved, string composite)
    {
        var onlySolution = SetA with { Response = 0, Solution = 1, Satisfaction = 0 };
        var rates = onlySolution.Score(new Counts(valid, 0, valid, 0, solved, 0, 0)).Rounded();
        Assert.Equal(
            composite,
            rates.Composite.ToString(System.Globalization.CultureInfo.InvariantCulture)
        );
    }

    [Fact]
    public void Weights_and_factor_are_data()
    {
        var setB = new Formula(new Period(2026, 1), 0.30m, 0.35m, 0.35m, 0.5m, null);
        var rates = setB.Score(new Counts(10, 10, 10, 10, 5, 4, 4)).Rounded();
        Assert.Equal(new Rates(1m, 0.5m, 0.6m, 1m, 68.5m), rates);
    }

    [Fact]
    public void The_same_number_always_prints_the_same_digits()
    {
        var rates = SetA.Score(new Counts(1, 1, 1, 1, 1, 1, 0)).Rounded();
        Assert.Equal("100.0", FormattableString.Invariant($"{rates.Composite}"));
        Assert.Equal("1.0000", FormattableString.Invariant($"{rates.Solution}"));
    }
}
