namespace Jiban.Dispatch.Learning;

/// <summary>Finds the temperature that turns margins into honest probabilities.</summary>
internal static class Calibration
{
    private const double Coolest = 0.5;
    private const double Hottest = 40;
    private const int Steps = 40;

    /// <summary>The factor on the margins under which the held-out labels are likeliest (golden section on the log).</summary>
    public static float Temperature(IReadOnlyList<float[]> margins, IReadOnlyList<int> labels)
    {
        if (margins.Count == 0)
        {
            return 1;
        }

        var (low, high) = (Math.Log(Coolest), Math.Log(Hottest));
        const double Golden = 0.6180339887498949;
        for (var i = 0; i < Steps; i++)
        {
            var (left, right) = (high - (Golden * (high - low)), low + (Golden * (high - low)));
            if (Loss(margins, labels, Math.Exp(left)) < Loss(margins, labels, Math.Exp(right)))
            {
                high = right;
            }
            else
            {
                low = left;
            }
        }

        return (float)Math.Exp((low + high) / 2);
    }

    /// <summary>Probability of each label.</summary>
    public static double[] Probabilities(float[] margins, double temperature)
    {
        var most = margins.Max();
        var probabilities = Array.ConvertAll(margins, m => Math.Exp((m - most) * temperature));
        var sum = probabilities.Sum();
        return Array.ConvertAll(probabilities, p => p / sum);
    }

    private static double Loss(
        IReadOnlyList<float[]> margins,
        IReadOnlyList<int> labels,
        double temperature
    )
    {
        var loss = 0d;
        for (var i = 0; i < margins.Count; i++)
        {
            loss -= Math.Log(Math.Max(Probabilities(margins[i], temperature)[labels[i]], 1e-12));
        }

        return loss;
    }
}
