namespace Jiban.Dispatch.Twins;

/// <summary>The words that two texts share, for a person to see why they count as one.</summary>
internal static class SharedRuns
{
    private const int Most = 3;
    private const int LongestShown = 24;

    /// <summary>The longest runs of the first text that the second has, too; long ones are cut.</summary>
    public static IReadOnlyList<string> Of(string a, string b)
    {
        var keys = Shingles.Of(b, Shingles.Sought);
        var runs = new List<(int Start, int Length)>();
        var start = -1;
        for (var i = 0; i + Shingles.Sought <= a.Length; i++)
        {
            if (Array.BinarySearch(keys, Shingles.Key(a.AsSpan(i, Shingles.Sought))) < 0)
            {
                start = -1;
            }
            else if (start < 0)
            {
                start = i;
                runs.Add((i, Shingles.Sought));
            }
            else
            {
                runs[^1] = (start, i - start + Shingles.Sought);
            }
        }

        return
        [
            .. runs.OrderByDescending(run => run.Length)
                .Select(run => a.Substring(run.Start, Math.Min(run.Length, LongestShown)))
                .Distinct()
                .Take(Most),
        ];
    }
}
