namespace Jiban.City.Addresses.Pairs;

/// <summary>
/// Grows <see cref="BoostedTrees"/> for a yes or no: by the slope and the curve of the logistic loss (Chen and Guestrin 2016), leaf by leaf, the most telling
/// question first, over histograms of the facts. Each tree sees a part of the rows and of the facts. The same rows and seed give the same trees.
/// </summary>
internal static class BoostedTreesTrainer
{
    private const int Trees = 400;
    private const double Rate = 0.04;
    private const double RowsSeen = 0.8;
    private const double FactsSeen = 0.3;

    /// <param name="rows">Facts of each row, all of one length.</param>
    public static BoostedTrees Train(float[][] rows, bool[] truth, int seed)
    {
        var bins = new FactBins(rows);
        var start = Math.Log((truth.Count(t => t) + 1.0) / (truth.Count(t => !t) + 1.0));
        var odds = new double[rows.Length];
        Array.Fill(odds, start);
        var slopes = new Slope[rows.Length];
        var chance = new Random(seed);
        var trees = new TreeNode[Trees][];
        for (var tree = 0; tree < Trees; tree++)
        {
            for (var row = 0; row < rows.Length; row++)
            {
                var said = Logistic.Of(odds[row]);
                slopes[row] = new Slope((truth[row] ? 1 : 0) - said, said * (1 - said));
            }

            var seen = Some(rows.Length, RowsSeen, chance);
            var asked = Some(bins.Facts, FactsSeen, chance);
            trees[tree] = new TreeGrower(bins, slopes, asked, Rate).Grow(seen);
            for (var row = 0; row < rows.Length; row++)
            {
                odds[row] += BoostedTrees.Answer(trees[tree], rows[row]);
            }
        }

        return new BoostedTrees((float)start, trees);
    }

    private static int[] Some(int count, double share, Random chance) =>
        [.. Enumerable.Range(0, count).Where(_ => chance.NextDouble() < share)];
}

/// <summary>How the loss changes with a row's log-odds: by how much, and how that bends.</summary>
internal readonly record struct Slope(double First, double Second)
{
    public static Slope operator +(Slope a, Slope b) => new(a.First + b.First, a.Second + b.Second);

    public static Slope operator -(Slope a, Slope b) => new(a.First - b.First, a.Second - b.Second);
}
