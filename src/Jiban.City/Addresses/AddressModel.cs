namespace Jiban.City.Addresses;

/// <summary>Several nets over one input; the best chain of tags by how likely they hold each on the whole. Immutable once trained.</summary>
internal sealed class AddressModel(
    TagChain chain,
    AddressInput input,
    IReadOnlyList<AddressNet> nets
)
{
    public TagChain Chain => chain;
    public AddressInput Input => input;
    public IReadOnlyList<AddressNet> Nets => nets;

    /// <summary>How many rows the table of each kind has: one more than words, for what is unknown.</summary>
    public static int[] Tables(AddressInput input) =>
        [.. input.Lists.Select(list => list.Count + 1)];

    /// <summary>The tag of each token.</summary>
    public string[] Decode(IReadOnlyList<string> tokens)
    {
        if (tokens.Count == 0)
        {
            return [];
        }

        var rows = input.Rows(tokens);
        var likely = new Matrix(tokens.Count, chain.Tags.Length);
        foreach (var net in nets)
        {
            Lanes.Add(
                1f / nets.Count,
                chain.Likely(net.Run(rows).Scores, net.Follows).Values,
                likely.Values
            );
        }

        return chain.Best(likely);
    }
}
