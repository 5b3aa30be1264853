namespace Jiban.City.Addresses;

/// <summary>Which tag may follow which: a part never goes on that did not begin. Scores of a chain are those of its tags and of each tag after another.</summary>
internal sealed class TagChain
{
    /// <summary>What a tag's own likelihood weighs beside that of its part.</summary>
    private const float Beginning = 0.2f;

    /// <summary>A chain whose tags have all become as good as impossible must not divide by zero.</summary>
    private const float Least = 1e-30f;

    private readonly bool[] _begins;
    private readonly int[] _label;

    public TagChain(string[] tags)
    {
        Tags = tags;
        var labels = tags.Select(tag => tag[2..]).Distinct().ToList();
        _begins = Array.ConvertAll(tags, tag => tag[0] == 'B');
        _label = Array.ConvertAll(tags, tag => labels.IndexOf(tag[2..]));
    }

    public string[] Tags { get; }

    /// <summary>
    /// How likely each tag is for each token, over all chains (Lafferty, McCallum and Pereira 2001): forward and backward, each token's sums scaled to one.
    /// </summary>
    /// <param name="scores">Of each tag for each token, a token to a row.</param>
    /// <param name="follows">Of each tag behind another, the earlier to a row.</param>
    /// <param name="pairs">If given, how often each tag is likely to stand behind another is added to it.</param>
    public Matrix Likely(Matrix scores, Matrix follows, Matrix? pairs = null)
    {
        var factor = new Matrix(Tags.Length, Tags.Length);
        for (var last = 0; last < Tags.Length; last++)
        {
            for (var tag = 0; tag < Tags.Length; tag++)
            {
                factor.Row(last)[tag] = May(last, tag) ? MathF.Exp(follows.Row(last)[tag]) : 0;
            }
        }

        var here = Exponentials(scores);
        var likely = Forward(here, factor);
        var after = new float[Tags.Length];
        var behind = new float[Tags.Length];
        Array.Fill(behind, 1);
        var expected = new Matrix(Tags.Length, Tags.Length);
        for (var i = scores.Rows - 1; i >= 0; i--)
        {
            var forward = likely.Row(i);
            var behindHere = behind.ToArray();
            if (i > 0)
            {
                Product(here.Row(i), behind, after);
                var last = likely.Row(i - 1);
                for (var tag = 0; tag < Tags.Length; tag++)
                {
                    behind[tag] = Lanes.Dot(factor.Row(tag), after);
                }

                var all = Math.Max(Lanes.Dot(last, behind), Least);
                for (var tag = 0; pairs is not null && tag < Tags.Length; tag++)
                {
                    Lanes.Add(last[tag] / all, after, expected.Row(tag));
                }

                ToOne(behind);
            }

            Product(forward, behindHere, forward);
            ToOne(forward);
        }

        for (var at = 0; pairs is not null && at < expected.Values.Length; at++)
        {
            pairs.Values[at] += expected.Values[at] * factor.Values[at];
        }

        return likely;
    }

    /// <summary>
    /// The chain of which most tokens are likely to be of the right part (Goodman 1996); where a part begins counts less.
    /// </summary>
    /// <param name="likely">How likely each tag is for each token.</param>
    public string[] Best(Matrix likely)
    {
        var from = new int[likely.Rows, Tags.Length];
        var best = new float[Tags.Length];
        var next = new float[Tags.Length];
        for (var i = 0; i < likely.Rows; i++)
        {
            var here = likely.Row(i);
            var ofLabel = new float[Tags.Length];
            for (var tag = 0; tag < Tags.Length; tag++)
            {
                ofLabel[_label[tag]] += here[tag];
            }

            for (var tag = 0; tag < Tags.Length; tag++)
            {
                var (most, origin) = (i == 0 && _begins[tag] ? 0 : float.NegativeInfinity, 0);
                for (var last = 0; i > 0 && last < Tags.Length; last++)
                {
                    if (May(last, tag) && best[last] > most)
                    {
                        (most, origin) = (best[last], last);
                    }
                }

                next[tag] =
                    most + ((1 - Beginning) * ofLabel[_label[tag]]) + (Beginning * here[tag]);
                from[i, tag] = origin;
            }

            (best, next) = (next, best);
        }

        var path = new string[likely.Rows];
        var at = Array.IndexOf(best, best.Max());
        for (var i = likely.Rows - 1; i >= 0; i--)
        {
            path[i] = Tags[at];
            at = from[i, at];
        }

        return path;
    }

    private Matrix Exponentials(Matrix scores)
    {
        var here = new Matrix(scores.Rows, scores.Width);
        for (var i = 0; i < scores.Rows; i++)
        {
            var row = scores.Row(i);
            var exponentials = here.Row(i);
            var most = float.NegativeInfinity;
            for (var tag = 0; tag < Tags.Length; tag++)
            {
                most = Math.Max(most, row[tag]);
            }

            for (var tag = 0; tag < Tags.Length; tag++)
            {
                exponentials[tag] = MathF.Exp(row[tag] - most);
            }
        }

        return here;
    }

    private Matrix Forward(Matrix here, Matrix factor)
    {
        var forward = new Matrix(here.Rows, here.Width);
        for (var i = 0; i < here.Rows; i++)
        {
            var row = forward.Row(i);
            for (var tag = 0; tag < Tags.Length; tag++)
            {
                if (i > 0)
                {
                    Lanes.Add(forward.Row(i - 1)[tag], factor.Row(tag), row);
                }
                else if (_begins[tag])
                {
                    row[tag] = 1;
                }
            }

            Product(row, here.Row(i), row);
            ToOne(row);
        }

        return forward;
    }

    private static void Product(ReadOnlySpan<float> one, ReadOnlySpan<float> other, Span<float> to)
    {
        for (var i = 0; i < to.Length; i++)
        {
            to[i] = one[i] * other[i];
        }
    }

    /// <summary>Makes a row's sum one.</summary>
    private static void ToOne(Span<float> row)
    {
        var sum = Least;
        foreach (var value in row)
        {
            sum += value;
        }

        for (var i = 0; i < row.Length; i++)
        {
            row[i] /= sum;
        }
    }

    private bool May(int last, int tag) => _begins[tag] || _label[last] == _label[tag];
}
