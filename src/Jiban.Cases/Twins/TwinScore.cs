using System.Text.Json.Serialization;
using Jiban.Dispatch.Contracts;

namespace Jiban.Cases.Twins;

/// <summary>From which score on an incident is offered to whoever asks or registers, and from which one a rule joins by itself. Thousandths.</summary>
/// <param name="Offer">1 to 1,000.</param>
/// <param name="Join">1 to 1,000, not below <paramref name="Offer"/>; 0: only people join.</param>
internal sealed record TwinRule(int Offer, int Join)
{
    public static readonly TwinRule Shipped = new(550, 0);

    [JsonIgnore]
    public bool IsSound =>
        Offer is >= 1 and <= 1_000 && (Join == 0 || (Join >= Offer && Join <= 1_000));
}

/// <summary>
/// How sure it is that two cases of one class tell of the same event: where, when, and in which words. Each part can be told to a person.
/// </summary>
/// <param name="Score">Thousandths.</param>
/// <param name="Words">How near their words are, in thousandths.</param>
/// <param name="Metres">How far apart; null when only the name of the place is known, and is the same.</param>
/// <param name="Minutes">Between the two.</param>
/// <param name="OtherClass">The two were classed otherwise: words, place and time had to say more.</param>
internal sealed record TwinScore(
    int Score,
    int Words,
    int? Metres,
    int Minutes,
    bool OtherClass = false
)
{
    /// <summary>Nearer than this counts as the same place.</summary>
    private const double SameMetres = 60;

    /// <summary>Further away nothing is the same event.</summary>
    public const double MostMetres = 300;

    /// <summary>Older than this nothing is the same event.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(3);

    /// <summary>Two people tell of one event in different words: half of them shared is as good as all.</summary>
    private const double EnoughWords = 0.5;

    /// <summary>Both name one road or quarter and neither says where in it: enough to be shown to a person, too little for a rule that is set with care.</summary>
    private const double SameStretch = 0.6;

    /// <summary>What is left when both name a house, and not the same one: a second outage stays apart.</summary>
    private const double OtherHouse = 0.4;

    /// <summary>With fewer words in common two classes are two matters.</summary>
    private const double LeastWordsOfOtherClass = 0.3;

    private const double EnoughWordsOfOtherClass = 0.55;

    private static readonly TimeSpan SameTime = TimeSpan.FromHours(1);

    /// <summary>The score of two cases of one class. A name never reaches farther than <see cref="MostMetres"/>: two places may have one name.</summary>
    /// <param name="metres">Null when one of them has no point.</param>
    /// <param name="samePlaceName">Both name the same spot: a house, an estate, a school, a crossing.</param>
    /// <param name="sameStretch">Both name the same road or quarter, which may be long.</param>
    public static TwinScore Of(
        TextLikeness text,
        double? metres,
        bool samePlaceName,
        TimeSpan between,
        bool sameStretch = false
    )
    {
        var place =
            samePlaceName && !(metres > MostMetres) ? 1
            : metres is { } far ? Falling(far, SameMetres, MostMetres)
            : sameStretch ? SameStretch
            : 0;
        var time = Falling(
            between.Duration().TotalMinutes,
            SameTime.TotalMinutes,
            Longest.TotalMinutes
        );
        var words = Math.Min(1, text.Words / EnoughWords);
        var score =
            place * (0.3 + (0.5 * words) + (0.2 * time)) * (text.OtherHouse ? OtherHouse : 1);
        return new TwinScore(
            (int)Math.Round(score * 1_000),
            (int)Math.Round(text.Words * 1_000),
            metres is { } apart ? (int)Math.Round(apart) : null,
            (int)between.Duration().TotalMinutes
        );
    }

    /// <summary>
    /// The score of two cases of different classes (no water, by one told as an outage and by another as trouble with the estate). What the class does not say the rest must:
    /// the very place, within the day, the same house or none, and words that are alike apart from the place.
    /// </summary>
    /// <param name="matter">How near the words are, names of places apart.</param>
    public static TwinScore OfOtherClass(
        TextLikeness matter,
        double? metres,
        bool samePlaceName,
        TimeSpan between
    )
    {
        var isThere = samePlaceName ? !(metres > MostMetres) : metres <= SameMetres;
        var time = Falling(
            between.Duration().TotalMinutes,
            SameTime.TotalMinutes,
            TimeSpan.FromDays(1).TotalMinutes
        );
        var score =
            isThere && !matter.OtherHouse && matter.Words >= LeastWordsOfOtherClass
                ? Math.Min(1, matter.Words / EnoughWordsOfOtherClass) * (0.6 + (0.4 * time))
                : 0;
        return new TwinScore(
            time > 0 ? (int)Math.Round(score * 1_000) : 0,
            (int)Math.Round(matter.Words * 1_000),
            metres is { } apart ? (int)Math.Round(apart) : null,
            (int)between.Duration().TotalMinutes,
            OtherClass: true
        );
    }

    /// <summary>1 up to <paramref name="full"/>, then evenly down to 0 at <paramref name="none"/>.</summary>
    private static double Falling(double value, double full, double none) =>
        Math.Clamp((none - value) / (none - full), 0, 1);
}
