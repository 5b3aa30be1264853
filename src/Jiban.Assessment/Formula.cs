namespace Jiban.Assessment;

/// <summary>
/// How a period is scored: weights and the shape of the period, in force from one period on (docs/assessment.md). The default is set A
/// of the published formula: response 0.1, solution 0.5, satisfaction 0.4, 基本满意 counts 0.9, the period closes with the 18th.
/// </summary>
/// <param name="From">The first period to which it applies.</param>
/// <param name="Response">Weight of the response rate (响应率).</param>
/// <param name="Solution">Weight of the solution rate (解决率).</param>
/// <param name="Satisfaction">Weight of the satisfaction rate (满意率); the three weights sum to 1.</param>
/// <param name="BasicFactor">What a 基本满意 counts, where a 满意 counts 1.</param>
/// <param name="ClosingDay">The last day of the period within the month of its name, 1 to 28; null is the month's last day (calendar month).</param>
internal sealed record Formula(
    Period From,
    decimal Response,
    decimal Solution,
    decimal Satisfaction,
    decimal BasicFactor,
    int? ClosingDay
)
{
    /// <summary>The rates of one unit, not rounded. Without a valid call-back the three rates and the composite are 0.</summary>
    public Rates Score(Counts counts)
    {
        var completion = Share(counts.Completed, counts.Accepted);
        if (counts.Valid == 0)
        {
            return new Rates(0, 0, 0, completion, 0);
        }

        var pleased = counts.Satisfied + (BasicFactor * counts.BasicallySatisfied);
        // One division at the end: the quotient of exact numbers can then not fall on the wrong side of a half.
        var composite =
            100
            * (
                (Response * counts.Contacted)
                + (Solution * counts.Solved)
                + (Satisfaction * pleased)
            )
            / counts.Valid;
        return new Rates(
            Share(counts.Contacted, counts.Valid),
            Share(counts.Solved, counts.Valid),
            pleased / counts.Valid,
            completion,
            composite
        );
    }

    private static decimal Share(decimal part, long whole) => whole == 0 ? 0 : part / whole;
}

/// <summary>What a unit's score is made of; rates are shares of 1, the composite is 0 to 100.</summary>
/// <param name="Response">响应率 = contacted / valid.</param>
/// <param name="Solution">解决率 = solved / valid; partly solved is not solved.</param>
/// <param name="Satisfaction">满意率 = (satisfied + factor × basically satisfied) / valid.</param>
/// <param name="Completion">办结率 = completed / accepted; shown beside the three, not in the composite.</param>
/// <param name="Composite">综合成绩.</param>
internal readonly record struct Rates(
    decimal Response,
    decimal Solution,
    decimal Satisfaction,
    decimal Completion,
    decimal Composite
)
{
    /// <summary>As printed: rates to 4 decimals (a percent with two), the composite to 1, a half away from zero.</summary>
    public Rates Rounded() =>
        new(
            Round(Response, 4),
            Round(Solution, 4),
            Round(Satisfaction, 4),
            Round(Completion, 4),
            Round(Composite, 1)
        );

    /// <summary>
    /// The arithmetic mean of unit rates: every unit weighs the same, however many cases it has. Zero of nothing. Each rate enters with
    /// 12 decimals, so that anybody who adds them up comes to the same digits.
    /// </summary>
    public static Rates Mean(IReadOnlyCollection<Rates> rates) =>
        rates.Count == 0
            ? default
            : new(
                rates.Average(rate => Round(rate.Response, 12)),
                rates.Average(rate => Round(rate.Solution, 12)),
                rates.Average(rate => Round(rate.Satisfaction, 12)),
                rates.Average(rate => Round(rate.Completion, 12)),
                rates.Average(rate => Round(rate.Composite, 12))
            );

    // Adding zero of the wanted scale makes 95 print as 95.0: the same number always has the same digits.
    private static decimal Round(decimal value, int decimals) =>
        decimal.Round(value, decimals, MidpointRounding.AwayFromZero)
        + new decimal(0, 0, 0, false, (byte)decimals);
}
