namespace Jiban.City.Addresses;

/// <summary>An address with the tag of each token: B- begins a part, I- goes on with it.</summary>
internal sealed record TaggedAddress(string[] Tokens, string[] Tags);

/// <summary>
/// Trains by the averaged structured perceptron (Collins 2002): each address is decoded, what was wrong is corrected, and the mean of all
/// weights on the way is kept. The same addresses and seed give the same model.
/// </summary>
internal static class AddressTrainer
{
    private const int Epochs = 8;
    private const int Seed = 1;

    public static AddressModel Train(IReadOnlyList<TaggedAddress> addresses)
    {
        var tags = addresses
            .SelectMany(a => a.Tags)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToArray();
        var facts = new Dictionary<ulong, int>();
        var tokens = addresses.Select(a => AddressFeatures.Of(a.Tokens)).ToArray();
        foreach (var fact in tokens.SelectMany(address => address).SelectMany(token => token))
        {
            facts.TryAdd(fact, facts.Count);
        }

        var model = new AddressModel(
            tags,
            facts,
            new float[(facts.Count + tags.Length) * tags.Length]
        );
        var rows = tokens.Select(address => address.Select(model.Known).ToArray()).ToArray();
        var truth = addresses
            .Select(a =>
                a.Tags.Select(tag => Array.BinarySearch(tags, tag, StringComparer.Ordinal))
                    .ToArray()
            )
            .ToArray();

        // Sum of weight × time it was changed at: the mean is w − late / times, without adding up everything at every address.
        var late = new double[model.Weights.Length];
        var order = Enumerable.Range(0, addresses.Count).ToArray();
        var chance = new Random(Seed);
        var time = 0L;
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            chance.Shuffle(order);
            foreach (var i in order)
            {
                var said = model.Decode(rows[i]);
                if (!said.AsSpan().SequenceEqual(truth[i]))
                {
                    Correct(model, late, rows[i], truth[i], said, time);
                }

                time++;
            }
        }

        for (var at = 0; at < late.Length; at++)
        {
            model.Weights[at] -= (float)(late[at] / time);
        }

        return model;
    }

    private static void Correct(
        AddressModel model,
        double[] late,
        int[][] rows,
        int[] truth,
        int[] said,
        long time
    )
    {
        for (var i = 0; i < rows.Length; i++)
        {
            if (truth[i] != said[i])
            {
                foreach (var row in rows[i])
                {
                    Move(row, truth[i], 1);
                    Move(row, said[i], -1);
                }
            }

            if (i > 0 && (truth[i - 1] != said[i - 1] || truth[i] != said[i]))
            {
                Move(model.After(truth[i - 1]), truth[i], 1);
                Move(model.After(said[i - 1]), said[i], -1);
            }
        }

        void Move(int row, int tag, int step)
        {
            var at = (row * model.Tags.Length) + tag;
            model.Weights[at] += step;
            late[at] += (double)step * time;
        }
    }
}
