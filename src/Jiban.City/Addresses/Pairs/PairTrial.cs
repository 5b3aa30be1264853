using Jiban.City.Contracts;

namespace Jiban.City.Addresses.Pairs;

/// <summary>What was said of pairs that were held out: from which probability on it should be yes, and how well that does.</summary>
/// <param name="Full">The probability of full for each pair.</param>
/// <param name="Part">That of part or full.</param>
internal sealed record PairTrial(
    IReadOnlyList<(string A, string B)> Pairs,
    PlaceMatch[] Truth,
    double[] Full,
    double[] Part
)
{
    private const int Bins = 10;
    private const int MostErrors = 20;

    /// <summary>The bound of full at which its F1 is best.</summary>
    public double LeastFull() =>
        Best(Enumerable.Range(0, Truth.Length), Full, row => Truth[row] == PlaceMatch.Full);

    /// <summary>The bound of part at which, among what is not full by the other bound, the F1 of part is best.</summary>
    public double LeastPart(double leastFull) =>
        Best(
            Enumerable.Range(0, Truth.Length).Where(row => Full[row] < leastFull),
            Part,
            row => Truth[row] == PlaceMatch.Part
        );

    public SamePlaceReport Report(int facts, double leastFull, double leastPart)
    {
        var said = Truth
            .Select(
                (_, row) =>
                    Full[row] >= leastFull ? PlaceMatch.Full
                    : Part[row] >= leastPart ? PlaceMatch.Part
                    : PlaceMatch.None
            )
            .ToArray();
        var confusion = Enum.GetValues<PlaceMatch>()
            .Select(truth =>
                Enum.GetValues<PlaceMatch>()
                    .Select(match =>
                        said.Zip(Truth).Count(row => row.First == match && row.Second == truth)
                    )
                    .ToArray()
            )
            .ToArray();
        return new SamePlaceReport(
            Truth.Length,
            Pairs.Select(pair => pair.A).Distinct(StringComparer.Ordinal).Count(),
            facts,
            [.. Enum.GetValues<PlaceMatch>().Select(match => Score(match, confusion))],
            confusion,
            Calibrated(),
            Errors(said)
        );
    }

    private static double Best(IEnumerable<int> among, double[] said, Func<int, bool> truth)
    {
        var rows = among.OrderByDescending(row => said[row]).ToArray();
        var all = rows.Count(truth);
        var (right, best, bound) = (0, 0.0, 1.0);
        for (var i = 0; i < rows.Length; i++)
        {
            right += truth(rows[i]) ? 1 : 0;
            var f1 = 2.0 * right / (i + 1 + all);
            var next = i + 1 < rows.Length ? said[rows[i + 1]] : 0;
            // In the middle between yes and no; between two equal probabilities there is no bound.
            if (f1 > best && next < said[rows[i]])
            {
                (best, bound) = (f1, (said[rows[i]] + next) / 2);
            }
        }

        return bound;
    }

    private static MatchScore Score(PlaceMatch match, int[][] confusion)
    {
        var right = confusion[(int)match][(int)match];
        var there = confusion[(int)match].Sum();
        var said = confusion.Sum(truth => truth[(int)match]);
        return new MatchScore(
            match,
            there,
            said == 0 ? 0 : (double)right / said,
            there == 0 ? 0 : (double)right / there,
            said + there == 0 ? 0 : 2.0 * right / (said + there)
        );
    }

    private FullBin[] Calibrated() =>
        [
            .. Enumerable
                .Range(0, Truth.Length)
                .GroupBy(row => Math.Min(Bins - 1, (int)(Full[row] * Bins)))
                .OrderBy(bin => bin.Key)
                .Select(bin => new FullBin(
                    bin.Count(),
                    bin.Average(row => Full[row]),
                    bin.Average(row => Truth[row] == PlaceMatch.Full ? 1.0 : 0)
                )),
        ];

    /// <summary>Of those about full, the surest first.</summary>
    private PairError[] Errors(PlaceMatch[] said) =>
        [
            .. Enumerable
                .Range(0, Truth.Length)
                .Where(row => (said[row] == PlaceMatch.Full) != (Truth[row] == PlaceMatch.Full))
                .Select(row => new PairError(
                    Pairs[row].A,
                    Pairs[row].B,
                    Truth[row],
                    said[row],
                    said[row] == PlaceMatch.Full ? Full[row] : 1 - Full[row]
                ))
                .OrderByDescending(error => error.Probability)
                .Take(MostErrors),
        ];
}
