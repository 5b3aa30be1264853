namespace Jiban.Dispatch.Twins;

/// <summary>
/// How much two texts are one: the geometric mean of what they share of both together (Jaccard) and of the smaller one (containment).
/// So a copy that was cut short stays near to the whole, and two that each tell something of their own do not.
/// </summary>
internal static class Likeness
{
    /// <summary>0 nothing shared, 1 the same words. Both in ascending order.</summary>
    public static double Of(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b)
    {
        var shared = 0;
        for (var (i, j) = (0, 0); i < a.Length && j < b.Length; )
        {
            if (a[i] == b[j])
            {
                shared += Shingles.Weight(a[i]);
            }

            (i, j) = (a[i] <= b[j] ? i + 1 : i, b[j] <= a[i] ? j + 1 : j);
        }

        return Of(Shingles.WeightOf(a), Shingles.WeightOf(b), shared);
    }

    /// <summary>The same from what the runs of either weigh, and those that both have.</summary>
    public static double Of(int a, int b, int shared)
    {
        if (shared == 0)
        {
            return 0;
        }

        var ofBoth = shared / (double)(a + b - shared);
        var ofSmaller = shared / (double)Math.Min(a, b);
        return Math.Sqrt(ofBoth * ofSmaller);
    }
}
