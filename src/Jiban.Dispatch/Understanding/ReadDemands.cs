using System.Text.RegularExpressions;
using Jiban.Dispatch.Catalogue;

namespace Jiban.Dispatch.Understanding;

/// <summary>
/// Finds where a message turns from one matter to another: it is cut between two sentences where either side has a class of its own, and no one class will do for
/// both; each side again, until none turns. A greeting, a closing or a side remark has no class that is sure enough, and stays with its neighbour.
/// </summary>
internal static partial class ReadDemands
{
    /// <summary>A case is split into nine parts at most; a letter of more matters than these is read by a person anyway.</summary>
    public const int Most = 5;

    /// <summary>Two matters in fewer characters are a list of words.</summary>
    private const int Shortest = 8;

    /// <summary>A quarter of a letter is a matter; less of a long one is a remark, up to so many characters.</summary>
    private const int LongestRemark = 40;

    /// <summary>Places where a long letter may be cut; each costs two readings.</summary>
    private const int MostCuts = 40;

    /// <summary>How sure the class of either side must be.</summary>
    private const double Sure = 0.4;

    /// <summary>How many times likelier two classes must be than any one class for both sides.</summary>
    private const double Gain = 200;

    private const double Least = 1e-12;

    /// <summary>The stretches of a text that tell of a matter each, in order; one when there is one matter.</summary>
    public static List<Range> Parts(string text, DispatchSnapshot snapshot)
    {
        var read = text.Length > PlainText.Longest ? text[..PlainText.Longest] : text;
        var parts = new List<Range> { 0..read.Length };
        var cuts = Cuts(read);
        for (var at = 0; at < parts.Count && parts.Count < Most; )
        {
            if (BestCut(read, parts[at], cuts, snapshot) is { } cut)
            {
                parts.Insert(at + 1, cut..parts[at].End);
                parts[at] = parts[at].Start..cut;
            }
            else
            {
                at++;
            }
        }

        return parts;
    }

    /// <summary>
    /// Whether a stretch tells of a matter of its own in listed words of the class it is read as: of where somebody lives the model may be sure of a class as well.
    /// </summary>
    public static bool SaysMatter(string stretch, DispatchSnapshot snapshot)
    {
        if (stretch.Length < Shortest)
        {
            return false;
        }

        var (guesses, words) = Read(stretch, snapshot);
        return IsMatter(guesses)
            && words.Any(word => guesses[0].Code.StartsWith(word.Target, StringComparison.Ordinal));
    }

    /// <summary>Where a text may be cut, in order.</summary>
    public static List<int> Cuts(string text)
    {
        var cuts = Ends().Matches(text).Select(end => end.Index + end.Length).ToList();
        var step = Math.Max(1, (cuts.Count + MostCuts - 1) / MostCuts);
        return [.. cuts.Where((_, n) => n % step == 0)];
    }

    private static int? BestCut(string text, Range part, List<int> cuts, DispatchSnapshot snapshot)
    {
        var (from, until) = (part.Start.Value, part.End.Value);
        var least = Math.Clamp((until - from) / 4, Shortest, LongestRemark);
        (int At, double Apart)? best = null;
        foreach (var cut in cuts)
        {
            if (
                cut - from >= least
                && until - cut >= least
                && Apart(text[from..cut], text[cut..until], snapshot) is { } apart
                && !(apart <= best?.Apart)
            )
            {
                best = (cut, apart);
            }
        }

        return best?.At;
    }

    /// <summary>
    /// How little either of two stretches has of the class of the other, as a logarithm; null when they may tell of one matter. Where that is most, there they meet: how sure the
    /// classes are says less, for a long stretch stays sure with some words of the other in it.
    /// </summary>
    private static double? Apart(string left, string right, DispatchSnapshot snapshot)
    {
        var one = Classes(left, snapshot);
        if (!IsMatter(one))
        {
            return null;
        }

        var other = Classes(right, snapshot);
        if (!IsMatter(other) || other[0].Code == one[0].Code)
        {
            return null;
        }

        var behind = other.ToDictionary(guess => guess.Code, guess => guess.Probability);
        var same = one.Max(guess => guess.Probability * behind[guess.Code]);
        return one[0].Probability * other[0].Probability < Gain * same
            ? null
            : -Math.Log(Math.Max(Of(one, other[0].Code), Least))
                - Math.Log(Math.Max(behind[one[0].Code], Least));
    }

    private static bool IsMatter(IReadOnlyList<ClassGuess> guesses) =>
        guesses.Count > 0 && guesses[0].Probability >= Sure && guesses[0].Code != ClassBlend.Praise;

    private static double Of(IReadOnlyList<ClassGuess> guesses, string code) =>
        guesses.First(guess => guess.Code == code).Probability;

    private static IReadOnlyList<ClassGuess> Classes(string text, DispatchSnapshot snapshot) =>
        Read(text, snapshot).Guesses;

    private static (IReadOnlyList<ClassGuess> Guesses, IReadOnlyList<Term> Words) Read(
        string text,
        DispatchSnapshot snapshot
    )
    {
        var plain = PlainText.Of(text);
        var heard = snapshot.Words.Hear(plain);
        var words = heard.Of(TermUse.Class);
        return (snapshot.Blend.Read(plain, words, ReadKind.Read(null, heard).Kind), words);
    }

    /// <summary>Ends of sentences and lines, and a comma before a word that begins another matter; a point inside a number ends nothing.</summary>
    [GeneratedRegex(
        @"[。！？!?；;\n]+[”""』」）)\s]*|[，,](?=(?:另外|还有|此外|其次|再者|再就是|顺便|同时|第[二三四五]|[二三四五]是))|(?<![0-9])\.(?![0-9])"
    )]
    private static partial Regex Ends();
}
