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
    private readonly ConcurrentDictionary<(int Key, Rune First, Rune? Second), int> _known = new();

    /// <summary>The hashes of a text under an index key, each once, in order. A single character gives none but its own.</summary>
    public int[] Of(string text, int key)
    {
        var characters = new List<Rune>(text.Length);
        foreach (
            var rune in text.Normalize(NormalizationForm.FormKC).ToUpperInvariant().EnumerateRunes()
        )
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                characters.Add(rune);
            }
        }

        if (_known.Count > MostKnown)
        {
            _known.Clear();
        }

        var hashes = new SortedSet<int>();
        for (var i = 0; i < characters.Count; i++)
        {
            hashes.Add(_known.GetOrAdd((key, characters[i], null), Hash));
            if (i > 0)
            {
                hashes.Add(_known.GetOrAdd((key, characters[i - 1], characters[i]), Hash));
            }
        }

        return [.. hashes];
    }

    private int Hash((int Key, Rune First, Rune? Second) gram) =>
        BinaryPrimitives.ReadInt32BigEndian(
            keys.IndexHash(gram.Key, $"gram:{gram.First}{gram.Second}")
        ) & int.MaxValue;
}
