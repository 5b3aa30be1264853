using System.Buffers.Binary;
using System.Text;
using Jiban.Platform.Crypto;

namespace Jiban.Cases.Lists;

/// <summary>
/// Single characters and pairs of neighbours as keyed hashes of 31 bits: by them an encrypted text can be found by its words without
/// lying open in the database. A text is found when it holds every pair of the words asked for, in whatever order; that two pairs share
/// a hash happens about once in two thousand million.
/// </summary>
internal static class SearchGrams
{
    /// <summary>The hashes of a text, each once, in order. A single character gives none but its own.</summary>
    public static int[] Of(KeyRing keys, string text)
    {
        var characters = text.Normalize(NormalizationForm.FormKC)
            .ToUpperInvariant()
            .EnumerateRunes()
            .Where(Rune.IsLetterOrDigit)
            .Select(rune => rune.ToString())
            .ToList();
        var grams =
            characters.Count == 1
                ? characters
                : [.. characters.Zip(characters.Skip(1), (a, b) => a + b), .. characters];
        return
        [
            .. keys.SearchHashes(grams.Distinct().Select(gram => "gram:" + gram))
                .Select(hash => BinaryPrimitives.ReadInt32BigEndian(hash) & int.MaxValue)
                .Distinct()
                .Order(),
        ];
    }
}
