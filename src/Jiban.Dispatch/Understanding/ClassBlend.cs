using Jiban.Dispatch.Catalogue;
using Jiban.Dispatch.Contracts;
using Jiban.Dispatch.Learning;

namespace Jiban.Dispatch.Understanding;

/// <summary>A class with its probability.</summary>
internal readonly record struct ClassGuess(string Code, double Probability);

/// <summary>
/// Blends the text model and the listed words into one probability for every class that a message may be read as: the model's calibrated margin and
/// the weights of the words are both units of log-odds, so they add.
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

    private readonly string[] _codes;
    private readonly Dictionary<string, int> _index;
    private readonly int[] _labelOf;
    private readonly TextModel? _model;

    public ClassBlend(IReadOnlyList<DemandClass> classes, TextModel? model)
    {
        _codes = [.. ClassTree.Readable(classes)];
        _index = _codes.Select((code, i) => (code, i)).ToDictionary(x => x.code, x => x.i);
        _labelOf = [.. _codes.Select(code => model?.LabelIndex(code) ?? -1)];
        _model = _labelOf.Any(label => label >= 0) ? model : null;
    }

    /// <summary>
    /// All of them, likeliest first, equal ones in order of code; those below <see cref="Negligible"/> stand at the end in
    /// no order. Empty when nothing in the text speaks for any class.
    /// </summary>
    public IReadOnlyList<ClassGuess> Read(string plain, IReadOnlyList<Term> words, DemandKind kind)
    {
        var scores = new double[_codes.Length];
        var heard = AddWords(scores, words) | AddModel(scores, plain);
        if (!heard)
        {
            return [];
        }

        // Praise is a class of its own; "thank you" at the end of a complaint is not.
        Add(scores, Praise, kind == DemandKind.Praise ? 6 : -6);
        return Softmax(scores);
    }

    private bool AddWords(double[] scores, IReadOnlyList<Term> words)
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

        var weight = _model is null ? WordsAlone : 1;
        for (var c = 0; c < scores.Length; c++)
        {
            scores[c] = weight * Math.Min(scores[c], MostFromWords);
        }

        return words.Count > 0;
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

        // A class the model never saw is as unlikely as its least likely one.
        var least = margins.Min();
        for (var c = 0; c < scores.Length; c++)
        {
            scores[c] += _labelOf[c] >= 0 ? margins[_labelOf[c]] : least;
        }

        return true;
    }

    private void Add(double[] scores, string code, double weight)
    {
        if (_index.TryGetValue(code, out var i))
        {
            scores[i] += weight;
        }
    }

    private List<ClassGuess> Softmax(double[] scores)
    {
        var top = scores.Max();
        var sum = 0d;
        for (var c = 0; c < scores.Length; c++)
        {
            scores[c] = Math.Exp(scores[c] - top);
            sum += scores[c];
        }

        // Some dozen of the hundreds are worth putting in order; the likeliest one always is.
        var least = Math.Min(Negligible, 1 / sum);
        var guesses = new List<ClassGuess>(scores.Length);
        foreach (var isLikely in (ReadOnlySpan<bool>)[true, false])
        {
            for (var c = 0; c < scores.Length; c++)
            {
                var probability = scores[c] / sum;
                if (probability >= least == isLikely)
                {
                    guesses.Add(new ClassGuess(_codes[c], probability));
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
