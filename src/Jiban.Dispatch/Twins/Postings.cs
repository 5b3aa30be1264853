using System.Runtime.InteropServices;

namespace Jiban.Dispatch.Twins;

/// <summary>Which texts hold a run: chains through two growing arrays, the newest text first. Twelve bytes and a dictionary's entry, no object a run.</summary>
internal sealed class Postings
{
    private readonly Dictionary<uint, Chain> _chains = [];
    private int[] _texts = new int[1024];
    private int[] _next = new int[1024];
    private int _count;

    public void Add(uint hash, int text)
    {
        if (_count == _texts.Length)
        {
            Array.Resize(ref _texts, _count * 2);
            Array.Resize(ref _next, _count * 2);
        }

        ref var chain = ref CollectionsMarshal.GetValueRefOrAddDefault(
            _chains,
            hash,
            out var known
        );
        _texts[_count] = text;
        _next[_count] = known ? chain.First : -1;
        chain = new Chain(_count++, chain.Count + 1);
    }

    /// <summary>The texts with a run, and how many.</summary>
    public Chain Of(uint hash) => _chains.GetValueOrDefault(hash);

    /// <summary>Counts each of the newest texts of a chain once more.</summary>
    public void Count(Chain chain, int most, int[] votes, List<int> touched)
    {
        var at = chain.First;
        for (var left = most; left > 0; left--)
        {
            var text = _texts[at];
            if (votes[text]++ == 0)
            {
                touched.Add(text);
            }

            at = _next[at];
        }
    }

    /// <summary>Where the texts of a run begin, and how many there are.</summary>
    internal readonly record struct Chain(int First, int Count);
}
