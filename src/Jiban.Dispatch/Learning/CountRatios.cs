namespace Jiban.Dispatch.Learning;

/// <summary>
/// How strongly each feature speaks for or against each label: |log(p/q)| of its smoothed share among the label's texts and among the
/// others (Wang &amp; Manning 2012). A machine over features weighted so leans on what tells labels apart; the plain one on what is rare.
/// </summary>
internal static class CountRatios
{
    /// <returns>Row by row, <paramref name="width"/> labels to a feature.</returns>
    public static float[] Of(
        IReadOnlyList<SparseText> texts,
        int[] labelOf,
        int features,
        int width
    )
    {
        var counts = new int[features * width];
        var all = new int[features];
        var totals = new long[width];
        for (var text = 0; text < texts.Count; text++)
        {
            foreach (var feature in texts[text].Indices)
            {
                counts[(feature * width) + labelOf[text]]++;
                all[feature]++;
            }

            totals[labelOf[text]] += texts[text].Count;
        }

        var grand = totals.Sum();
        var ratios = new float[features * width];
        for (var at = 0; at < ratios.Length; at++)
        {
            var (feature, label) = (at / width, at % width);
            var own = (counts[at] + 1f) / (totals[label] + features);
            var others = (all[feature] - counts[at] + 1f) / (grand - totals[label] + features);
            ratios[at] = MathF.Abs(MathF.Log(own / others));
        }

        return ratios;
    }
}
