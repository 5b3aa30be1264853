using System.Numerics;
using System.Runtime.InteropServices;

namespace Jiban.Dispatch.Learning;

/// <summary>
/// Trains one linear support vector machine a label (squared hinge, L2) by coordinate descent on the dual (Hsieh et al. 2008).
/// All labels of a block walk the texts together, so that a text's features are read once for many labels and the arithmetic is
/// done by vectors. Blocks know nothing of each other: they run side by side and the result is the same. Features may be weighted, each
/// for each label.
/// </summary>
internal static class OneVersusRest
{
    private const int BlockWidth = 64;
    private const float Settled = 1e-4f;
    private const float BiasValue = 1;

    /// <param name="labelOf">The label of each text.</param>
    /// <returns>Row by row, <paramref name="width"/> labels to a feature; the last row is the bias.</returns>
    /// <param name="width">Labels rounded up to whole vectors (<see cref="WidthOf"/>).</param>
    /// <param name="ratios">Weights of features, as long as the result without its bias; null: all 1.</param>
    public static float[] Train(
        IReadOnlyList<SparseText> texts,
        int[] labelOf,
        int features,
        int width,
        int seed,
        float cost,
        float[]? ratios,
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
                var own = ratios is null ? null : Lanes(ratios, features, width, first, lanes);
                var weights = new Block(
                    texts,
                    labelOf,
                    features,
                    first,
                    lanes,
                    cost,
                    own,
                    settings
                ).Run(order);
                for (var row = 0; row <= features; row++)
                {
                    weights.AsSpan(row * lanes, lanes).CopyTo(all.AsSpan((row * width) + first));
                }
            }
        );
        return all;
    }

    /// <summary>The width of training rows: a few labels shall not cost as much as the many of a kept row.</summary>
    public static int WidthOf(int labels) =>
        (labels + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count;

    private static float[] Lanes(float[] matrix, int rows, int width, int first, int lanes)
    {
        var part = new float[rows * lanes];
        for (var row = 0; row < rows; row++)
        {
            matrix.AsSpan((row * width) + first, lanes).CopyTo(part.AsSpan(row * lanes));
        }

        return part;
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
        float cost,
        float[]? ratios,
        TrainerSettings settings
    )
    {
        private readonly float[] _weights = new float[(features + 1) * lanes];
        private readonly float[] _alphas = new float[texts.Count * lanes];
        private readonly float[] _sign = Filled(lanes, -1);
        private readonly float[] _diagonal = Filled(lanes, 1 / (2 * cost));
        private readonly float[] _ownCost = OwnCosts(labelOf, first, lanes, cost, settings);
        private readonly float[] _step = new float[lanes];
        private readonly float[] _squares = new float[ratios is null ? 0 : texts.Count * lanes];

        /// <returns>Weights of the features as they are: what they were weighted by is multiplied in.</returns>
        public float[] Run(int[][] orders)
        {
            for (var text = 0; text < texts.Count && ratios is not null; text++)
            {
                Square(text);
            }

            foreach (var order in orders)
            {
                foreach (var text in order)
                {
                    var own = labelOf[text] - first;
                    if (own >= 0 && own < lanes)
                    {
                        _sign[own] = 1;
                        _diagonal[own] = 1 / (2 * _ownCost[own]);
                        Visit(text);
                        _sign[own] = -1;
                        _diagonal[own] = 1 / (2 * cost);
                    }
                    else
                    {
                        Visit(text);
                    }
                }
            }

            for (var at = 0; ratios is not null && at < ratios.Length; at++)
            {
                _weights[at] *= ratios[at];
            }

            return _weights;
        }

        /// <summary>What a label's own texts cost: more than the others', and more the rarer it is.</summary>
        private static float[] OwnCosts(
            int[] labelOf,
            int first,
            int lanes,
            float cost,
            TrainerSettings settings
        )
        {
            var texts = new int[Math.Max(labelOf.Max() + 1, first + lanes)];
            foreach (var label in labelOf)
            {
                texts[label]++;
            }

            var mean = (float)labelOf.Length / texts.Count(count => count > 0);
            return
            [
                .. texts[first..(first + lanes)]
                    .Select(count =>
                        cost
                        * settings.OwnWeight
                        * MathF.Pow(mean / Math.Max(count, 1), settings.Balance)
                    ),
            ];
        }

        /// <summary>Squared length of a weighted text, bias included.</summary>
        private void Square(int text)
        {
            var squares = Vectors(_squares, text);
            squares.Fill(new Vector<float>(BiasValue * BiasValue));
            for (var i = 0; i < texts[text].Count; i++)
            {
                var ratio = Vectors(ratios!, texts[text].Indices[i]);
                for (var v = 0; v < squares.Length; v++)
                {
                    var x = ratio[v] * texts[text].Values[i];
                    squares[v] += x * x;
                }
            }
        }

        private void Visit(int text)
        {
            var indices = texts[text].Indices;
            var values = texts[text].Values;
            var step = MemoryMarshal.Cast<float, Vector<float>>(_step.AsSpan());
            Row(features).CopyTo(step);
            for (var i = 0; i < indices.Length; i++)
            {
                Add(step, Row(indices[i]), values[i], indices[i]);
            }

            if (!Solve(text, step))
            {
                return;
            }

            Add(Row(features), step, BiasValue, null);
            for (var i = 0; i < indices.Length; i++)
            {
                Add(Row(indices[i]), step, values[i], indices[i]);
            }
        }

        /// <summary>One Newton step on each label's dual variable; turns the scores in <paramref name="step"/> into the weights' change. False when nothing moves.</summary>
        private bool Solve(int text, Span<Vector<float>> step)
        {
            var alphas = Vectors(_alphas, text);
            var squares = ratios is null ? default : Vectors(_squares, text);
            var signs = MemoryMarshal.Cast<float, Vector<float>>(_sign);
            var diagonals = MemoryMarshal.Cast<float, Vector<float>>(_diagonal);
            var plain = new Vector<float>(1 + (BiasValue * BiasValue));
            var moved = false;
            for (var v = 0; v < step.Length; v++)
            {
                var square = squares.IsEmpty ? plain : squares[v];
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

        /// <summary>sums += value × terms, weighted as the feature is.</summary>
        private void Add(
            Span<Vector<float>> sums,
            Span<Vector<float>> terms,
            float value,
            int? feature
        )
        {
            var x = new Vector<float>(value);
            if (ratios is null || feature is null)
            {
                for (var v = 0; v < terms.Length; v++)
                {
                    sums[v] += x * terms[v];
                }

                return;
            }

            var ratio = Vectors(ratios, feature.Value);
            for (var v = 0; v < terms.Length; v++)
            {
                sums[v] += x * ratio[v] * terms[v];
            }
        }

        private Span<Vector<float>> Row(int feature) => Vectors(_weights, feature);

        private Span<Vector<float>> Vectors(float[] matrix, int row) =>
            MemoryMarshal.Cast<float, Vector<float>>(matrix.AsSpan(row * lanes, lanes));

        private static float[] Filled(int length, float value)
        {
            var array = new float[length];
            Array.Fill(array, value);
            return array;
        }
    }
}
