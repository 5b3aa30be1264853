namespace Jiban.City.Addresses;

/// <summary>
/// What is seen of each token: itself, it with the one before, it with the one behind, and its place in the longest known part over it. Each is looked up in a list of those that
/// training addresses have often enough; what is not in it is row 0.
/// </summary>
/// <param name="parts">Names that are known.</param>
/// <param name="lists">The row of each word, by what is seen.</param>
internal sealed class AddressInput(KnownParts parts, IReadOnlyList<Dictionary<string, int>> lists)
{
    public const int Kinds = 4;
    private const string Before = "<";
    private const string After = ">";

    /// <summary>A token that only one address has teaches nothing about another.</summary>
    private const int FewestTokens = 2;
    private const int FewestPairs = 3;

    public KnownParts Parts { get; } = parts;
    public IReadOnlyList<Dictionary<string, int>> Lists { get; } = lists;

    /// <summary>The lists of labelled addresses.</summary>
    public static AddressInput Of(IReadOnlyList<TaggedAddress> addresses)
    {
        var parts = KnownParts.Of(addresses);
        var seen = addresses.Select(address => Seen(address.Tokens, parts)).ToList();
        return new AddressInput(
            parts,
            [
                .. Enumerable
                    .Range(0, Kinds)
                    .Select(kind =>
                        seen.SelectMany(address => address[kind])
                            .GroupBy(word => word, StringComparer.Ordinal)
                            .Where(word => word.Count() >= (kind == 0 ? FewestTokens : FewestPairs))
                            .OrderBy(word => word.Key, StringComparer.Ordinal)
                            .Select((word, n) => (word.Key, Row: n + 1))
                            .ToDictionary(word => word.Key, word => word.Row)
                    ),
            ]
        );
    }

    /// <summary>The rows of an address: by what is seen, token after token.</summary>
    public int[][] Rows(IReadOnlyList<string> tokens)
    {
        var seen = Seen(tokens, Parts);
        return
        [
            .. Enumerable
                .Range(0, Kinds)
                .Select(kind =>
                    Array.ConvertAll(seen[kind], word => Lists[kind].GetValueOrDefault(word))
                ),
        ];
    }

    private static string[][] Seen(IReadOnlyList<string> tokens, KnownParts parts)
    {
        var shapes = tokens.Select(Shape).ToArray();
        return
        [
            shapes,
            [.. shapes.Select((shape, i) => (i > 0 ? shapes[i - 1] : Before) + " " + shape)],
            [
                .. shapes.Select(
                    (shape, i) => shape + " " + (i + 1 < shapes.Length ? shapes[i + 1] : After)
                ),
            ],
            parts.Over(tokens),
        ];
    }

    /// <summary>A number by its length, Latin letters in small ones, a Chinese character as it is.</summary>
    private static string Shape(string token) =>
        char.IsAsciiDigit(token[0])
            ? "0000"[..Math.Min(token.Length, 4)]
            : token.ToLowerInvariant();
}
