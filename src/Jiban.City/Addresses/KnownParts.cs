namespace Jiban.City.Addresses;

/// <summary>
/// Parts that several labelled addresses have, word for word, with what they most often are: a name that is known is read as one even where its
/// neighbours are strange. A part of one address only is left out, or training would learn to trust what it can't know of a new address.
/// </summary>
/// <param name="labels">The label of each part's text.</param>
internal sealed class KnownParts(Dictionary<string, string> labels)
{
    private const int Fewest = 2;
    private const int MostTokens = 10;

    public Dictionary<string, string> Labels { get; } = labels;

    /// <summary>The parts of labelled addresses.</summary>
    public static KnownParts Of(IReadOnlyList<TaggedAddress> addresses) =>
        new(
            addresses
                .SelectMany(Parts)
                .GroupBy(part => part.Text)
                .Where(part => part.Count() >= Fewest)
                .ToDictionary(
                    part => part.Key,
                    part =>
                        part.GroupBy(p => p.Label)
                            .OrderByDescending(label => label.Count())
                            .ThenBy(label => label.Key, StringComparer.Ordinal)
                            .First()
                            .Key
                )
        );

    /// <summary>For each token the label of the longest known part over it, with its place there: B first, I inside, E last; empty where none is.</summary>
    public string[] Over(IReadOnlyList<string> tokens)
    {
        var over = new string[tokens.Count];
        Array.Fill(over, "");
        var longest = new int[tokens.Count];
        for (var first = 0; first < tokens.Count; first++)
        {
            var text = tokens[first];
            var end = Math.Min(tokens.Count, first + MostTokens);
            for (var last = first + 1; last < end; last++)
            {
                text += tokens[last];
                if (Labels.TryGetValue(text, out var label))
                {
                    Mark(first, last, label);
                }
            }
        }

        return over;

        void Mark(int first, int last, string label)
        {
            var length = last - first + 1;
            for (var i = first; i <= last; i++)
            {
                if (length > longest[i])
                {
                    longest[i] = length;
                    over[i] =
                        label
                        + (
                            i == first ? "B"
                            : i == last ? "E"
                            : "I"
                        );
                }
            }
        }
    }

    /// <summary>The parts of two tokens or more; one token alone is a fact already.</summary>
    private static IEnumerable<(string Text, string Label)> Parts(TaggedAddress address)
    {
        var tags = address.Tags;
        for (var first = 0; first < tags.Length; )
        {
            var next = first + 1;
            while (next < tags.Length && tags[next][0] == 'I')
            {
                next++;
            }

            if (next - first > 1)
            {
                yield return (string.Concat(address.Tokens[first..next]), tags[first][2..]);
            }

            first = next;
        }
    }
}
