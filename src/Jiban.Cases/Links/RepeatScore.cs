using System.Text.Json.Serialization;
using Jiban.City.Contracts;
using Jiban.Dispatch.Contracts;

namespace Jiban.Cases.Links;

/// <summary>From which score on an earlier case is shown as one that may be repeated, and from which one the rule links it. Thousandths.</summary>
/// <param name="Offer">1 to 1,000.</param>
/// <param name="Link">1 to 1,000, not below <paramref name="Offer"/>; 0: only people link.</param>
internal sealed record RepeatRule(int Offer, int Link)
{
    public static readonly RepeatRule Shipped = new(300, 600);

    [JsonIgnore]
    public bool IsSound =>
        Offer is >= 1 and <= 1_000 && (Link == 0 || (Link >= Offer && Link <= 1_000));
}

/// <summary>How the places of two cases stand to each other.</summary>
internal enum RepeatPlace
{
    /// <summary>By name, by point, or both name the same estate.</summary>
    Same,

    /// <summary>One of them does not say where.</summary>
    Unsaid,

    /// <summary>Each says another one. People enter places wrongly, and see the same trouble in two places: a person must look.</summary>
    Other,
}

/// <summary>
/// How sure it is that a case is the same matter again (重复诉求) although its class or its place was entered otherwise. Above all what it says counts, apart from
/// where: one person tells of many matters in one place.
/// </summary>
/// <param name="Score">Thousandths.</param>
/// <param name="Words">How near their words are, apart from names of places, in thousandths.</param>
/// <param name="SamePerson">The same telephone; else nobody left one, and the place is the same.</param>
internal sealed record RepeatScore(
    int Score,
    int Words,
    bool SamePerson,
    RepeatPlace Place,
    bool SameClass
)
{
    /// <summary>Who tells of a matter again tells what is new: half of the words shared is as good as all.</summary>
    private const double EnoughWords = 0.5;

    private const double PlaceUnsaid = 0.8;
    private const double OtherPlace = 0.45;
    private const double OtherClass = 0.8;
    private const double NobodyKnown = 0.75;

    /// <summary>What is left when both name a house, and not the same one.</summary>
    private const double OtherHouse = 0.4;

    /// <summary>Within so many metres is the same place, as for the same class.</summary>
    private const double SameMetres = 200;

    public static RepeatScore Of(
        TextLikeness matter,
        bool samePerson,
        RepeatPlace place,
        bool sameClass
    )
    {
        var score =
            Math.Min(1, matter.Words / EnoughWords)
            * place switch
            {
                RepeatPlace.Same => 1,
                RepeatPlace.Unsaid => PlaceUnsaid,
                RepeatPlace.Other => OtherPlace,
                _ => throw new ArgumentOutOfRangeException(nameof(place)),
            }
            * (sameClass ? 1 : OtherClass)
            * (samePerson ? 1 : NobodyKnown)
            * (matter.OtherHouse ? OtherHouse : 1);
        return new RepeatScore(
            (int)Math.Round(score * 1_000),
            (int)Math.Round(matter.Words * 1_000),
            samePerson,
            place,
            sameClass
        );
    }

    /// <summary>The score of a case against an earlier one, by what both say.</summary>
    public static RepeatScore Of(
        (CaseFile File, string Text) now,
        (CaseFile File, string Text) before,
        bool samePerson
    ) =>
        Of(
            TextLikeness.OfMatter(now.Text, before.Text, now.File.PlaceName, before.File.PlaceName),
            samePerson,
            Places(now, before),
            now.File.ClassCode == before.File.ClassCode
        );

    private static RepeatPlace Places(
        (CaseFile File, string Text) now,
        (CaseFile File, string Text) before
    ) =>
        (now.File.PlaceName is { } name && name == before.File.PlaceName)
        || Distance.Metres(now.File.LonE7, now.File.LatE7, before.File.LonE7, before.File.LatE7)
            <= SameMetres
        || SubjectNames.Of(now.Text).Intersect(SubjectNames.Of(before.Text)).Any()
            ? RepeatPlace.Same
        : IsUnsaid(now.File) || IsUnsaid(before.File) ? RepeatPlace.Unsaid
        : RepeatPlace.Other;

    private static bool IsUnsaid(CaseFile file) => file is { PlaceName: null, LonE7: null };
}

/// <summary>Why a case counts as a repeat, in words: numbers and what is the same, never what anybody wrote.</summary>
internal static class RepeatWords
{
    public static (string Zh, string En) Why(RepeatScore why) =>
        (
            $"{(why.SamePerson ? "同一电话" : "未留电话")}，{Where(why.Place).Zh}，类别{(why.SameClass ? "相同" : "不同")}，文字相近{why.Words / 10}%，把握{why.Score / 10}%",
            $"{(why.SamePerson ? "the same telephone" : "no telephone")}, {Where(why.Place).En}, {(why.SameClass ? "the same class" : "another class")}, words {why.Words / 10}% alike, {why.Score / 10}% sure"
        );

    private static (string Zh, string En) Where(RepeatPlace place) =>
        place switch
        {
            RepeatPlace.Same => ("地点相同", "the same place"),
            RepeatPlace.Unsaid => ("有一件没有写明地点", "one of them says no place"),
            RepeatPlace.Other => ("登记的地点不同", "another place on record"),
            _ => throw new ArgumentOutOfRangeException(nameof(place)),
        };
}
