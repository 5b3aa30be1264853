namespace Jiban.Dispatch.Learning;

/// <summary>
/// Labels that are paths, their parts behind one another with a slash between (市政/照明/路灯): what belongs together at each level. A model learns whole paths; how likely a part of
/// the way is, is the sum over the paths that begin with it.
/// </summary>
internal sealed class LabelTree
{
    /// <summary>Between the parts of a path.</summary>
    public const char Between = '/';

    private readonly string[] _labels;

    public LabelTree(string[] labels)
    {
        _labels = labels;
        Levels = labels.Max(LevelsOf);
        Groups =
        [
            .. Enumerable
                .Range(1, Levels)
                .Select(level =>
                {
                    var cut = Array.ConvertAll(labels, label => Cut(label, level));
                    var names = cut.Distinct().Order(StringComparer.Ordinal).ToArray();
                    return new Level(
                        names,
                        Array.ConvertAll(
                            cut,
                            name => Array.BinarySearch(names, name, StringComparer.Ordinal)
                        )
                    );
                }),
        ];
    }

    /// <summary>The labels of one level, and for each whole path the one that it begins with.</summary>
    public sealed record Level(string[] Names, int[] Of);

    /// <summary>How deep it is; 1 when no label is a path.</summary>
    public int Levels { get; }

    /// <summary>From the first level to the last, which is that of the whole paths.</summary>
    public IReadOnlyList<Level> Groups { get; }

    /// <summary>The likeliest beginning of each level within that of the level before, with its probability: one way down the tree.</summary>
    /// <param name="probabilities">Of each label.</param>
    public IReadOnlyList<(string Name, double Probability)> Way(IReadOnlyList<double> probabilities)
    {
        var way = new List<(string Name, double Probability)>();
        foreach (var level in Groups)
        {
            var sums = new double[level.Names.Length];
            for (var label = 0; label < _labels.Length; label++)
            {
                if (way.Count == 0 || Begins(_labels[label], way[^1].Name))
                {
                    sums[level.Of[label]] += probabilities[label];
                }
            }

            var best = Array.IndexOf(sums, sums.Max());
            way.Add((level.Names[best], sums[best]));
        }

        return way;
    }

    /// <summary>How many parts a path has.</summary>
    public static int LevelsOf(string label) => label.Count(c => c == Between) + 1;

    /// <summary>The path of the one above; null at level 1.</summary>
    public static string? Above(string label) =>
        label.LastIndexOf(Between) is >= 0 and var at ? label[..at].TrimEnd() : null;

    /// <summary>The first parts of a path; a path that has no more is whole.</summary>
    public static string Cut(string label, int level)
    {
        var end = -1;
        for (var part = 0; part < level; part++)
        {
            end = label.IndexOf(Between, end + 1);
            if (end < 0)
            {
                return label;
            }
        }

        return label[..end].TrimEnd();
    }

    /// <summary>A label as the file writes it, where it is a path without empty parts: what is said of other texts must be what the file would say.</summary>
    public static string Spelt(string label) =>
        label.Split(Between).Any(string.IsNullOrWhiteSpace) ? Tidy(label) : label.Trim();

    /// <summary>Paths with blanks and empty parts taken out: " 市政 / 照明 /" is 市政/照明.</summary>
    public static string Tidy(string label) =>
        label.Contains(Between, StringComparison.Ordinal)
            ? string.Join(
                Between,
                label.Split(
                    Between,
                    StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
                )
            )
            : label.Trim();

    private static bool Begins(string label, string with) =>
        label.StartsWith(with, StringComparison.Ordinal)
        && (label.Length == with.Length || label.AsSpan(with.Length).TrimStart() is [Between, ..]);
}
