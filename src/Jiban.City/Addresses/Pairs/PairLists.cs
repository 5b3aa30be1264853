namespace Jiban.City.Addresses.Pairs;

/// <summary>
/// Adds to the facts of each pair how it stands among the others of its list, that is, those of the same first text: one place is one place, and what
/// another fits better is not it.
/// </summary>
internal static class PairLists
{
    /// <summary>What stands for a place in the list where the order tells nothing.</summary>
    private const float NoOrder = -1;

    /// <summary>So many standard deviations beyond chance the order is no chance.</summary>
    private const double NoChance = 4;

    /// <summary>Below every fact: there is no other.</summary>
    private const float Nobody = -9;

    /// <summary>The rows of each list, in the order of the file.</summary>
    public static int[][] Of(IEnumerable<string> first) =>
        [
            .. first
                .Select((text, row) => (text, row))
                .GroupBy(pair => pair.text, pair => pair.row, StringComparer.Ordinal)
                .Select(list => list.ToArray()),
        ];

    /// <param name="scores">Log-odds of each pair by its words: of full, of part or full.</param>
    /// <param name="ordered">Whether the order of a list tells: then it is that of a search, the best first.</param>
    public static float[][] Facts(
        float[][] facts,
        IReadOnlyList<float[]> scores,
        int[][] lists,
        bool ordered
    )
    {
        var all = new float[facts.Length][];
        foreach (var list in lists)
        {
            var compared = PairFacts
                .Compared.Select(at => list.Select(row => facts[row][at]).ToArray())
                .Concat(scores.Select(score => list.Select(row => score[row]).ToArray()))
                .Select(Standing)
                .ToArray();
            for (var i = 0; i < list.Length; i++)
            {
                var row = list[i];
                all[row] =
                [
                    .. facts[row],
                    .. scores.Select(score => score[row]),
                    .. compared.SelectMany(fact => (float[])[fact[i].Lead, fact[i].Before]),
                    list.Length,
                    ordered ? i : NoOrder,
                ];
            }
        }

        return all;
    }

    /// <summary>Whether the first of so many lists is the one more often than by chance.</summary>
    public static bool Tells(int first, double byChance) =>
        first - byChance > NoChance * Math.Sqrt(byChance);

    /// <summary>Whether the order of a file nobody labelled is that of a search: then what the rules like best stands first.</summary>
    /// <param name="likeness">That of each list, in its order.</param>
    public static bool OrderTells(IEnumerable<double[]> likeness)
    {
        var (first, byChance) = (0, 0.0);
        foreach (var list in likeness)
        {
            var most = list.Max();
            if (list.Length > 1 && list.Count(like => like == most) == 1)
            {
                first += list[0] == most ? 1 : 0;
                byChance += 1.0 / list.Length;
            }
        }

        return Tells(first, byChance);
    }

    /// <summary>How far each is ahead of the best other, and how many are before it.</summary>
    private static (float Lead, float Before)[] Standing(float[] values)
    {
        var descending = values.OrderDescending().ToArray();
        return
        [
            .. values.Select(value =>
            {
                var best = value == descending[0] ? 1 : 0;
                var rival = best < descending.Length ? descending[best] : Nobody;
                return (value - rival, (float)values.Count(other => other > value));
            }),
        ];
    }
}
