using Jiban.City.Addresses.Pairs;

namespace Jiban.City.Contracts;

/// <summary>Two texts, and how far a person says that they mean one place.</summary>
public sealed record LabelledPair(string A, string B, PlaceMatch Label);

/// <summary>How well one answer was found among the pairs held out.</summary>
/// <param name="Support">Pairs held out that have it.</param>
public sealed record MatchScore(
    PlaceMatch Match,
    int Support,
    double Precision,
    double Recall,
    double F1
);

/// <summary>Pairs that were given about the same probability of full, and the share of them that is.</summary>
public sealed record FullBin(int Pairs, double Probability, double Right);

/// <summary>A pair that was wrongly called full, or not. It holds an address.</summary>
public sealed record PairError(
    string A,
    string B,
    PlaceMatch Label,
    PlaceMatch Said,
    double Probability
);

/// <summary>What a training came to, measured on pairs that were not learned from: each of five folds in turn, the pairs of one first text in one.</summary>
/// <param name="FirstTexts">Different texts in the first column.</param>
/// <param name="Facts">What the trees may ask of a pair.</param>
/// <param name="Confusion">Row: what it is, column: what was said, both none, part, full.</param>
/// <param name="Errors">About full, the surest of the wrong answers first.</param>
public sealed record SamePlaceReport(
    int Pairs,
    int FirstTexts,
    int Facts,
    IReadOnlyList<MatchScore> Scores,
    IReadOnlyList<int[]> Confusion,
    IReadOnlyList<FullBin> Calibration,
    IReadOnlyList<PairError> Errors
)
{
    /// <summary>Pairs that stand in the file again with another label; their first one was learned.</summary>
    public int Contradicted { get; init; }

    /// <summary>Whether the order of one text's candidates is used.</summary>
    public bool Ordered { get; init; }

    /// <summary>Full ones that stand first among their text's candidates, and how many would by chance.</summary>
    public (int There, double ByChance) FullFirst { get; init; }
}

/// <summary>
/// Whether two texts mean one place, learned from labelled pairs: what the rules of <see cref="SamePlace"/> see and more, weighed by what the labels
/// say. The texts that one is compared with are judged together.
/// </summary>
public sealed class SamePlaceModel
{
    private const int Fewest = 10;

    private readonly PairModel _model;

    private SamePlaceModel(PairModel model) => _model = model;

    /// <summary>Whether it goes by the order in which the candidates of one text stand, in files where what the rules like best stands first more often than by chance.</summary>
    public bool Ordered => _model.Ordered;

    /// <summary>Trains; the same pairs in the same order and the same seed give the same model.</summary>
    /// <param name="mayOrder">Whether the order of one text's candidates may be used, if full ones stand first more often than by chance.</param>
    /// <exception cref="ArgumentException">Fewer than ten pairs that are full, or that are not.</exception>
    public static (SamePlaceModel Model, SamePlaceReport Report) Train(
        IReadOnlyList<LabelledPair> pairs,
        int seed,
        bool mayOrder
    )
    {
        var labels = pairs
            .GroupBy(pair => (pair.A, pair.B))
            .ToDictionary(pair => pair.Key, pair => pair.Select(p => p.Label).ToArray());
        var full = labels.Values.Count(label => label[0] == PlaceMatch.Full);
        if (Math.Min(full, labels.Count - full) < Fewest)
        {
            throw new ArgumentException(
                $"training needs {Fewest} different pairs that are full and {Fewest} that are not; there are {full} and {labels.Count - full}."
            );
        }

        var table = PairTable.Of(pairs.Select(pair => (pair.A, pair.B)));
        PlaceMatch[] truth = [.. table.Pairs.Select(pair => labels[pair][0])];
        var first = FullFirst(table, truth);
        var ordered = mayOrder && PairLists.Tells(first.There, first.ByChance);
        var trainer = new PairTrainer(table, truth, ordered, seed);
        var (saidFull, saidPart) = trainer.Try();
        var trial = new PairTrial(table.Pairs, truth, saidFull, saidPart);
        var leastFull = trial.LeastFull();
        var leastPart = trial.LeastPart(leastFull);
        var report = trial.Report(trainer.Facts, leastFull, leastPart) with
        {
            Contradicted = labels.Values.Count(label => label.Any(other => other != label[0])),
            Ordered = ordered,
            FullFirst = first,
        };
        return (new SamePlaceModel(trainer.Learn(leastFull, leastPart)), report);
    }

    /// <summary>Reads a kept model.</summary>
    /// <exception cref="InvalidDataException">Not one, another version, or damaged.</exception>
    public static SamePlaceModel Load(string path) => new(PairModelFile.Load(path));

    /// <summary>Writes the model, whole or not at all.</summary>
    public void Save(string path) => PairModelFile.Save(_model, path);

    /// <summary>Judges pairs, each in its place. The score is the probability of full.</summary>
    public IReadOnlyList<PlaceJudgement> Judge(IReadOnlyList<(string A, string B)> pairs) =>
        _model.Judge(pairs);

    private static (int There, double ByChance) FullFirst(PairTable table, PlaceMatch[] truth)
    {
        var lists = table.Lists.Where(list => list.Length > 1).ToArray();
        return (
            lists.Count(list => truth[list[0]] == PlaceMatch.Full),
            lists.Sum(list =>
                list.Count(row => truth[row] == PlaceMatch.Full) / (double)list.Length
            )
        );
    }
}
