using Jiban.Dispatch.Catalogue;
using Jiban.Dispatch.Contracts;
using Jiban.Dispatch.Learning;

namespace Jiban.Dispatch.Understanding;

/// <summary>A class with its probability.</summary>
internal readonly record struct ClassGuess(string Code, double Probability);

/// <summary>
/// Blends the text model and the listed words: the model's calibrated margin and the weights of the words are both units of log-odds, so they add. The two know the same things, so the sum is
/// too sure of itself: <see cref="Read"/> tells which class is likelier, by how much; <see cref="Honest"/> tells how often it is right.
/// </summary>
internal sealed class ClassBlend
{
    /// <summary>The class of praise.</summary>
    public const string Praise = "2701";

    /// <summary>A class less likely than this is of no account for whose a message is.</summary>
    public const double Negligible = 0.01;

    /// <summary>Words of one class together say at most this much: a long list must not drown the model.</summary>
    private const double MostFromWords = 7;

    /// <summary>Without a model the words must carry the decision alone.</summary>
    private const double WordsAlone = 3;

    /// <summary>What two witnesses who know the same things are worth together, as a share of what they would be if each knew its own.</summary>
    private const double Together = 0.5;

    /// <summary>
    /// The margin of "none of these" by the machines of the model, for which −1 is a text like no text of a class and 1 one like its own: each machine alone is asked whether a text is of its class,
    /// and where all say no and no word is heard, the likeliest class is not likely.
    /// </summary>
    private const double MarginOfNone = -0.43;

    /// <summary>A class that was next to nothing is not made likely by the doubt about another.</summary>
    private const double MostGained = 10;

    private readonly string[] _codes;
    private readonly Dictionary<string, int> _index;
    private readonly int[] _labelOf;
    private readonly TextModel? _model;

    public ClassBlend(IReadOnlyList<DemandClass> classes, TextModel? model)
        : this(classes, model?.Labels ?? []) =>
        _model = _labelOf.Any(label => label >= 0) ? model : null;

    private ClassBlend(IReadOnlyList<DemandClass> classes, string[] labels)
    {
        _codes = [.. ClassTree.Readable(classes)];
        _index = _codes.Select((code, i) => (code, i)).ToDictionary(x => x.code, x => x.i);
        _labelOf = [.. _codes.Select(code => Array.IndexOf(labels, code))];
    }

    /// <summary>
    /// All of them, likeliest first, equal ones in order of code; those below <see cref="Negligible"/> stand at the end in
    /// no order. Empty when nothing in the text speaks for any class.
    /// </summary>
    public IReadOnlyList<ClassGuess> Read(
        string plain,
        IReadOnlyList<Term> words,
        DemandKind kind
    ) => Scores(plain, words, kind) is { } scores ? Ordered(Shares(scores, none: null)) : [];

    /// <summary>
    /// The same classes in the same order, with the likeliest one as often right as its probability says; what is left to 1 is none of these.
    /// </summary>
    public IReadOnlyList<ClassGuess> Honest(
        string plain,
        IReadOnlyList<Term> words,
        DemandKind kind
    )
    {
        if (_model is null)
        {
            // Nobody ever counted how often words alone are right.
            return Read(plain, words, kind);
        }

        if (Scores(plain, words, kind) is not { } scores)
        {
            return [];
        }

        var shares = Shares(scores, None(_model.Temperature));
        var best = Array.IndexOf(shares, shares.Max());
        var most = shares[best];
        var others = shares.Sum() - most;
        var honest = _model.Surety.Of(most);
        // What the first loses the others gain, as far as there is something in them; what it gains they and "none of these" lose alike.
        var rest =
            honest <= most
                ? Math.Min((others + most - honest) / Math.Max(others, 1e-9), MostGained)
                : (1 - honest) / Math.Max(1 - most, 1e-9);
        for (var c = 0; c < shares.Length; c++)
        {
            // However much it loses, the likeliest stays the likeliest.
            shares[c] = c == best ? honest : Math.Min(shares[c] * rest, honest);
        }

        return Ordered(shares);
    }

    /// <summary>Learns how far words and model together are to be believed, from the log-odds of texts that were held out; null where the labels are not the classes that ship.</summary>
    public static Surety? Learn(
        string[] labels,
        IReadOnlyList<(LabelledText Text, float[] LogOdds)> heldOut,
        double temperature
    )
    {
        var shipped = ShippedCatalogue.Snapshot;
        var blend = new ClassBlend(shipped.Classes, labels);
        if (labels.Count(blend._index.ContainsKey) * 2 < labels.Length)
        {
            return null;
        }

        return Surety.Learn([
            .. heldOut
                .Where(held => blend._index.ContainsKey(held.Text.Label))
                .Select(held =>
                {
                    var heard = shipped.Words.Hear(PlainText.Of(held.Text.Text));
                    var scores = new double[blend._codes.Length];
                    blend.AddWords(scores, heard.Of(TermUse.Class), weight: 1);
                    blend.AddMargins(scores, held.LogOdds);
                    blend.AddPraise(scores, ReadKind.Read(null, heard).Kind);
                    var shares = Shares(scores, None(temperature));
                    var best = Array.IndexOf(shares, shares.Max());
                    return (shares[best], blend._codes[best] == held.Text.Label);
                }),
        ]);
    }

    private static double? None(double? temperature) => MarginOfNone * temperature;

    /// <summary>The log-odds of every class, up to a common constant; null when nothing speaks for any.</summary>
    private double[]? Scores(string plain, IReadOnlyList<Term> words, DemandKind kind)
    {
        var scores = new double[_codes.Length];
        AddWords(scores, words, _model is null ? WordsAlone : 1);
        if (!(AddModel(scores, plain) | words.Count > 0))
        {
            return null;
        }

        AddPraise(scores, kind);
        return scores;
    }

    private void AddWords(double[] scores, IReadOnlyList<Term> words, double weight)
    {
        foreach (var word in words)
        {
            if (_index.TryGetValue(word.Target, out var i))
            {
                scores[i] += word.Permille / 1000d;
            }
            else
            {
                // A word may speak for everything below a class.
                for (var c = 0; c < _codes.Length; c++)
                {
                    if (_codes[c].StartsWith(word.Target, StringComparison.Ordinal))
                    {
                        scores[c] += word.Permille / 1000d;
                    }
                }
            }
        }

        for (var c = 0; c < scores.Length; c++)
        {
            scores[c] = weight * Math.Min(scores[c], MostFromWords);
        }
    }

    private bool AddModel(double[] scores, string plain)
    {
        if (_model is null)
        {
            return false;
        }

        var margins = new float[_model.Labels.Length];
        if (_model.LogOdds(plain, margins) == 0)
        {
            return false;
        }

        AddMargins(scores, margins);
        return true;
    }

    private void AddMargins(double[] scores, float[] margins)
    {
        // A class the model never saw is as unlikely as its least likely one.
        var least = margins.Min();
        for (var c = 0; c < scores.Length; c++)
        {
            scores[c] += _labelOf[c] >= 0 ? margins[_labelOf[c]] : least;
        }
    }

    /// <summary>Praise is a class of its own; "thank you" at the end of a complaint is not.</summary>
    private void AddPraise(double[] scores, DemandKind kind)
    {
        if (_index.TryGetValue(Praise, out var i))
        {
            scores[i] += kind == DemandKind.Praise ? 6 : -6;
        }
    }

    /// <summary>Log-odds to probabilities: as they are, or at their worth together and beside "none of these".</summary>
    private static double[] Shares(double[] scores, double? none)
    {
        var together = none is null ? 1 : Together;
        var top = Math.Max(scores.Max(), none ?? double.MinValue);
        var shares = Array.ConvertAll(scores, score => Math.Exp(together * (score - top)));
        var sum = shares.Sum() + (none is { } of ? Math.Exp(together * (of - top)) : 0);
        for (var c = 0; c < shares.Length; c++)
        {
            shares[c] /= sum;
        }

        return shares;
    }

    private List<ClassGuess> Ordered(double[] shares)
    {
        // Some dozen of the hundreds are worth putting in order; the likeliest one always is.
        var least = Math.Min(Negligible, shares.Max());
        var guesses = new List<ClassGuess>(shares.Length);
        foreach (var isLikely in (ReadOnlySpan<bool>)[true, false])
        {
            for (var c = 0; c < shares.Length; c++)
            {
                if (shares[c] >= least == isLikely)
                {
                    guesses.Add(new ClassGuess(_codes[c], shares[c]));
                }
            }

            if (isLikely)
            {
                guesses.Sort(LikeliestFirst);
            }
        }

        return guesses;
    }

    private static int LikeliestFirst(ClassGuess one, ClassGuess other) =>
        other.Probability.CompareTo(one.Probability) is var order and not 0
            ? order
            : string.CompareOrdinal(one.Code, other.Code);
}
