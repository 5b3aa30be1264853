using System.Runtime.InteropServices;

namespace Jiban.City.Addresses;

/// <summary>An address with the tag of each token: B- begins a part, I- goes on with it.</summary>
internal sealed record TaggedAddress(string[] Tokens, string[] Tags);

/// <summary>
/// Trains by the averaged structured perceptron (Collins 2002): each address is decoded, what was wrong is corrected, and the mean of all
/// weights on the way is kept. Several learners, each with another order and another part of the facts hidden at each visit, are added up: all
/// are linear in the same facts, so that many cost no more than one to ask. The same addresses give the same model.
/// </summary>
internal static class AddressTrainer
{
    private const int Epochs = 6;
    private const int Learners = 6;

    /// <summary>Learners at once: each holds its own weights in memory.</summary>
    private const int SideBySide = 2;

    /// <summary>Share of the facts that a learner does not see at a visit: it must not lean on one alone.</summary>
    private const double Hidden = 0.2;

    /// <summary>Of so many addresses a fact that only one token has is left out: it tells of that token only.</summary>
    private const int Many = 1_000;

    public static AddressModel Train(IReadOnlyList<TaggedAddress> addresses)
    {
        var tags = addresses
            .SelectMany(a => a.Tags)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToArray();
        var parts = KnownParts.Of(addresses);
        var tokens = addresses.Select(a => AddressFeatures.Of(a.Tokens, parts)).ToArray();
        var facts = Facts(tokens, addresses.Count > Many ? 2 : 1);
        AddressModel Untrained() =>
            new(tags, parts, facts, new float[(facts.Count + tags.Length) * tags.Length]);

        var model = Untrained();
        var rows = tokens.Select(address => address.Select(model.Known).ToArray()).ToArray();
        var truth = addresses
            .Select(a =>
                a.Tags.Select(tag => Array.BinarySearch(tags, tag, StringComparer.Ordinal))
                    .ToArray()
            )
            .ToArray();

        var learners = new AddressModel[Learners];
        Parallel.For(
            0,
            Learners,
            new ParallelOptions { MaxDegreeOfParallelism = SideBySide },
            seed => learners[seed] = Learn(Untrained(), rows, truth, new Random(seed))
        );
        foreach (var learner in learners)
        {
            for (var at = 0; at < model.Weights.Length; at++)
            {
                model.Weights[at] += learner.Weights[at];
            }
        }

        return model;
    }

    /// <summary>The row of each fact that so many tokens have at least.</summary>
    private static Dictionary<ulong, int> Facts(ulong[][][] addresses, int least)
    {
        var times = new Dictionary<ulong, int>();
        foreach (var fact in addresses.SelectMany(address => address).SelectMany(token => token))
        {
            CollectionsMarshal.GetValueRefOrAddDefault(times, fact, out _)++;
        }

        var rows = new Dictionary<ulong, int>();
        foreach (var fact in times.Where(fact => fact.Value >= least))
        {
            rows.Add(fact.Key, rows.Count);
        }

        return rows;
    }

    private static AddressModel Learn(
        AddressModel model,
        int[][][] rows,
        int[][] truth,
        Random chance
    )
    {
        // Sum of weight × time it was changed at: the mean is w − late / times, without adding up everything at every address.
        var late = new double[model.Weights.Length];
        var order = Enumerable.Range(0, rows.Length).ToArray();
        var time = 0L;
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            chance.Shuffle(order);
            foreach (var i in order)
            {
                var seen = Array.ConvertAll(
                    rows[i],
                    facts => Array.FindAll(facts, _ => chance.NextDouble() >= Hidden)
                );
                var said = model.Decode(seen);
                if (!said.AsSpan().SequenceEqual(truth[i]))
                {
                    Correct(model, late, seen, truth[i], said, time);
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
