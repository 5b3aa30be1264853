using Jiban.Dispatch.Catalogue;
using Jiban.Dispatch.Contracts;

namespace Jiban.Dispatch.Understanding;

/// <summary>The nature of the demand (诉求性质), from what was given or from the words of the message.</summary>
internal static class ReadKind
{
    /// <summary>One polite "thank you" is not praise: it needs a strong word, or thanks together with what was done well.</summary>
    private const int LeastForPraise = 1500;

    /// <summary>What speaks for help without a word of it; less than any listed word.</summary>
    private const double UnlessSaid = 500;

    private static readonly DemandKind[] Kinds = Enum.GetValues<DemandKind>();

    /// <summary>
    /// The kind given wins. Else each listed word adds its weight to its kind; nothing said means that somebody needs something
    /// done: help (求助).
    /// </summary>
    public static (DemandKind Kind, Reason Reason) Read(
        DemandKind? given,
        WordLists.HeardWords heard
    )
    {
        if (given is { } kind)
        {
            return (
                kind,
                new Reason("kind-given", $"来件注明为{Zh(kind)}。", $"Given as {En(kind)}.")
            );
        }

        var scores = Scores(heard);
        var best = Kinds.MaxBy(k => scores[(int)k]);
        if (scores[(int)best] <= 0)
        {
            return (
                DemandKind.Help,
                new Reason(
                    "kind-default",
                    "未写明性质，按求助办理。",
                    "No kind was named: taken as help."
                )
            );
        }

        var words = heard
            .Of(TermUse.Kind)
            .Where(term => Enum.Parse<DemandKind>(term.Target, ignoreCase: true) == best)
            .Select(term => term.Text);
        return (
            best,
            new Reason(
                "kind-terms",
                $"按用语{Wording.Quote(words)}判断为{Zh(best)}。",
                $"Words {Wording.Quote(words)} make it {En(best)}."
            )
        );
    }

    /// <summary>
    /// How much speaks for each kind, likeliest first: the weights of the words as log-odds. One word of asking says little, several that only ask say much; where nothing is
    /// said, help is likelier than each other kind and still not sure.
    /// </summary>
    public static IReadOnlyList<KindShare> Shares(DemandKind? given, WordLists.HeardWords heard)
    {
        if (given is { } kind)
        {
            return [new KindShare(kind, 1)];
        }

        var scores = Scores(heard);
        scores[(int)DemandKind.Help] = Math.Max(scores[(int)DemandKind.Help], UnlessSaid);
        var odds = scores.Select(score => Math.Exp(score / 1000)).ToArray();
        return
        [
            .. Kinds
                .Select(one => new KindShare(one, odds[(int)one] / odds.Sum()))
                .OrderByDescending(one => one.Probability),
        ];
    }

    private static double[] Scores(WordLists.HeardWords heard)
    {
        var scores = new double[Kinds.Length];
        foreach (var term in heard.Of(TermUse.Kind))
        {
            scores[(int)Enum.Parse<DemandKind>(term.Target, ignoreCase: true)] += term.Permille;
        }

        if (scores[(int)DemandKind.Praise] < LeastForPraise)
        {
            scores[(int)DemandKind.Praise] = 0;
        }

        return scores;
    }

    private static string Zh(DemandKind kind) =>
        kind switch
        {
            DemandKind.Consultation => "咨询",
            DemandKind.Help => "求助",
            DemandKind.Complaint => "投诉",
            DemandKind.Report => "举报",
            DemandKind.Suggestion => "建议",
            DemandKind.Praise => "表扬",
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };

    private static string En(DemandKind kind) =>
        kind switch
        {
            DemandKind.Consultation => "a consultation",
            DemandKind.Help => "a call for help",
            DemandKind.Complaint => "a complaint",
            DemandKind.Report => "a report of an offence",
            DemandKind.Suggestion => "a suggestion",
            DemandKind.Praise => "praise",
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
}
