namespace Jiban.Dispatch.Understanding;

/// <summary>A phrase found in a text.</summary>
internal readonly record struct Found<T>(int Start, int Length, T Value)
{
    /// <summary>First position behind the phrase.</summary>
    public int End => Start + Length;
}

/// <summary>
/// A set of phrases in a trie: finds all that stand in a text in one pass, at a cost that does not grow with the number of
/// phrases. Immutable once built.
/// </summary>
internal sealed class Phrases<T>
{
    private readonly Dictionary<ulong, int> _steps = [];
    private readonly List<List<T>?> _ends = [null];

    /// <summary>Builds the trie. Phrases are taken as they are: bring them to the form of the text before.</summary>
    public Phrases(IEnumerable<KeyValuePair<string, T>> phrases)
    {
        foreach (var (phrase, value) in phrases)
        {
            if (phrase.Length == 0)
            {
                continue;
            }

            var node = 0;
            foreach (var c in phrase)
            {
                if (!_steps.TryGetValue(Step(node, c), out var next))
                {
                    next = _ends.Count;
                    _ends.Add(null);
                    _steps.Add(Step(node, c), next);
                }

                node = next;
            }

            (_ends[node] ??= []).Add(value);
        }
    }

    /// <summary>Every phrase at every position, in order of position, shorter before longer.</summary>
    public List<Found<T>> All(string text)
    {
        var found = new List<Found<T>>();
        for (var start = 0; start < text.Length; start++)
        {
            var node = 0;
            for (var at = start; at < text.Length; at++)
            {
                if (!_steps.TryGetValue(Step(node, text[at]), out node))
                {
                    break;
                }

                if (_ends[node] is { } values)
                {
                    foreach (var value in values)
                    {
                        found.Add(new Found<T>(start, at - start + 1, value));
                    }
                }
            }
        }

        return found;
    }

    /// <summary>The longest phrase at each position, none overlapping one that started before.</summary>
    public List<Found<IReadOnlyList<T>>> Longest(string text)
    {
        var found = new List<Found<IReadOnlyList<T>>>();
        var start = 0;
        while (start < text.Length)
        {
            var node = 0;
            var (length, values) = (0, (List<T>?)null);
            for (var at = start; at < text.Length; at++)
            {
                if (!_steps.TryGetValue(Step(node, text[at]), out node))
                {
                    break;
                }

                if (_ends[node] is { } here)
                {
                    (length, values) = (at - start + 1, here);
                }
            }

            if (values is not null)
            {
                found.Add(new Found<IReadOnlyList<T>>(start, length, values));
            }

            start += Math.Max(length, 1);
        }

        return found;
    }

    private static ulong Step(int node, char c) => ((ulong)(uint)node << 16) | c;
}
