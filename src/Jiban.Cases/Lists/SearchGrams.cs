using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Text;
using Jiban.Platform.Crypto;

namespace Jiban.Cases.Lists;

/// <summary>
/// Single characters and pairs of neighbours as keyed hashes of 31 bits: by them an encrypted text can be found by its words without
/// lying open in the database. A text is found when it holds every pair of the words asked for, in whatever order; that two pairs share
/// a hash happens about once in two thousand million.
/// </summary>
internal sealed class SearchGrams(KeyRing keys)
{
    // Citizens use the same few thousand characters and pairs again and again, and hashing a pair costs more than finding it here.
    private const int MostKnown = 100_000;
    private readonly ConcurrentDictionary<(int Key, string Gram), int> _known = new();

    /// <summary>The hashes of a text under an index key, each once, in order. A single character gives none but its own.</summary>
    public int[] Of(string text, int key)
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
        if (_known.Count > MostKnown)
        {
            _known.Clear();
        }

        return
        [
            .. grams
                .Distinct()
                .Select(gram => _known.GetOrAdd((key, gram), Hash))
                .Distinct()
                .Order(),
        ];
    }

    private int Hash((int Key, string Gram) one) =>
        BinaryPrimitives.ReadInt32BigEndian(keys.IndexHash(one.Key, "gram:" + one.Gram))
        & int.MaxValue;
}
