using System.Runtime.InteropServices;

namespace Jiban.Dispatch.Learning;

/// <summary>
/// A text as a vector of length 1: sublinear term frequency × inverse document frequency. The features of the opening, when there are any, have the same
/// share of every text, or those of a long text would drown its title.
/// </summary>
internal readonly struct SparseText(int[] indices, float[] values, int count)
{
    /// <summary>Share of the opening in the squared length of a text.</summary>
    private const float OpeningShare = 0.25f;

    /// <summary>Counters of this thread, all zero between two texts.</summary>
    [ThreadStatic]
    private static int[]? _counts;

    [ThreadStatic]
    private static int[]? _indices;

    [ThreadStatic]
    private static float[]? _values;

    /// <summary>Number of known features that stand in the text.</summary>
    public int Count => count;

    public ReadOnlySpan<int> Indices => indices.AsSpan(0, count);
    public ReadOnlySpan<float> Values => values.AsSpan(0, count);

    /// <summary>The vector of the keys of a text.</summary>
    public static SparseText Of(List<ulong> keys, Vocabulary vocabulary)
    {
        var text = Glance(keys, vocabulary);
        return new SparseText(text.Indices.ToArray(), text.Values.ToArray(), text.Count);
    }

    /// <summary>The same without allocation: good until this thread reads the next text.</summary>
    public static SparseText Glance(List<ulong> keys, Vocabulary vocabulary)
    {
        var counts = AtLeast(ref _counts, vocabulary.Count);
        var indices = AtLeast(ref _indices, keys.Count);
        var count = 0;
        foreach (var key in CollectionsMarshal.AsSpan(keys))
        {
            var index = vocabulary.Find(key);
            if (index >= 0 && counts[index]++ == 0)
            {
                indices[count++] = index;
            }
        }

        var values = AtLeast(ref _values, count);
        var (body, opening) = (0f, 0f);
        for (var i = 0; i < count; i++)
        {
            var index = indices[i];
            var value = Sublinear(counts[index]) * vocabulary.Idf[index];
            values[i] = value;
            counts[index] = 0;
            if (vocabulary.IsOfOpening(index))
            {
                opening += value * value;
            }
            else
            {
                body += value * value;
            }
        }

        var ofBody = body > 0 ? MathF.Sqrt((opening > 0 ? 1 - OpeningShare : 1) / body) : 0;
        var ofOpening = opening > 0 ? MathF.Sqrt((body > 0 ? OpeningShare : 1) / opening) : 0;
        for (var i = 0; i < count; i++)
        {
            values[i] *= vocabulary.IsOfOpening(indices[i]) ? ofOpening : ofBody;
        }

        return new SparseText(indices, values, count);
    }

    /// <summary>1 + log of the small counts, which are nearly all.</summary>
    private static readonly float[] Small =
    [
        .. Enumerable.Range(0, 64).Select(count => count == 0 ? 0 : 1 + MathF.Log(count)),
    ];

    private static float Sublinear(int count) =>
        count < Small.Length ? Small[count] : 1 + MathF.Log(count);

    private static T[] AtLeast<T>(ref T[]? buffer, int size) =>
        buffer is not null && buffer.Length >= size ? buffer : buffer = new T[size];
}
