namespace Jiban.City.Addresses.Pairs;

/// <summary>A logistic regression over the words of a pair (<see cref="PairWords"/>), trained by AdaGrad (Duchi 2011) with a little decay.</summary>
internal sealed class WordScore(float bias, float[] weights)
{
    /// <summary>Rows of the hash table: words that share one are rare.</summary>
    public const int Rows = 1 << 18;

    private const int Visits = 8;
    private const double Rate = 0.3;
    private const double Decay = 1e-4;
    private const float Start = 1e-3f;

    public float Bias { get; private set; } = bias;
    public float[] Weights { get; } = weights;

    /// <summary>The log-odds; a pair of many words is no surer than one of few.</summary>
    public float Of(int[] words)
    {
        var sum = 0.0;
        foreach (var word in words)
        {
            sum += Weights[word];
        }

        return (float)(Bias + (sum / Math.Sqrt(Math.Max(1, words.Length))));
    }

    /// <summary>Learns from some pairs which are true. The same pairs and seed give the same score.</summary>
    public static WordScore Train(
        IReadOnlyList<int[]> words,
        IReadOnlyList<bool> truth,
        int[] rows,
        int seed
    )
    {
        var score = new WordScore(0, new float[Rows]);
        var squares = new float[Rows];
        Array.Fill(squares, Start);
        var biasSquares = Start;
        var order = rows.ToArray();
        var chance = new Random(seed);
        for (var visit = 0; visit < Visits; visit++)
        {
            chance.Shuffle(order);
            foreach (var row in order)
            {
                var error = (truth[row] ? 1 : 0) - Logistic.Of(score.Of(words[row]));
                var each = error / Math.Sqrt(Math.Max(1, words[row].Length));
                foreach (var word in words[row])
                {
                    var slope = each - (Decay * score.Weights[word]);
                    squares[word] += (float)(slope * slope);
                    score.Weights[word] += (float)(Rate * slope / Math.Sqrt(squares[word]));
                }

                biasSquares += (float)(error * error);
                score.Bias += (float)(Rate * error / Math.Sqrt(biasSquares));
            }
        }

        return score;
    }
}

/// <summary>From log-odds to a probability.</summary>
internal static class Logistic
{
    public static double Of(double odds) => 1 / (1 + Math.Exp(-odds));
}
