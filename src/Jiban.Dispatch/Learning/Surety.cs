namespace Jiban.Dispatch.Learning;

/// <summary>
/// Turns the probability that words and model together give the likeliest class into the share of such messages in which it is right (Platt 1999): a line over its log-odds, learned from texts that
/// were held out while the model learned.
/// </summary>
/// <param name="Slope">Below 1: words and model know the same things, so together they are surer than they should be.</param>
internal sealed record Surety(float Slope, float Offset)
{
    /// <summary>Of a model that was kept before this was learned, or whose labels are not our classes: as the shipped model came to.</summary>
    public static readonly Surety Unlearned = new(0.39f, 0.82f);

    /// <summary>Beyond these log-odds nothing is learned and nothing is said.</summary>
    private const double Most = 8;

    /// <summary>
    /// What words and model say beyond this (a share of 0.79) is right hardly more often: of the project's own sentences held out, 0.84 of all from here on (docs/understanding.md). A line
    /// that went on would say 0.94 of the surest, of which 0.87 are right.
    /// </summary>
    private const double MostHeard = 1.3;

    /// <summary>Fewer texts than this tell nothing.</summary>
    private const int Fewest = 200;

    private const int Steps = 50;

    /// <summary>The honest share for a probability.</summary>
    public double Of(double probability) => Share((Slope * LogOdds(probability)) + Offset);

    /// <summary>Learns it from what was said of texts that were held out (maximum likelihood by Newton's method).</summary>
    public static Surety Learn(IReadOnlyList<(double Probability, bool IsRight)> said)
    {
        if (said.Count < Fewest || said.All(one => one.IsRight) || !said.Any(one => one.IsRight))
        {
            return Unlearned;
        }

        var right = said.Average(one => one.IsRight ? 1d : 0);
        var (slope, offset) = (0d, LogOdds(right));
        for (var step = 0; step < Steps; step++)
        {
            // A little of the curve at least, so that a step stays finite.
            var (ga, gb, haa, hab, hbb) = (0d, 0d, 1e-6, 0d, 1e-6);
            foreach (var (probability, isRight) in said)
            {
                var x = LogOdds(probability);
                var share = Share((slope * x) + offset);
                var (off, curve) = ((isRight ? 1 : 0) - share, share * (1 - share));
                ga += off * x;
                gb += off;
                haa += curve * x * x;
                hab += curve * x;
                hbb += curve;
            }

            var determinant = (haa * hbb) - (hab * hab);
            slope += ((hbb * ga) - (hab * gb)) / determinant;
            offset += ((haa * gb) - (hab * ga)) / determinant;
            if (!(Math.Abs(slope) <= Most && Math.Abs(offset) <= Most))
            {
                return Unlearned;
            }
        }

        // What is surer must never be told as less likely.
        return slope > 0 ? new Surety((float)slope, (float)offset) : Unlearned;
    }

    private static double LogOdds(double probability) =>
        Math.Clamp(Math.Log((probability + 1e-6) / (1 - probability + 1e-6)), -Most, MostHeard);

    private static double Share(double logOdds) => 1 / (1 + Math.Exp(-logOdds));
}
