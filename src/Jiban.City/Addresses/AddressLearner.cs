namespace Jiban.City.Addresses;

/// <summary>
/// Trains one net: after each few addresses its weights go down the slope of the loss of their chains (Adam, Kingma and Ba 2015; the pace falls to nothing), while some of what is seen and remembered is hidden, so that it
/// leans on nothing alone (Srivastava and others 2014).
/// </summary>
internal sealed class AddressLearner
{
    private const int Together = 16;
    private const float Pace = 0.004f;
    private const float HiddenSeen = 0.3f;
    private const float HiddenBoth = 0.4f;

    /// <summary>Share of what is seen that is taken for unknown: an address is sure to hold such.</summary>
    private const double Unknown = 0.05;

    /// <summary>A slope steeper than this, for each address, is cut: one odd address must not throw the net.</summary>
    private const double Steepest = 5;

    private const float MeanDecay = 0.9f;
    private const float SquareDecay = 0.999f;

    private readonly AddressNet _net;
    private readonly TagChain _chain;
    private readonly Random _chance;
    private readonly Matrix[] _weights;
    private readonly Moving[] _moving;
    private readonly Moving[] _tables;
    private readonly HashSet<int>[] _touched;
    private int _steps;

    /// <summary>The slope of a matrix, with the running means of it and of its squares.</summary>
    private sealed class Moving(Matrix of)
    {
        public Matrix Slope { get; } = new(of.Rows, of.Width);
        public Matrix Mean { get; } = new(of.Rows, of.Width);
        public Matrix Square { get; } = new(of.Rows, of.Width);
    }

    private AddressLearner(AddressNet net, TagChain chain, Random chance)
    {
        (_net, _chain, _chance) = (net, chain, chance);
        _weights = [.. net.Weights];
        _moving = Array.ConvertAll(_weights, weights => new Moving(weights));
        _tables = Array.ConvertAll(net.Tables, table => new Moving(table));
        _touched = Array.ConvertAll(net.Tables, _ => new HashSet<int>());
    }

    /// <summary>A trained net; the same addresses and the same chance give the same.</summary>
    /// <param name="rows">What is seen of each address.</param>
    /// <param name="truth">Its tags.</param>
    public static AddressNet Train(
        IReadOnlyList<int> tables,
        TagChain chain,
        int[][][] rows,
        int[][] truth,
        int visits,
        Random chance
    )
    {
        var net = new AddressNet(tables, chain.Tags.Length);
        var learner = new AddressLearner(net, chain, chance);
        learner.Begin();
        var order = Enumerable.Range(0, rows.Length).ToArray();
        var (done, all) = (0, (double)visits * rows.Length);
        for (var visit = 0; visit < visits; visit++)
        {
            chance.Shuffle(order);
            foreach (var some in order.Chunk(Together))
            {
                foreach (var address in some)
                {
                    learner.Look(rows[address], truth[address]);
                }

                done += some.Length;
                learner.Move((float)(Pace * (1 - (done / all))), some.Length);
            }
        }

        return net;
    }

    /// <summary>Small weights by chance, each layer's as large as keeps what passes through it alike (Glorot and Bengio 2010); it forgets little at first.</summary>
    private void Begin()
    {
        foreach (var table in _net.Tables)
        {
            Fill(table, 0.5 * Math.Sqrt(3.0 / table.Width));
        }

        foreach (var weights in _net.Read.Concat(_net.Recall).Append(_net.Weigh))
        {
            Fill(weights, Math.Sqrt(6.0 / (weights.Rows + weights.Width)));
        }

        foreach (var bias in _net.Bias)
        {
            bias.Row(0)[AddressNet.Memory..(2 * AddressNet.Memory)].Fill(1);
        }
    }

    private void Fill(Matrix weights, double within)
    {
        for (var at = 0; at < weights.Values.Length; at++)
        {
            weights.Values[at] = (float)(((_chance.NextDouble() * 2) - 1) * within);
        }
    }

    /// <summary>Adds the slope of one address.</summary>
    private void Look(int[][] rows, int[] truth)
    {
        var seen = Array.ConvertAll(
            rows,
            kind => Array.ConvertAll(kind, row => _chance.NextDouble() < Unknown ? 0 : row)
        );
        var (shown, told) = (
            new Matrix(truth.Length, AddressNet.Seen),
            new Matrix(truth.Length, 2 * AddressNet.Memory)
        );
        var pass = _net.Run(
            seen,
            all => Hide(all, shown, HiddenSeen),
            all => Hide(all, told, HiddenBoth)
        );
        // The slope of the loss is what is likely less what is true.
        var follows = _moving[^1].Slope;
        var slope = _chain.Likely(pass.Scores, _net.Follows, follows);
        for (var i = 0; i < truth.Length; i++)
        {
            slope.Row(i)[truth[i]]--;
            if (i > 0)
            {
                follows.Row(truth[i - 1])[truth[i]]--;
            }
        }

        Back(pass, seen, slope, shown, told);
    }

    /// <summary>Hides a share, and makes the rest as much louder.</summary>
    private void Hide(Matrix all, Matrix kept, float share)
    {
        for (var at = 0; at < all.Values.Length; at++)
        {
            kept.Values[at] = _chance.NextSingle() < share ? 0 : 1 / (1 - share);
            all.Values[at] *= kept.Values[at];
        }
    }

    /// <summary>From the slopes of the scores back to those of everything that made them.</summary>
    private void Back(AddressNet.Pass pass, int[][] rows, Matrix scores, Matrix shown, Matrix told)
    {
        var both = new Matrix(pass.Tokens, 2 * AddressNet.Memory);
        var (weigh, often) = (_moving[^3].Slope, _moving[^2].Slope);
        for (var i = 0; i < pass.Tokens; i++)
        {
            Lanes.Add(1, scores.Row(i), often.Row(0));
            Through(pass.Both.Row(i), scores.Row(i), _net.Weigh, weigh, told.Row(i), both.Row(i));
        }

        var seen = new Matrix(pass.Tokens, AddressNet.Seen);
        for (var layer = 0; layer < 2; layer++)
        {
            BackThrough(layer, pass, both, shown, seen);
        }

        for (var i = 0; i < pass.Tokens; i++)
        {
            ReadOnlySpan<float> slope = seen.Row(i);
            for (var kind = 0; kind < _tables.Length; kind++)
            {
                var width = _net.Tables[kind].Width;
                _touched[kind].Add(rows[kind][i]);
                Lanes.Add(1, slope[..width], _tables[kind].Slope.Row(rows[kind][i]));
                slope = slope[width..];
            }
        }
    }

    /// <summary>Through one layer, from the last token that it read to the first.</summary>
    private void BackThrough(
        int layer,
        AddressNet.Pass pass,
        Matrix both,
        Matrix shown,
        Matrix seen
    )
    {
        const int Memory = AddressNet.Memory;
        var slope = new float[4 * Memory];
        var (cell, state) = (new float[Memory], new float[Memory]);
        var ones = new float[Memory];
        Array.Fill(ones, 1);
        for (var step = pass.Tokens - 1; step >= 0; step--)
        {
            var (at, before) = AddressNet.Place(layer, step, pass.Tokens);
            var gates = pass.Gates[layer].Row(at);
            var cells = pass.Cell[layer].Row(at);
            var told = both.Row(at)[(layer * Memory)..];
            for (var n = 0; n < Memory; n++)
            {
                var (take, keep, fresh, tell) = (
                    gates[n],
                    gates[Memory + n],
                    gates[2 * Memory + n],
                    gates[3 * Memory + n]
                );
                var bent = MathF.Tanh(cells[n]);
                var ofState = told[n] + state[n];
                var ofCell = cell[n] + (ofState * tell * (1 - (bent * bent)));
                var last = step > 0 ? pass.Cell[layer].Row(before)[n] : 0;
                slope[n] = ofCell * fresh * take * (1 - take);
                slope[Memory + n] = ofCell * last * keep * (1 - keep);
                slope[2 * Memory + n] = ofCell * take * (1 - (fresh * fresh));
                slope[3 * Memory + n] = ofState * bent * tell * (1 - tell);
                cell[n] = ofCell * keep;
            }

            Lanes.Add(1, slope, _moving[4 + layer].Slope.Row(0));
            Through(
                pass.Seen.Row(at),
                slope,
                _net.Read[layer],
                _moving[layer].Slope,
                shown.Row(at),
                seen.Row(at)
            );
            Array.Clear(state);
            if (step > 0)
            {
                Through(
                    pass.State[layer].Row(before),
                    slope,
                    _net.Recall[layer],
                    _moving[2 + layer].Slope,
                    ones,
                    state
                );
            }
        }
    }

    /// <summary>Back through a matrix: its own slope, and that of what went in, where it was not hidden.</summary>
    private static void Through(
        ReadOnlySpan<float> went,
        ReadOnlySpan<float> slope,
        Matrix weights,
        Matrix ofWeights,
        ReadOnlySpan<float> kept,
        Span<float> ofWent
    )
    {
        for (var n = 0; n < went.Length; n++)
        {
            if (kept[n] != 0)
            {
                Lanes.Add(went[n], slope, ofWeights.Row(n));
                ofWent[n] += kept[n] * Lanes.Dot(weights.Row(n), slope);
            }
        }
    }

    private void Move(float pace, int addresses)
    {
        _steps++;
        var squares = _moving.Sum(one => (double)Lanes.Dot(one.Slope.Values, one.Slope.Values));
        for (var kind = 0; kind < _tables.Length; kind++)
        {
            foreach (var row in _touched[kind])
            {
                var slope = _tables[kind].Slope.Row(row);
                squares += Lanes.Dot(slope, slope);
            }
        }

        var cut = (float)Math.Min(1, Steepest * addresses / Math.Max(Math.Sqrt(squares), 1e-9));
        var step =
            pace
            * MathF.Sqrt(1 - MathF.Pow(SquareDecay, _steps))
            / (1 - MathF.Pow(MeanDecay, _steps));
        for (var n = 0; n < _weights.Length; n++)
        {
            Move(
                _weights[n].Values,
                _moving[n].Slope.Values,
                _moving[n].Mean.Values,
                _moving[n].Square.Values,
                step,
                cut
            );
        }

        for (var kind = 0; kind < _tables.Length; kind++)
        {
            foreach (var row in _touched[kind])
            {
                var moving = _tables[kind];
                Move(
                    _net.Tables[kind].Row(row),
                    moving.Slope.Row(row),
                    moving.Mean.Row(row),
                    moving.Square.Row(row),
                    step,
                    cut
                );
            }

            _touched[kind].Clear();
        }
    }

    private static void Move(
        Span<float> weights,
        Span<float> slope,
        Span<float> mean,
        Span<float> square,
        float step,
        float cut
    )
    {
        for (var n = 0; n < weights.Length; n++)
        {
            var down = slope[n] * cut;
            mean[n] = (MeanDecay * mean[n]) + ((1 - MeanDecay) * down);
            square[n] = (SquareDecay * square[n]) + ((1 - SquareDecay) * down * down);
            weights[n] -= step * mean[n] / (MathF.Sqrt(square[n]) + 1e-8f);
        }

        slope.Clear();
    }
}
