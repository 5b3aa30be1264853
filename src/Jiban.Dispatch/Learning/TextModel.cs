using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Jiban.Dispatch.Learning;

/// <summary>
/// A linear classifier over character runs, one hyperplane a label, calibrated by one temperature. Weights are kept in a byte each
/// with one scale a feature, so that a row of 240 labels is four cache lines. Immutable.
/// </summary>
/// <param name="weights">Row by row, <see cref="Width"/> to a feature.</param>
/// <param name="scales">What one step of a row's bytes is worth.</param>
/// <param name="temperature">What a margin is multiplied by to be a log-odds.</param>
/// <param name="opening">Characters of the opening (<see cref="TextFeatures"/>).</param>
/// <param name="surety">How far it is to be believed together with the listed words.</param>
internal sealed class TextModel(
    string[] labels,
    Vocabulary vocabulary,
    sbyte[] weights,
    float[] scales,
    float[] bias,
    float temperature,
    int opening,
    Surety? surety = null
)
{
    [ThreadStatic]
    private static List<ulong>? _keys;

    /// <summary>
    /// Of a few labels the beginnings of the rows, eight bytes to a feature: a quarter of the memory, so that it stays in the processor's
    /// cache. Null when there are more labels.
    /// </summary>
    private readonly ulong[]? _few = Few(weights, labels.Length);

    public string[] Labels { get; } = labels;
    public Vocabulary Vocabulary { get; } = vocabulary;
    public sbyte[] Weights { get; } = weights;
    public float[] Scales { get; } = scales;
    public float[] Bias { get; } = bias;
    public float Temperature { get; } = temperature;
    public int Opening { get; } = opening;
    public Surety Surety { get; } = surety ?? Surety.Unlearned;

    /// <summary>The labels as a tree, where they are paths.</summary>
    public LabelTree Tree { get; } = new(labels);

    /// <summary>Labels rounded up to whole vectors.</summary>
    public int Width { get; } = WidthOf(labels.Length);

    /// <summary>The row width for a number of labels.</summary>
    public static int WidthOf(int labels) => (labels + 31) / 32 * 32;

    /// <summary>
    /// Calibrated log-odds of every label, up to a common constant.
    /// </summary>
    /// <param name="logOdds">As long as <see cref="Labels"/>.</param>
    /// <returns>Number of known features in the text; with 0 the log-odds tell only how frequent labels were.</returns>
    public int LogOdds(ReadOnlySpan<char> plain, Span<float> logOdds)
    {
        var keys = _keys ??= [];
        keys.Clear();
        TextFeatures.Read(plain, keys, Opening);
        return LogOdds(keys, logOdds);
    }

    /// <summary>The same for features already read.</summary>
    public int LogOdds(List<ulong> keys, Span<float> logOdds)
    {
        var text = SparseText.Glance(keys, Vocabulary);
        Span<float> sums = stackalloc float[Width];
        sums.Clear();
        Add(text, sums);
        for (var label = 0; label < logOdds.Length; label++)
        {
            logOdds[label] = (sums[label] + Bias[label]) * Temperature;
        }

        return text.Count;
    }

    /// <summary>The likeliest label and its probability.</summary>
    public (string Label, double Probability) Classify(ReadOnlySpan<char> plain)
    {
        Span<float> logOdds = stackalloc float[Labels.Length];
        LogOdds(plain, logOdds);
        var best = 0;
        for (var label = 1; label < logOdds.Length; label++)
        {
            best = logOdds[label] > logOdds[best] ? label : best;
        }

        var sum = 0d;
        foreach (var value in logOdds)
        {
            sum += Math.Exp(value - logOdds[best]);
        }

        return (Labels[best], 1 / sum);
    }

    /// <summary>The likeliest way down the tree of labels.</summary>
    public IReadOnlyList<(string Name, double Probability)> Way(string plain)
    {
        var logOdds = new float[Labels.Length];
        LogOdds(plain, logOdds);
        return Tree.Way(Calibration.Probabilities(logOdds, temperature: 1));
    }

    private static ulong[]? Few(sbyte[] weights, int labels)
    {
        if (labels > Vector256<float>.Count)
        {
            return null;
        }

        var few = new ulong[weights.Length / WidthOf(labels)];
        for (var feature = 0; feature < few.Length; feature++)
        {
            few[feature] = MemoryMarshal.Read<ulong>(
                MemoryMarshal.AsBytes(weights.AsSpan(feature * WidthOf(labels)))
            );
        }

        return few;
    }

    private void Add(SparseText text, Span<float> sums)
    {
        if (_few is not null)
        {
            AddFew(_few, text).CopyTo(sums);
            return;
        }

        var indices = text.Indices;
        var values = text.Values;
        for (var i = 0; i < indices.Length; i++)
        {
            var row = Weights.AsSpan(indices[i] * Width, Width);
            var x = new Vector<float>(values[i] * Scales[indices[i]]);
            AddRow(row, x, sums);
        }
    }

    /// <summary>The sums of at most eight labels, which never leave the processor.</summary>
    private Vector256<float> AddFew(ulong[] rows, SparseText text)
    {
        var indices = text.Indices;
        var values = text.Values;
        var sums = Vector256<float>.Zero;
        for (var i = 0; i < indices.Length; i++)
        {
            var row = Vector128.WidenLower(
                Vector128.CreateScalarUnsafe(rows[indices[i]]).AsSByte()
            );
            var weights = Vector256.Create(Vector128.WidenLower(row), Vector128.WidenUpper(row));
            var x = Vector256.Create(values[i] * Scales[indices[i]]);
            sums += x * Vector256.ConvertToSingle(weights);
        }

        return sums;
    }

    /// <summary>sums += x × row, widening bytes to floats a vector at a time.</summary>
    private static void AddRow(ReadOnlySpan<sbyte> row, Vector<float> x, Span<float> sums)
    {
        if (Vector<sbyte>.Count > row.Length || row.Length % Vector<sbyte>.Count != 0)
        {
            for (var i = 0; i < row.Length; i++)
            {
                sums[i] += x[0] * row[i];
            }

            return;
        }

        var targets = MemoryMarshal.Cast<float, Vector<float>>(sums);
        var at = 0;
        foreach (var bytes in MemoryMarshal.Cast<sbyte, Vector<sbyte>>(row))
        {
            Vector.Widen(bytes, out var low, out var high);
            Vector.Widen(low, out var a, out var b);
            Vector.Widen(high, out var c, out var d);
            targets[at] += x * Vector.ConvertToSingle(a);
            targets[at + 1] += x * Vector.ConvertToSingle(b);
            targets[at + 2] += x * Vector.ConvertToSingle(c);
            targets[at + 3] += x * Vector.ConvertToSingle(d);
            at += 4;
        }
    }
}
