namespace Jiban.City.Addresses.Pairs;

/// <summary>A run of characters that both texts have: where it begins in either, and its length.</summary>
internal readonly record struct CommonRun(int InA, int InB, int Length);

/// <summary>How two texts lie upon each other: their common runs, the longest first, none over another; and measures of nearness.</summary>
internal sealed class CommonRuns
{
    /// <summary>One common character is chance.</summary>
    private const int Shortest = 2;

    private CommonRuns(bool[] inA, bool[] inB, IReadOnlyList<CommonRun> runs) =>
        (InA, InB, Runs) = (inA, inB, runs);

    /// <summary>For each character of the first text, whether a run covers it.</summary>
    public bool[] InA { get; }
    public bool[] InB { get; }
    public IReadOnlyList<CommonRun> Runs { get; }

    public static CommonRuns Of(string a, string b)
    {
        var (inA, inB, runs) = (new bool[a.Length], new bool[b.Length], new List<CommonRun>());
        while (Longest(a, b, inA, inB) is { Length: >= Shortest } run)
        {
            Array.Fill(inA, true, run.InA, run.Length);
            Array.Fill(inB, true, run.InB, run.Length);
            runs.Add(run);
        }

        return new CommonRuns(inA, inB, runs);
    }

    /// <summary>The share of a text that another has in runs; 0 of nothing.</summary>
    public static double Held(string said, string text) =>
        said.Length == 0 ? 0 : Of(said, text).InA.Count(held => held) / (double)said.Length;

    /// <summary>The length of the longest run.</summary>
    public static int LongestLength(string a, string b) =>
        Longest(a, b, new bool[a.Length], new bool[b.Length]).Length;

    /// <summary>The length of the longest common subsequence.</summary>
    public static int Subsequence(string a, string b)
    {
        var row = new int[b.Length + 1];
        foreach (var c in a)
        {
            var diagonal = 0;
            for (var j = 1; j <= b.Length; j++)
            {
                (diagonal, row[j]) = (
                    row[j],
                    c == b[j - 1] ? diagonal + 1 : Math.Max(row[j], row[j - 1])
                );
            }
        }

        return row[^1];
    }

    /// <summary>Levenshtein's distance.</summary>
    public static int Edits(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0]++;
            for (var j = 1; j <= b.Length; j++)
            {
                var changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                (diagonal, row[j]) = (row[j], Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1));
            }
        }

        return row[^1];
    }

    private static CommonRun Longest(string a, string b, bool[] takenA, bool[] takenB)
    {
        var best = default(CommonRun);
        var lengths = new int[b.Length + 1];
        for (var i = 0; i < a.Length; i++)
        {
            var diagonal = 0;
            for (var j = 0; j < b.Length; j++)
            {
                var length = a[i] == b[j] && !takenA[i] && !takenB[j] ? diagonal + 1 : 0;
                (diagonal, lengths[j + 1]) = (lengths[j + 1], length);
                if (length > best.Length)
                {
                    best = new CommonRun(i - length + 1, j - length + 1, length);
                }
            }
        }

        return best;
    }
}
