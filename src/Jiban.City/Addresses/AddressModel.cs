namespace Jiban.City.Addresses;

/// <summary>
/// A linear chain over the tokens of an address: weights of facts for each tag, and of each tag after another. The best chain is found by
/// Viterbi. Immutable once trained.
/// </summary>
/// <param name="parts">Names that it knows.</param>
/// <param name="facts">The row of each known fact.</param>
/// <param name="weights">Row by row, a tag to a column; behind them, tag after tag.</param>
internal sealed class AddressModel(
    string[] tags,
    KnownParts parts,
    Dictionary<ulong, int> facts,
    float[] weights
)
{
    public string[] Tags { get; } = tags;
    public KnownParts Parts { get; } = parts;
    public Dictionary<ulong, int> Facts { get; } = facts;
    public float[] Weights { get; } = weights;

    /// <summary>The row of what may follow a tag.</summary>
    public int After(int tag) => Facts.Count + tag;

    /// <summary>The rows of a token's known facts.</summary>
    public int[] Known(ulong[] token) =>
        [.. token.Select(fact => Facts.GetValueOrDefault(fact, -1)).Where(row => row >= 0)];

    /// <summary>The likeliest tags. Inside never comes without a beginning of its kind.</summary>
    public int[] Decode(int[][] tokens)
    {
        var count = Tags.Length;
        var from = new int[tokens.Length, count];
        var best = new float[count];
        var next = new float[count];
        for (var i = 0; i < tokens.Length; i++)
        {
            Score(tokens[i], next);
            for (var tag = 0; tag < count; tag++)
            {
                var (most, origin) =
                    i == 0 ? (Begins(tag) ? 0 : float.MinValue, 0) : Best(best, tag);
                next[tag] = most == float.MinValue ? most : next[tag] + most;
                from[i, tag] = origin;
            }

            (best, next) = (next, best);
        }

        var path = new int[tokens.Length];
        for (var i = tokens.Length - 1; i >= 0; i--)
        {
            path[i] =
                i == tokens.Length - 1 ? Array.IndexOf(best, best.Max()) : from[i + 1, path[i + 1]];
        }

        return path;
    }

    private void Score(int[] rows, float[] scores)
    {
        Array.Clear(scores);
        foreach (var row in rows)
        {
            var weights = Weights.AsSpan(row * scores.Length, scores.Length);
            for (var tag = 0; tag < scores.Length; tag++)
            {
                scores[tag] += weights[tag];
            }
        }
    }

    private (float Most, int Origin) Best(float[] scores, int tag)
    {
        var (most, origin) = (float.MinValue, 0);
        for (var last = 0; last < scores.Length; last++)
        {
            if (scores[last] == float.MinValue || !(Begins(tag) || Same(last, tag)))
            {
                continue;
            }

            var score = scores[last] + Weights[(After(last) * scores.Length) + tag];
            if (score > most)
            {
                (most, origin) = (score, last);
            }
        }

        return (most, origin);
    }

    private bool Begins(int tag) => Tags[tag][0] == 'B';

    private bool Same(int last, int tag) => Tags[last].AsSpan(2).SequenceEqual(Tags[tag].AsSpan(2));
}
