using Jiban.Platform.Writing;

namespace Jiban.Dispatch.Understanding;

/// <summary>A phrase found in a text.</summary>
internal readonly record struct Found<T>(int Start, int Length, T Value)
{
    /// <summary>First position behind the phrase.</summary>
    public int End => Start + Length;
}

/// <summary>A phrase found in a text that has one character of it wrong, or two.</summary>
/// <param name="BySound">Whether what is wrong sounds alike; else it looks alike.</param>
/// <param name="Twice">Two characters are wrong, both of the same sound as the right ones.</param>
internal readonly record struct Almost<T>(
    int Start,
    int Length,
    IReadOnlyList<T> Values,
    bool BySound,
    bool Twice = false
);

/// <summary>
/// A set of phrases in a trie: finds all that stand in a text in one pass, at a cost that does not grow with the number of
/// phrases. Immutable once built.
/// </summary>
internal sealed class Phrases<T>
{
    private const int ShortestMistaken = 3;

    /// <summary>A shorter phrase with two wrong characters has hardly one left that is right.</summary>
    private const int ShortestTwice = 4;

    private readonly Dictionary<ulong, int> _steps = [];
    private readonly List<List<T>?> _ends = [null];
    private readonly HashSet<char> _begins = [];

    /// <summary>Builds the trie. Phrases are taken as they are: bring them to the form of the text before.</summary>
    public Phrases(IEnumerable<KeyValuePair<string, T>> phrases)
    {
        foreach (var (phrase, value) in phrases)
        {
            if (phrase.Length == 0)
            {
                continue;
            }

            _begins.Add(phrase[0]);
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

    /// <summary>
    /// The longest phrase at each position that stands there with exactly one character mistaken for another; never the last of three, which
    /// only says what kind of place it is. Shorter phrases are too near to ordinary words. Where there is none: one of four and more with two characters mistaken for others of the same sound, as
    /// who takes down what he hears writes it.
    /// </summary>
    public List<Almost<T>> Mistaken(ReadOnlySpan<char> text, Confusions confusions)
    {
        var found = new List<Almost<T>>();
        for (var start = 0; start + ShortestMistaken <= text.Length; )
        {
            var best = MistakenAt(text, start, confusions);
            if (best is { } almost)
            {
                found.Add(almost);
            }

            start += best?.Length ?? 1;
        }

        return found;
    }

    private Almost<T>? MistakenAt(ReadOnlySpan<char> text, int start, Confusions confusions)
    {
        Almost<T>? best = null,
            twice = null;
        var node = 0;
        for (var at = start; at < text.Length; at++)
        {
            foreach (var meant in confusions.For(text[at]))
            {
                if (
                    (at == start && !_begins.Contains(meant.Character))
                    || !_steps.TryGetValue(Step(node, meant.Character), out var past)
                )
                {
                    continue;
                }

                var (length, values) = Ending(text, at + 1, past, start, at);
                if (length > (best?.Length ?? 0))
                {
                    best = new Almost<T>(start, length, values, meant.BySound);
                }

                if (
                    meant.BySound
                    && Another(text, at + 1, past, start, confusions) is var (more, other)
                    && more > (twice?.Length ?? 0)
                )
                {
                    twice = new Almost<T>(start, more, other, BySound: true, Twice: true);
                }
            }

            if (!_steps.TryGetValue(Step(node, text[at]), out node))
            {
                break;
            }
        }

        return best ?? twice;
    }

    /// <summary>The longest phrase that goes on behind a mistaken character with one more of the same sound as the right one; of length 0 when there is none.</summary>
    private (int Length, IReadOnlyList<T> Values) Another(
        ReadOnlySpan<char> text,
        int from,
        int node,
        int start,
        Confusions confusions
    )
    {
        var best = (Length: 0, Values: (IReadOnlyList<T>)[]);
        for (var at = from; at < text.Length; at++)
        {
            foreach (var meant in confusions.For(text[at]))
            {
                if (
                    meant.BySound
                    && _steps.TryGetValue(Step(node, meant.Character), out var past)
                    && Ending(text, at + 1, past, start, at) is var found
                    && found.Length >= ShortestTwice
                    && found.Length > best.Length
                )
                {
                    best = found;
                }
            }

            if (!_steps.TryGetValue(Step(node, text[at]), out node))
            {
                break;
            }
        }

        return best;
    }

    /// <summary>The longest phrase that goes on as the text does, behind what was mistaken; of length 0 when there is none.</summary>
    private (int Length, IReadOnlyList<T> Values) Ending(
        ReadOnlySpan<char> text,
        int at,
        int node,
        int start,
        int mistaken
    )
    {
        var (length, values) = (0, (IReadOnlyList<T>)[]);
        while (true)
        {
            var here = at - start;
            if (
                _ends[node] is { } ends
                && here >= ShortestMistaken
                && (here > ShortestMistaken || mistaken < at - 1)
            )
            {
                (length, values) = (here, ends);
            }

            if (at >= text.Length || !_steps.TryGetValue(Step(node, text[at]), out node))
            {
                return (length, values);
            }

            at++;
        }
    }

    private static ulong Step(int node, char c) => ((ulong)(uint)node << 16) | c;
}
