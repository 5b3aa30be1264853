using System.Numerics;
using System.Runtime.InteropServices;

namespace Jiban.Dispatch.Learning;

/// <summary>Weights of all labels, dense, before they are made small.</summary>
/// <param name="Weights">Row by row: <paramref name="Width"/> labels to a feature; the last row is the bias.</param>
internal sealed record DenseWeights(float[] Weights, int Width);

/// <summary>
/// Trains one linear support vector machine a label (squared hinge, L2) by coordinate descent on the dual (Hsieh et al. 2008).
/// All labels of a block walk the texts together, so that a text's features are read once for many labels and the arithmetic is
/// done by vectors. Blocks know nothing of each other: they run side by side and the result is the same.
/// </summary>
internal static class OneVersusRest
{
    private const int BlockWidth = 64;
    private const float Settled = 1e-4f;
    private const float BiasValue = 1;

    /// <param name="labelOf">The label of each text.</param>
    /// <param name="width">Labels rounded up to whole rows.</param>
    public static DenseWeights Train(
        IReadOnlyList<SparseText> texts,
        int[] labelOf,
        int features,
        int width,
        int seed,
        TrainerSettings settings
    )
    {
        var order = Orders(texts.Count, seed, settings.Epochs);
        var blocks = (width + BlockWidth - 1) / BlockWidth;
        var all = new float[(features + 1) * width];
        Parallel.For(
            0,
            blocks,
            block =>
            {
                var first = block * BlockWidth;
                var lanes = Math.Min(BlockWidth, width - first);
                var weights = new Block(texts, labelOf, features, first, lanes, settings).Run(
                    order
                );
                for (var row = 0; row <= features; row++)
                {
                    weights.AsSpan(row * lanes, lanes).CopyTo(all.AsSpan((row * width) + first));
                }
            }
        );
        return new DenseWeights(all, width);
    }

    private static int[][] Orders(int count, int seed, int epochs)
    {
        var chance = new Random(seed);
        var orders = new int[epochs][];
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            orders[epoch] = [.. Enumerable.Range(0, count)];
            chance.Shuffle(orders[epoch]);
        }

        return orders;
    }

    private sealed class Block(
        IReadOnlyList<SparseText> texts,
        int[] labelOf,
        int features,
        int first,
        int lanes,
        TrainerSettings settings
    )
    {
        private readonly float[] _weights = new float[(features + 1) * lanes];
        private readonly float[] _alphas = new float[texts.Count * lanes];
        private readonly float[] _sign = Filled(lanes, -1);
        private readonly float[] _diagonal = Filled(lanes, 1 / (2 * settings.Cost));
        private readonly float[] _step = new float[lanes];

        public float[] Run(int[][] orders)
        {
            foreach (var order in orders)
            {
                foreach (var text in order)
                {
                    var own = labelOf[text] - first;
                    if (own >= 0 && own < lanes)
                    {
                        _sign[own] = 1;
                        _diagonal[own] = 1 / (2 * settings.Cost * settings.OwnWeight);
                        Visit(text);
                        _sign[own] = -1;
                        _diagonal[own] = 1 / (2 * settings.Cost);
                    }
                    else
                    {
                        Visit(text);
                    }
                }
            }

            return _weights;
        }

        private void Visit(int text)
        {
            var indices = texts[text].Indices;
            var values = texts[text].Values;
            var step = MemoryMarshal.Cast<float, Vector<float>>(_step.AsSpan());
            Row(features).CopyTo(step);
            for (var i = 0; i < indices.Length; i++)
            {
                var row = Row(indices[i]);
                var x = new Vector<float>(values[i]);
                for (var v = 0; v < step.Length; v++)
                {
                    step[v] += x * row[v];
                }
            }

            if (!Solve(text, step))
            {
                return;
            }

            Add(Row(features), step, BiasValue);
            for (var i = 0; i < indices.Length; i++)
            {
                Add(Row(indices[i]), step, values[i]);
            }
        }

        /// <summary>One Newton step on each label's dual variable; turns the scores in <paramref name="step"/> into the weights' change. False when nothing moves.</summary>
        private bool Solve(int text, Span<Vector<float>> step)
        {
            var alphas = MemoryMarshal.Cast<float, Vector<float>>(
                _alphas.AsSpan(text * lanes, lanes)
            );
            var signs = MemoryMarshal.Cast<float, Vector<float>>(_sign);
            var diagonals = MemoryMarshal.Cast<float, Vector<float>>(_diagonal);
            var square = new Vector<float>(1 + (BiasValue * BiasValue));
            var moved = false;
            for (var v = 0; v < step.Length; v++)
            {
                var gradient =
                    (signs[v] * step[v]) - Vector<float>.One + (alphas[v] * diagonals[v]);
                var next = Vector.Max(
                    Vector<float>.Zero,
                    alphas[v] - (gradient / (square + diagonals[v]))
                );
                var change = next - alphas[v];
                moved |= Vector.GreaterThanAny(Vector.Abs(change), new Vector<float>(Settled));
                alphas[v] = next;
                step[v] = change * signs[v];
            }

            return moved;
        }

        private static void Add(Span<Vector<float>> row, Span<Vector<float>> step, float value)
        {
            var x = new Vector<float>(value);
            for (var v = 0; v < step.Length; v++)
            {
                row[v] += x * step[v];
            }
        }

        private Span<Vector<float>> Row(int feature) =>
            MemoryMarshal.Cast<float, Vector<float>>(_weights.AsSpan(feature * lanes, lanes));

        private static float[] Filled(int length, float value)
        {
            var array = new float[length];
            Array.Fill(array, value);
            return array;
        }
    }
}
