using Jiban.Dispatch.Catalogue;

namespace Jiban.Dispatch.Understanding;

/// <summary>
/// A text cut into words by the lists that the program ships with, signs and little words (的, 了, 在), so that what is shown of it neither begins nor ends in the middle of one. What no list
/// knows stays in one piece. Total: the pieces are the text.
/// </summary>
internal static class WordCuts
{
    /// <summary>Little words: they part others, and say nothing by themselves.</summary>
    private const string Little =
        "的了在是和与及跟把被让给对向从到往为之其此该等着过地得吗呢吧啊呀哦嘛您你我他她它们咱这那哪个些就都也还又很太更最挺请用有要会能可说些于以而且或但才再只每";

    private static readonly Lazy<Phrases<bool>> Known = new(() =>
        new Phrases<bool>(
            ShippedCatalogue
                .Words.Select(PlainText.Of)
                .Where(word => word.Length >= 2 && word.All(PlainText.IsWord))
                .Distinct()
                .Select(word => KeyValuePair.Create(word, true))
        )
    );

    /// <summary>A stretch of a text between two cuts.</summary>
    /// <param name="IsListed">A word of the lists; else what stands between them.</param>
    public readonly record struct Piece(int Start, int Length, bool IsListed)
    {
        /// <summary>First position behind it.</summary>
        public int End => Start + Length;
    }

    /// <summary>The pieces of a plain text, in order.</summary>
    public static IEnumerable<Piece> Of(string plain)
    {
        var at = 0;
        foreach (var word in Known.Value.Longest(plain))
        {
            foreach (var piece in Between(plain, at, word.Start))
            {
                yield return piece;
            }

            yield return new Piece(word.Start, word.Length, IsListed: true);
            at = word.End;
        }

        foreach (var piece in Between(plain, at, plain.Length))
        {
            yield return piece;
        }
    }

    /// <summary>A stretch, longer where it begins or ends inside a listed word, or inside a piece of at most <paramref name="mostUnlisted"/> characters that no list knows.</summary>
    public static (int Start, int End) Whole(
        IReadOnlyList<Piece> pieces,
        int start,
        int end,
        int mostUnlisted = 0
    )
    {
        foreach (var piece in pieces)
        {
            if (piece.IsListed || piece.Length <= mostUnlisted)
            {
                start = piece.Start < start && start < piece.End ? piece.Start : start;
                end = piece.Start < end && end < piece.End ? piece.End : end;
            }
        }

        return (start, end);
    }

    /// <summary>Whether a piece is a little word.</summary>
    public static bool IsLittle(string piece) => piece.Length == 1 && Little.Contains(piece[0]);

    /// <summary>What no list knows, cut at little words and signs.</summary>
    private static IEnumerable<Piece> Between(string plain, int from, int to)
    {
        var start = from;
        for (var i = from; i < to; i++)
        {
            if (PlainText.IsWord(plain[i]) && !Little.Contains(plain[i]))
            {
                continue;
            }

            if (i > start)
            {
                yield return new Piece(start, i - start, IsListed: false);
            }

            yield return new Piece(i, 1, IsListed: false);
            start = i + 1;
        }

        if (start < to)
        {
            yield return new Piece(start, to - start, IsListed: false);
        }
    }
}
