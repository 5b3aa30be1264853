using Jiban.City.Contracts;
using Jiban.Dispatch.Catalogue;
using Jiban.Dispatch.Understanding;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Distance;
using Distance = Jiban.City.Contracts.Distance;

namespace Jiban.Dispatch.Deciding;

/// <summary>
/// The same trouble in two places is two demands: a stretch of a message is cut between two sentences where either side tells of a matter and names a place of its own, far from
/// every place that the other names. One matter that several places belong to (from one road to another, an estate and the road before it) stays whole.
/// </summary>
internal static class PartPlaces
{
    /// <summary>Nearer, two names are one place: an estate and the school beside it.</summary>
    private const double ApartMetres = 250;

    /// <summary>What a crossing is told by, where its second road stands in the next sentence.</summary>
    private static readonly string[] Crossing = ["路口", "交叉", "交汇", "街口", "巷口"];

    /// <summary>The stretches, each cut further where it tells of two places.</summary>
    public static List<Range> Of(
        string text,
        List<Range> parts,
        CityIndex index,
        DispatchSnapshot snapshot
    )
    {
        var cuts = ReadDemands.Cuts(
            text.Length > PlainText.Longest ? text[..PlainText.Longest] : text
        );
        var done = new List<Range>();
        var more = ReadDemands.Most - parts.Count;
        foreach (var part in parts)
        {
            var rest = part;
            var behind = new Stack<Range>();
            // The last cut first: what follows of a matter without a place of its own stays with the sentence before it.
            for (; more > 0 && LastCut(text, rest, cuts, index, snapshot) is { } cut; more--)
            {
                behind.Push(cut..rest.End);
                rest = rest.Start..cut;
            }

            done.Add(rest);
            done.AddRange(behind);
        }

        return done;
    }

    private static int? LastCut(
        string text,
        Range part,
        List<int> cuts,
        CityIndex index,
        DispatchSnapshot snapshot
    )
    {
        var (from, until) = (part.Start.Value, part.End.Value);
        return cuts.Where(cut => cut > from && cut < until)
            .OrderDescending()
            .Cast<int?>()
            .FirstOrDefault(cut =>
                AreApart(text[from..cut!.Value], text[cut.Value..until], index)
                && ReadDemands.SaysMatter(text[from..cut.Value], snapshot)
                && ReadDemands.SaysMatter(text[cut.Value..until], snapshot)
            );
    }

    private static bool AreApart(string left, string right, CityIndex index)
    {
        var (one, other) = (
            ReadNames.Spots(CityIndex.Form(left), index),
            ReadNames.Spots(CityIndex.Form(right), index)
        );
        var crosses = Crossing.Any(word => right.Contains(word, StringComparison.Ordinal));
        return one.Count > 0
            && other.Count > 0
            && one.TrueForAll(here =>
                other.TrueForAll(there => AreApart(here, there, crosses, index))
            );
    }

    /// <summary>Two roads are two places wherever they meet, unless it is told of where they do.</summary>
    private static bool AreApart(Mention here, Mention there, bool crosses, CityIndex index)
    {
        if (
            here.Place.PlaceId == there.Place.PlaceId
            || IsPartOf(here.Place, there.Place)
            || IsPartOf(there.Place, here.Place)
        )
        {
            return false;
        }

        var (one, other) = (LineOf(here, index), LineOf(there, index));
        if (one is not null && other is not null)
        {
            return !crosses;
        }

        var near = DistanceOp.NearestPoints(one ?? here.At, other ?? there.At);
        return Distance.Between(near[0], near[1]) > ApartMetres;
    }

    private static bool IsPartOf(Place place, Place community) =>
        community.Kind == PlaceKind.Community && place.CommunityId == community.PlaceId;

    private static Geometry? LineOf(Mention mention, CityIndex index) =>
        mention is { As: not ReadAs.Crossing, Place.Kind: PlaceKind.Road }
            ? index.Road(mention.Place.PlaceId)?.Line
            : null;
}
