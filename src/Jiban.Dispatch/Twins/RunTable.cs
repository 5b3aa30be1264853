using System.Numerics;

namespace Jiban.Dispatch.Twins;

/// <summary>
/// The runs of one text, laid out so that many others are compared with it in one pass over their letters each, without sorting theirs: the same score as <see cref="Likeness"/>
/// gives. One thread at a time.
/// </summary>
internal sealed class RunTable
{
    /// <summary>Spreads neighbouring keys over the table (Knuth's multiplicative hash).</summary>
    private const uint Spread = 2_654_435_769;

    // No run is 0, for no letter is: 0 is an empty place.
    private readonly uint[] _keys;
    private readonly int[] _weights;
    private readonly int[] _countedFor;
    private readonly int _shift;
    private int _other;

    /// <param name="runs">Distinct runs of <see cref="Shingles.Compared"/> letters, 16 bits each.</param>
    public RunTable(ReadOnlySpan<ulong> runs)
    {
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(2, runs.Length * 2));
        _shift = 32 - BitOperations.Log2((uint)size);
        (_keys, _weights, _countedFor) = (new uint[size], new int[size], new int[size]);
        foreach (var run in runs)
        {
            var at = Find((uint)run);
            (_keys[at], _weights[at]) = ((uint)run, Shingles.Weight(run));
            Weight += _weights[at];
        }
    }

    /// <summary>What all runs weigh together.</summary>
    public int Weight { get; }

    /// <summary>How much the two texts are one, 0 to 1; 0 as well where their weights alone show that it is less than <paramref name="least"/>.</summary>
    /// <param name="weight">What the distinct runs of the other text weigh.</param>
    public double ScoreOf(string letters, int weight, double least)
    {
        // Were the lighter of the two contained in the other whole, they would share so much of both.
        if (Math.Min(Weight, weight) < least * least * Math.Max(Weight, weight))
        {
            return 0;
        }

        return Likeness.Of(Weight, weight, SharedWith(letters));
    }

    private int SharedWith(string letters)
    {
        _other++;
        var shared = 0;
        if (letters.Length is > 0 and < Shingles.Compared)
        {
            return Count((uint)Shingles.Key(letters));
        }

        for (var i = 1; i < letters.Length; i++)
        {
            shared += Count(((uint)letters[i - 1] << 16) | letters[i]);
        }

        return shared;
    }

    /// <summary>What a run weighs, the first time that the other text has it.</summary>
    private int Count(uint run)
    {
        var at = Find(run);
        if (_keys[at] == 0 || _countedFor[at] == _other)
        {
            return 0;
        }

        _countedFor[at] = _other;
        return _weights[at];
    }

    /// <summary>Where a run stands, or the empty place where it would.</summary>
    private int Find(uint run)
    {
        var at = (int)(run * Spread >> _shift);
        while (_keys[at] != run && _keys[at] != 0)
        {
            at = (at + 1) & (_keys.Length - 1);
        }

        return at;
    }
}
