using Jiban.City.Contracts;

namespace Jiban.City.Addresses.Pairs;

/// <summary>
/// Learns a <see cref="PairModel"/> from labelled pairs and tries it on pairs it has not learned from: five folds, all pairs of one first text in one.
/// The scores of words are a fact of the trees, so the trees learn from scores of words that did not know the pair either.
/// </summary>
internal sealed class PairTrainer
{
    private const int Folds = 5;
    private const int None = -1;

    /// <summary>Of so many lists one is learned from without its order as well, and one pair by pair.</summary>
    private const int Views = 3;
    private const int Unordered = 1;
    private const int Alone = 2;

    /// <summary>Folds at once: each holds its own histograms and words in memory.</summary>
    private const int SideBySide = 2;

    private readonly PairTable _table;
    private readonly int _seed;
    private readonly bool _ordered;
    private readonly int[] _folds;
    private readonly int[] _views;
    private readonly bool[] _full;
    private readonly bool[] _part;

    public PairTrainer(PairTable table, PlaceMatch[] labels, bool ordered, int seed)
    {
        (_table, _seed, _ordered) = (table, seed, ordered);
        _full = [.. labels.Select(label => label == PlaceMatch.Full)];
        _part = [.. labels.Select(label => label != PlaceMatch.None)];
        (_folds, _views) = Deal(table, seed);
    }

    /// <summary>How many facts the trees may ask.</summary>
    public int Facts { get; private set; }

    /// <summary>What was said of each pair, in its turn held out: the probability of full, and of part or full.</summary>
    public (double[] Full, double[] Part) Try()
    {
        var (full, part) = (new double[_folds.Length], new double[_folds.Length]);
        Parallel.For(
            0,
            Folds,
            new ParallelOptions { MaxDegreeOfParallelism = SideBySide },
            fold =>
            {
                var model = Learn(fold);
                var facts = model.Facts(_table, _ordered);
                foreach (var row in Rows(of => of == fold))
                {
                    full[row] = model.Full.Trees.Of(facts[row]);
                    part[row] = model.Part.Trees.Of(facts[row]);
                }
            }
        );
        return (full, part);
    }

    /// <summary>Learns from all pairs.</summary>
    public PairModel Learn(double leastFull, double leastPart)
    {
        var model = Learn(None);
        return model with
        {
            Full = model.Full with { Least = leastFull },
            Part = model.Part with { Least = leastPart },
        };
    }

    /// <summary>Learns from all folds but one.</summary>
    private PairModel Learn(int held)
    {
        var rows = Rows(fold => fold != held);
        float[][] scores = [CrossScored(_full, held), CrossScored(_part, held)];
        var together = PairLists.Facts(_table.Facts, scores, _table.Lists, _ordered);
        var unordered = PairLists.Facts(_table.Facts, scores, _table.Lists, ordered: false);
        var alone = PairLists.Facts(_table.Facts, scores, Singles(), ordered: false);
        Facts = together[0].Length;
        // A share of the lists is learned from twice: so that a list without order, and a pair that is alone, is nothing strange.
        (int Row, float[] Facts)[] views =
        [
            .. rows.Select(row => (row, together[row])),
            .. rows.Where(row => _views[row] == Unordered).Select(row => (row, unordered[row])),
            .. rows.Where(row => _views[row] == Alone).Select(row => (row, alone[row])),
        ];
        return new PairModel(_table.Rarity, _ordered, Ask(_full), Ask(_part));

        PairQuestion Ask(bool[] truth) =>
            new(
                WordScore.Train(_table.Words, truth, rows, _seed),
                BoostedTreesTrainer.Train(
                    [.. views.Select(view => view.Facts)],
                    [.. views.Select(view => truth[view.Row])],
                    _seed
                ),
                Least: 0.5
            );
    }

    private int[][] Singles() =>
        [.. Enumerable.Range(0, _folds.Length).Select(row => (int[])[row])];

    /// <summary>The score of each pair by words of the other folds, never of the one that is held out.</summary>
    private float[] CrossScored(bool[] truth, int held)
    {
        var scores = new float[truth.Length];
        for (var fold = 0; fold < Folds; fold++)
        {
            if (fold != held)
            {
                var words = WordScore.Train(
                    _table.Words,
                    truth,
                    Rows(of => of != fold && of != held),
                    _seed
                );
                foreach (var row in Rows(of => of == fold))
                {
                    scores[row] = words.Of(_table.Words[row]);
                }
            }
        }

        return scores;
    }

    private int[] Rows(Func<int, bool> folds) =>
        [.. Enumerable.Range(0, _folds.Length).Where(row => folds(_folds[row]))];

    /// <summary>Deals the lists, as they come by chance, into folds and into those that are learned from once more.</summary>
    private static (int[] Folds, int[] Views) Deal(PairTable table, int seed)
    {
        var (folds, views) = (new int[table.Pairs.Count], new int[table.Pairs.Count]);
        var lists = table.Lists.ToArray();
        new Random(seed).Shuffle(lists);
        for (var i = 0; i < lists.Length; i++)
        {
            foreach (var row in lists[i])
            {
                folds[row] = i % Folds;
                views[row] = i / Folds % Views;
            }
        }

        return (folds, views);
    }
}
