namespace Jiban.City.Addresses;

/// <summary>An address with the tag of each token: B- begins a part, I- goes on with it.</summary>
internal sealed record TaggedAddress(string[] Tokens, string[] Tags);

/// <summary>Trains nets that begin by another chance each; what they hold likely is added up. The same addresses give the same model.</summary>
internal static class AddressTrainer
{
    private const int Nets = 2;

    /// <summary>Each address is looked at so often at least, and the more often the fewer there are.</summary>
    private const int FewestVisits = 8;
    private const int MostVisits = 60;
    private const int Looks = 12_000;

    public static AddressModel Train(IReadOnlyList<TaggedAddress> addresses)
    {
        var tags = addresses
            .SelectMany(a => a.Tags)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToArray();
        var chain = new TagChain(tags);
        var input = AddressInput.Of(addresses);
        var rows = addresses.Select(address => input.Rows(address.Tokens)).ToArray();
        var truth = addresses
            .Select(a =>
                a.Tags.Select(tag => Array.BinarySearch(tags, tag, StringComparer.Ordinal))
                    .ToArray()
            )
            .ToArray();
        var visits = Math.Clamp(Looks / addresses.Count, FewestVisits, MostVisits);
        var nets = new AddressNet[Nets];
        Parallel.For(
            0,
            Nets,
            seed =>
                nets[seed] = AddressLearner.Train(
                    AddressModel.Tables(input),
                    chain,
                    rows,
                    truth,
                    visits,
                    new Random(seed)
                )
        );
        return new AddressModel(chain, input, nets);
    }
}
