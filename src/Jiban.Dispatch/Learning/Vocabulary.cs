using System.Runtime.InteropServices;

namespace Jiban.Dispatch.Learning;

/// <summary>The features a model knows, with their inverse document frequency; found by open addressing, without allocation.</summary>
internal sealed class Vocabulary
{
    private readonly ulong[] _slots;
    private readonly int[] _indices;
    private readonly int _mask;

    /// <param name="keys">Distinct, none zero.</param>
    /// <param name="idf">One for each key.</param>
    public Vocabulary(ulong[] keys, float[] idf)
    {
        Keys = keys;
        Idf = idf;
        var size = 16;
        while (size < keys.Length * 2)
        {
            size *= 2;
        }

        _mask = size - 1;
        _slots = new ulong[size];
        _indices = new int[size];
        for (var i = 0; i < keys.Length; i++)
        {
            var slot = Slot(keys[i]);
            while (_slots[slot] != 0)
            {
                slot = (slot + 1) & _mask;
            }

            (_slots[slot], _indices[slot]) = (keys[i], i);
        }
    }

    public ulong[] Keys { get; }
    public float[] Idf { get; }

    /// <summary>Number of features.</summary>
    public int Count => Keys.Length;

    /// <summary>The features that stand in at least <paramref name="leastTexts"/> texts, the most frequent ones when there are too many.</summary>
    public static Vocabulary Of(IReadOnlyList<List<ulong>> texts, int leastTexts, int most)
    {
        var frequency = new Dictionary<ulong, int>();
        var seen = new HashSet<ulong>();
        foreach (var keys in texts)
        {
            seen.Clear();
            foreach (var key in keys)
            {
                if (seen.Add(key))
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
            Array.ConvertAll(kept, f => MathF.Log((1f + texts.Count) / (1f + f.Value)) + 1f)
        );
    }

    /// <summary>The index of a key, or −1.</summary>
    public int Find(ulong key)
    {
        var slot = Slot(key);
        while (_slots[slot] is var there && there != 0)
        {
            if (there == key)
            {
                return _indices[slot];
            }

            slot = (slot + 1) & _mask;
        }

        return -1;
    }

    private int Slot(ulong key) => (int)((key * 0x9E37_79B9_7F4A_7C15) >> 40) & _mask;
}
