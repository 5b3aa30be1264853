using System.Text.RegularExpressions;
using Jiban.Dispatch.Twins;

namespace Jiban.Dispatch.Contracts;

/// <summary>How near the words of two short messages are, for cases that are already known to be near in place, time and kind.</summary>
/// <param name="Words">0 nothing shared, 1 the same words.</param>
/// <param name="OtherHouse">Whether both name a house (3号楼, 12号院), and not the same one.</param>
/// <param name="Shared">The longest runs of words that both have.</param>
public sealed partial record TextLikeness(
    double Words,
    bool OtherHouse,
    IReadOnlyList<string> Shared
)
{
    /// <summary>Compares two texts.</summary>
    public static TextLikeness Of(string a, string b)
    {
        var (one, other) = (Shingles.Letters(a), Shingles.Letters(b));
        var (houses, others) = (Houses(one), Houses(other));
        return new TextLikeness(
            Likeness.Of(Shingles.Of(one, Shingles.Compared), Shingles.Of(other, Shingles.Compared)),
            houses.Count > 0 && others.Count > 0 && !houses.Overlaps(others),
            SharedRuns.Of(one, other)
        );
    }

    private static HashSet<string> Houses(string letters) =>
        [.. House().Matches(letters).Select(match => match.Value)];

    [GeneratedRegex("[0-9]+号[楼院]")]
    private static partial Regex House();
}
