using System.Text.RegularExpressions;
using Jiban.Dispatch.Twins;

namespace Jiban.Dispatch.Contracts;

/// <summary>How near the words of two short messages are, for cases that are already known to be near in place, time and kind.</summary>
/// <param name="Words">0 nothing shared, 1 the same words.</param>
/// <param name="OtherHouse">Whether both name a house (3号楼, 12号院) or a number of a street (人民路12号), and not the same one.</param>
public sealed partial record TextLikeness(double Words, bool OtherHouse)
{
    private Func<IReadOnlyList<string>> SharedOf { get; init; } = () => [];

    /// <summary>The longest words and phrases that both have, whole. Looked for when it is asked: most that are compared are shown to nobody.</summary>
    public IReadOnlyList<string> Shared => field ??= SharedOf();

    /// <summary>Compares two texts.</summary>
    public static TextLikeness Of(string a, string b)
    {
        var (one, other) = (Shingles.Letters(a), Shingles.Letters(b));
        return new TextLikeness(
            Likeness.Of(Shingles.Of(one, Shingles.Compared), Shingles.Of(other, Shingles.Compared)),
            AreOther(one, other)
        )
        {
            SharedOf = () => SharedWords.Of(a, b),
        };
    }

    /// <summary>
    /// Compares what two texts ask for, apart from where: the names of places that are given, the estates that either names and the numbers of houses say
    /// nothing of the matter. For two messages of one person, or of one place, that may be the same thing again.
    /// </summary>
    public static TextLikeness OfMatter(string a, string b, params IEnumerable<string?> places)
    {
        string[] names =
        [
            .. places
                .Concat(SubjectNames.Of(a))
                .Concat(SubjectNames.Of(b))
                .Select(Shingles.Letters)
                .Where(name => name.Length > 0)
                .Distinct()
                .OrderByDescending(name => name.Length),
        ];
        var (one, other) = (Shingles.Letters(a), Shingles.Letters(b));
        return Of(Matter(one), Matter(other)) with
        {
            OtherHouse = AreOther(one, other),
            SharedOf = () =>
                SharedWords.Of(
                    a,
                    b,
                    [
                        .. names,
                        .. Said(Number(), one),
                        .. Said(Number(), other),
                        .. Said(House(), one),
                        .. Said(House(), other),
                    ]
                ),
        };

        string Matter(string letters) =>
            House()
                .Replace(
                    Number()
                        .Replace(
                            names.Aggregate(
                                letters,
                                (rest, name) => rest.Replace(name, "", StringComparison.Ordinal)
                            ),
                            ""
                        ),
                    ""
                );
    }

    /// <summary>Of each way to say a house by itself: who says 3号楼 and who says 人民路12号 may mean the same one.</summary>
    private static bool AreOther(string one, string other) =>
        AreOther(House(), one, other) || AreOther(Number(), one, other);

    private static bool AreOther(Regex form, string one, string other)
    {
        var (here, there) = (Said(form, one), Said(form, other));
        return here.Count > 0 && there.Count > 0 && !here.Overlaps(there);
    }

    private static HashSet<string> Said(Regex form, string letters) =>
        [.. form.Matches(letters).Select(match => match.Value)];

    [GeneratedRegex("[0-9]+号[楼院]")]
    private static partial Regex House();

    /// <summary>A number with its street and the character before: number 12 of another street is another house, too. No more of the name, for nothing tells where it begins (家住南街5号).</summary>
    [GeneratedRegex("[\\u4e00-\\u9fff]?(?:路|街|巷|道|弄|胡同)[0-9]+号(?![楼院线门])")]
    private static partial Regex Number();
}
