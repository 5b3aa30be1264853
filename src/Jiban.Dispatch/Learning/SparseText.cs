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
    private static ulong[]? _likely;

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
    /// <param name="keys">Those of the opening last.</param>
    public static SparseText Glance(List<ulong> keys, Vocabulary vocabulary)
    {
        var room = AtLeast(ref _likely, keys.Count);
        var likely = room.AsSpan(0, vocabulary.Sift(CollectionsMarshal.AsSpan(keys), room));
        var counts = AtLeast(ref _counts, vocabulary.Count);
        var indices = AtLeast(ref _indices, likely.Length);
        var opening = TextFeatures.FirstOfOpening(likely);
        var ofBody = Tally(likely[..opening], vocabulary, counts, indices);
        var ofOpening = Tally(likely[opening..], vocabulary, counts, indices.AsSpan(ofBody));
        var count = ofBody + ofOpening;
        var values = AtLeast(ref _values, count);
        Weigh(
            indices.AsSpan(0, ofBody),
            vocabulary,
            counts,
            values,
            ofOpening > 0 ? 1 - OpeningShare : 1
        );
        Weigh(
            indices.AsSpan(ofBody, ofOpening),
            vocabulary,
            counts,
            values.AsSpan(ofBody),
            ofBody > 0 ? OpeningShare : 1
        );
        return new SparseText(indices, values, count);
    }

    /// <summary>Counts the features of some keys and lists each once.</summary>
    private static int Tally(
        ReadOnlySpan<ulong> keys,
        Vocabulary vocabulary,
        int[] counts,
        Span<int> indices
    )
    {
        var count = 0;
        foreach (var key in keys)
        {
            if (vocabulary.Look(key) is >= 0 and var index)
            {
                indices[count] = index;
                count += counts[index]++ == 0 ? 1 : 0;
            }
        }

        return count;
    }

    /// <summary>The values of features whose squares add up to <paramref name="share"/>; their counters are zero again.</summary>
    private static void Weigh(
        ReadOnlySpan<int> indices,
        Vocabulary vocabulary,
        int[] counts,
        Span<float> values,
        float share
    )
    {
        var idf = vocabulary.Idf;
        var squares = 0f;
        for (var i = 0; i < indices.Length; i++)
        {
            var index = indices[i];
            var value = Sublinear(counts[index]) * idf[index];
            values[i] = value;
            counts[index] = 0;
            squares += value * value;
        }

        var factor = squares > 0 ? MathF.Sqrt(share / squares) : 0;
        for (var i = 0; i < indices.Length; i++)
        {
            values[i] *= factor;
        }
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
