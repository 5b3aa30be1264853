using System.Text.RegularExpressions;
using Jiban.City.Contracts;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Distance;

namespace Jiban.Dispatch.Deciding;

/// <summary>"A路与B路交叉口": where two roads of the city meet, reckoned from their centre lines.</summary>
internal static partial class Crossings
{
    /// <summary>A road is drawn to the kerb of the other, or a little short of it.</summary>
    private const double MeetingMetres = 40;

    private const int Most = 3;
    private const int Ahead = 8;

    /// <summary>Where the roads of two neighbouring names meet, when the words between and behind them say that a crossing is meant; else nothing.</summary>
    public static IReadOnlyList<Mention> Of(
        string form,
        (int End, IReadOnlyList<Place> Places) first,
        (int Start, int End, IReadOnlyList<Place> Places) second,
        double weight,
        CityIndex index
    )
    {
        if (
            second.Start - first.End > 2
            || !Between().IsMatch(form.AsSpan(first.End, second.Start - first.End))
            || !Behind().IsMatch(form.AsSpan(second.End, Math.Min(Ahead, form.Length - second.End)))
        )
        {
            return [];
        }

        var found = (
            from one in Roads(first.Places, index)
            from other in Roads(second.Places, index)
            where one.Road.RoadId != other.Road.RoadId
            from point in Meeting(one.Road.Line, other.Road.Line)
            select (one.Place, Name: $"{one.Place.Name}与{other.Place.Name}交叉口", Point: point)
        )
            .Take(Most)
            .ToList();
        return
        [
            .. found.Select(at => new Mention(
                at.Place,
                at.Name,
                at.Point,
                weight / found.Count,
                ReadAs.Crossing
            )),
        ];
    }

    /// <summary>Whether the words tell of a crossing at all.</summary>
    public static bool AreTold(string form) => Told().IsMatch(form);

    private static IEnumerable<(Place Place, Road Road)> Roads(
        IReadOnlyList<Place> places,
        CityIndex index
    ) =>
        from place in places
        where place.Kind == PlaceKind.Road
        let road = index.Road(place.PlaceId)
        where road is not null
        select (place, road);

    /// <summary>Every point in which two lines meet, those of one crossing once; where they only come near each other, the middle between.</summary>
    private static IEnumerable<Point> Meeting(Geometry one, Geometry other)
    {
        var met = one.Intersection(other).Coordinates;
        if (met.Length == 0)
        {
            var near = DistanceOp.NearestPoints(one, other);
            var between = Distance.Between(near[0], near[1]);
            met =
                between <= MeetingMetres
                    ? [new Coordinate((near[0].X + near[1].X) / 2, (near[0].Y + near[1].Y) / 2)]
                    : [];
        }

        var kept = new List<Coordinate>();
        foreach (var at in met)
        {
            if (!kept.Exists(before => Distance.Between(before, at) <= MeetingMetres))
            {
                kept.Add(at);
            }
        }

        return kept.Select(at => new Point(at.X, at.Y) { SRID = 4326 });
    }

    [GeneratedRegex("^(?:与|和|及|跟|同|到|近|靠近|临近|、|/|-|—|x|×|[(（])?$")]
    private static partial Regex Between();

    [GeneratedRegex("交叉|路口|十字|丁字|三岔|交[汇会界接口]|相交|[拐转]角|拐弯")]
    private static partial Regex Told();

    /// <summary>口碑 and 口腔 are no crossing.</summary>
    [GeneratedRegex(
        "^的?(?:交叉路?口|交叉[处点]|十字路?口|十字(?![绣架军会])|丁字路?口|三岔路?口|交[汇会界接]处|交[汇会]|交口|路口|相交|拐角|转角|拐弯|口(?![碑腔罩径]))"
    )]
    private static partial Regex Behind();
}
