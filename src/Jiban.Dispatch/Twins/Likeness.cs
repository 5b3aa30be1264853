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
        var (onlyA, onlyB, shared) = (0, 0, 0);
        var (i, j) = (0, 0);
        while (i < a.Length || j < b.Length)
        {
            if (j == b.Length || (i < a.Length && a[i] < b[j]))
            {
                onlyA += Shingles.Weight(a[i++]);
            }
            else if (i == a.Length || b[j] < a[i])
            {
                onlyB += Shingles.Weight(b[j++]);
            }
            else
            {
                shared += Shingles.Weight(a[i++]);
                j++;
            }
        }

        if (shared == 0)
        {
            return 0;
        }

        var ofBoth = shared / (double)(onlyA + onlyB + shared);
        var ofSmaller = shared / (double)(Math.Min(onlyA, onlyB) + shared);
        return Math.Sqrt(ofBoth * ofSmaller);
    }
}
