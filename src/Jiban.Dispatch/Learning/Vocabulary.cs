using System.Numerics;
using System.Runtime.InteropServices;

namespace Jiban.Dispatch.Learning;

/// <summary>
/// The features a model knows, with their inverse document frequency; found by open addressing, without allocation. Most runs of a text are
/// unknown: a bit for each hash, which fits the processor's cache, turns nearly all of them away before the table is asked.
/// </summary>
internal sealed class Vocabulary
{
    /// <summary>Bits of the hash to a feature: one in about so many unknown keys is asked for in vain.</summary>
    private const int BitsPerFeature = 16;

    /// <summary>Counters of hashes while features are sought: 16 MB.</summary>
    private const int Buckets = 1 << 24;
    private const int BucketShift = 64 - 24;

    /// <summary>The index of a feature, or −1; the key itself stands in <see cref="Keys"/>, where frequent ones are neighbours.</summary>
    private readonly int[] _slots;
    private readonly ulong[] _bits;
    private readonly int _shift;
    private readonly int _bitShift;

    /// <param name="keys">Distinct, none zero.</param>
    /// <param name="idf">One for each key.</param>
    public Vocabulary(ulong[] keys, float[] idf)
    {
        Keys = keys;
        Idf = idf;
        var slots = BitOperations.RoundUpToPowerOf2((uint)Math.Max(keys.Length * 2, 16));
        var bits = BitOperations.RoundUpToPowerOf2(
            (uint)Math.Max(keys.Length * BitsPerFeature, 64)
        );
        _slots = new int[slots];
        Array.Fill(_slots, -1);
        _bits = new ulong[bits / 64];
        _shift = 64 - BitOperations.Log2(slots);
        _bitShift = 64 - BitOperations.Log2(bits);
        for (var i = 0; i < keys.Length; i++)
        {
            var hash = Hash(keys[i]);
            var slot = (int)(hash >> _shift);
            while (_slots[slot] >= 0)
            {
                slot = (slot + 1) & (_slots.Length - 1);
            }

            _slots[slot] = i;
            var bit = hash >> _bitShift;
            _bits[bit >> 6] |= 1UL << (int)bit;
        }
    }

    public ulong[] Keys { get; }
    public float[] Idf { get; }

    /// <summary>Number of features.</summary>
    public int Count => Keys.Length;

    /// <summary>
    /// The features that stand in at least <paramref name="leastTexts"/> texts, the most frequent ones when there are too many. Nearly all runs of many texts stand in one or two of them: a first
    /// walk counts hashes, a byte each, and only what may be frequent enough gets a counter of its own in the second.
    /// </summary>
    /// <param name="texts">Walked twice; each may be the same list, filled anew.</param>
    public static Vocabulary Of(IEnumerable<List<ulong>> texts, int leastTexts, int most)
    {
        var seen = new HashSet<ulong>();
        var counts = new byte[Buckets];
        var all = 0;
        foreach (var keys in texts)
        {
            all++;
            foreach (var key in Distinct(keys, seen))
            {
                ref var count = ref counts[Hash(key) >> BucketShift];
                count += (byte)(count < byte.MaxValue ? 1 : 0);
            }
        }

        var frequency = new Dictionary<ulong, int>();
        foreach (var keys in texts)
        {
            foreach (var key in Distinct(keys, seen))
            {
                if (counts[Hash(key) >> BucketShift] >= Math.Min(leastTexts, byte.MaxValue))
                {
                    CollectionsMarshal.GetValueRefOrAddDefault(frequency, key, out _)++;
                }
            }
        }

        var kept = frequency
            .Where(f => f.Value >= leastTexts)
            .OrderByDescending(f => f.Value)
            .ThenBy(f => f.Key)
            .Take(most)
            .ToArray();
        return new Vocabulary(
            Array.ConvertAll(kept, f => f.Key),
            Array.ConvertAll(kept, f => MathF.Log((1f + all) / (1f + f.Value)) + 1f)
        );
    }

    private static HashSet<ulong> Distinct(List<ulong> keys, HashSet<ulong> seen)
    {
        seen.Clear();
        foreach (var key in keys)
        {
            seen.Add(key);
        }

        return seen;
    }

    /// <summary>The index of a key, or −1.</summary>
    public int Find(ulong key) => MayHold(Hash(key)) == 0 ? -1 : Look(key);

    /// <summary>Leaves out nearly all keys that are unknown and none that is known.</summary>
    /// <param name="likely">What is left, in order; as long as <paramref name="keys"/>.</param>
    /// <returns>How many are left.</returns>
    public int Sift(ReadOnlySpan<ulong> keys, Span<ulong> likely)
    {
        var count = 0;
        foreach (var key in keys)
        {
            // Written always and counted when it is likely: which of them are no processor guesses.
            likely[count] = key;
            count += MayHold(Hash(key));
        }

        return count;
    }

    /// <summary>The index of a key that <see cref="Sift"/> left, or −1.</summary>
    public int Look(ulong key)
    {
        var slot = (int)(Hash(key) >> _shift);
        while (_slots[slot] is >= 0 and var index)
        {
            if (Keys[index] == key)
            {
                return index;
            }

            slot = (slot + 1) & (_slots.Length - 1);
        }

        return -1;
    }

    private int MayHold(ulong hash)
    {
        var bit = hash >> _bitShift;
        return (int)(_bits[bit >> 6] >> (int)bit) & 1;
    }

    private static ulong Hash(ulong key) => (key ^ (key >> 32)) * 0x9E37_79B9_7F4A_7C15;
}
