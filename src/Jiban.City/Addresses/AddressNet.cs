namespace Jiban.City.Addresses;

/// <summary>
/// Scores each tag for each token: what is seen of a token becomes a row of numbers, two recurrent layers (long short-term memory, Hochreiter and Schmidhuber 1997) read the address from either end, and what both remember
/// at a token is weighed for each tag.
/// </summary>
internal sealed class AddressNet
{
    /// <summary>Numbers that each layer remembers.</summary>
    public const int Memory = 48;

    /// <summary>Numbers for each that is seen of a token: itself, the two pairs, the known part.</summary>
    private static readonly int[] Widths = [32, 16, 16, 8];

    /// <summary>Numbers that stand for a token.</summary>
    public static readonly int Seen = Widths.Sum();

    public AddressNet(IReadOnlyList<int> rows, int tags)
    {
        Tables = [.. Widths.Zip(rows, (width, count) => new Matrix(count, width))];
        Read = [new(Seen, 4 * Memory), new(Seen, 4 * Memory)];
        Recall = [new(Memory, 4 * Memory), new(Memory, 4 * Memory)];
        Bias = [new(1, 4 * Memory), new(1, 4 * Memory)];
        Weigh = new(2 * Memory, tags);
        Often = new(1, tags);
        Follows = new(tags, tags);
    }

    /// <summary>What stands for each word, by what is seen.</summary>
    public Matrix[] Tables { get; }

    /// <summary>From what is seen to the gates of each layer: in, forget, new, out.</summary>
    public Matrix[] Read { get; }

    /// <summary>From what was remembered at the token before to the gates.</summary>
    public Matrix[] Recall { get; }
    public Matrix[] Bias { get; }

    /// <summary>From both memories to tags.</summary>
    public Matrix Weigh { get; }
    public Matrix Often { get; }

    /// <summary>How well a tag follows another, the earlier to a row.</summary>
    public Matrix Follows { get; }

    /// <summary>All but the tables, in the order in which they are kept.</summary>
    public IEnumerable<Matrix> Weights => [.. Read, .. Recall, .. Bias, Weigh, Often, Follows];

    /// <summary>What a run over an address leaves behind for going back over it.</summary>
    public sealed class Pass(int tokens, int tags)
    {
        public int Tokens => tokens;
        public Matrix Seen { get; } = new(tokens, AddressNet.Seen);
        public Matrix[] Gates { get; } = [new(tokens, 4 * Memory), new(tokens, 4 * Memory)];
        public Matrix[] Cell { get; } = [new(tokens, Memory), new(tokens, Memory)];
        public Matrix[] State { get; } = [new(tokens, Memory), new(tokens, Memory)];
        public Matrix Both { get; } = new(tokens, 2 * Memory);
        public Matrix Scores { get; } = new(tokens, tags);
    }

    /// <param name="rows">By what is seen, token after token.</param>
    /// <param name="hideSeen">Puts some of the numbers out of sight; nothing outside of training.</param>
    /// <param name="hideBoth">Likewise for what is remembered.</param>
    public Pass Run(int[][] rows, Action<Matrix>? hideSeen = null, Action<Matrix>? hideBoth = null)
    {
        var pass = new Pass(rows[0].Length, Often.Width);
        for (var i = 0; i < pass.Tokens; i++)
        {
            var to = pass.Seen.Row(i);
            for (var kind = 0; kind < Tables.Length; kind++)
            {
                Tables[kind].Row(rows[kind][i]).CopyTo(to);
                to = to[Tables[kind].Width..];
            }
        }

        hideSeen?.Invoke(pass.Seen);
        for (var layer = 0; layer < 2; layer++)
        {
            for (var step = 0; step < pass.Tokens; step++)
            {
                Step(pass, layer, step);
            }
        }

        hideBoth?.Invoke(pass.Both);
        for (var i = 0; i < pass.Tokens; i++)
        {
            var scores = pass.Scores.Row(i);
            Often.Row(0).CopyTo(scores);
            Weighted(pass.Both.Row(i), Weigh, scores);
        }

        return pass;
    }

    /// <summary>The token of a step, and the one that the layer read before it: the first layer goes forth, the second back.</summary>
    public static (int At, int Before) Place(int layer, int step, int tokens) =>
        layer == 0 ? (step, step - 1) : (tokens - 1 - step, tokens - step);

    private void Step(Pass pass, int layer, int step)
    {
        var (at, before) = Place(layer, step, pass.Tokens);
        var gates = pass.Gates[layer].Row(at);
        Bias[layer].Row(0).CopyTo(gates);
        Weighted(pass.Seen.Row(at), Read[layer], gates);
        if (step > 0)
        {
            Weighted(pass.State[layer].Row(before), Recall[layer], gates);
        }

        var cell = pass.Cell[layer].Row(at);
        var state = pass.State[layer].Row(at);
        for (var n = 0; n < Memory; n++)
        {
            var take = gates[n] = Sigmoid(gates[n]);
            var keep = gates[Memory + n] = Sigmoid(gates[Memory + n]);
            var fresh = gates[2 * Memory + n] = MathF.Tanh(gates[2 * Memory + n]);
            var tell = gates[3 * Memory + n] = Sigmoid(gates[3 * Memory + n]);
            cell[n] = take * fresh + (step > 0 ? keep * pass.Cell[layer].Row(before)[n] : 0);
            state[n] = tell * MathF.Tanh(cell[n]);
        }

        state.CopyTo(pass.Both.Row(at)[(layer * Memory)..]);
    }

    private static void Weighted(ReadOnlySpan<float> from, Matrix weights, Span<float> to)
    {
        for (var n = 0; n < from.Length; n++)
        {
            if (from[n] != 0)
            {
                Lanes.Add(from[n], weights.Row(n), to);
            }
        }
    }

    private static float Sigmoid(float x) => 1 / (1 + MathF.Exp(-x));
}
