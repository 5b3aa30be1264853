namespace Jiban.Dispatch.Learning;

/// <summary>A text as a vector of length 1: sublinear term frequency × inverse document frequency.</summary>
internal readonly struct SparseText(int[] indices, float[] values, int count)
{
    [ThreadStatic]
    private static int[]? _counts;

    /// <summary>Number of known features that stand in the text.</summary>
    public int Count => count;

    public ReadOnlySpan<int> Indices => indices.AsSpan(0, count);
    public ReadOnlySpan<float> Values => values.AsSpan(0, count);

    /// <summary>The vector of the keys of a text.</summary>
    public static SparseText Of(List<ulong> keys, Vocabulary vocabulary)
    {
        var counts = Counts(vocabulary.Count);
        var indices = new int[Math.Min(keys.Count, vocabulary.Count)];
        var count = 0;
        foreach (var key in keys)
        {
            var index = vocabulary.Find(key);
            if (index >= 0 && counts[index]++ == 0)
            {
                indices[count++] = index;
            }
        }

        var values = new float[count];
        var norm = 0f;
        for (var i = 0; i < count; i++)
        {
            var index = indices[i];
            var value = (1 + MathF.Log(counts[index])) * vocabulary.Idf[index];
            values[i] = value;
            norm += value * value;
            counts[index] = 0;
        }

        var scale = norm > 0 ? 1 / MathF.Sqrt(norm) : 0;
        for (var i = 0; i < count; i++)
        {
            values[i] *= scale;
        }

        return new SparseText(indices, values, count);
    }

    /// <summary>Counters of this thread, all zero between two uses.</summary>
    private static int[] Counts(int size)
    {
        if (_counts is null || _counts.Length < size)
        {
            _counts = new int[size];
        }

        return _counts;
    }
}
