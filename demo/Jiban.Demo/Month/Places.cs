using Jiban.City.Contracts;
using Jiban.Demo.Land;
using NetTopologySuite.Geometries;
using NetTopologySuite.LinearReferencing;

namespace Jiban.Demo.Month;

/// <summary>Finds places of a kind in a street of the invented city, with the words in which people name them.</summary>
internal sealed class Places
{
    private readonly CityPlan _plan;
    private readonly Random _chance;
    private readonly ILookup<string, (string Name, Point At)> _roads;
    private readonly ILookup<(string Street, string Cover), Landmark> _landmarks;
    private readonly Dictionary<Guid, string> _communities;
    private readonly ILookup<string, Building> _estates;
    private readonly Building[] _shops;

    public Places(CityPlan plan, Random chance)
    {
        _plan = plan;
        _chance = chance;
        var city = plan.ToSnapshot();
        _roads = (
            from road in plan.Roads
            from share in Enumerable.Range(1, 19)
            let at = new Point(
                new LengthIndexedLine(road.Line).ExtractPoint(road.Line.Length * share / 20)
            )
            let street = city.Locate(at).Street
            where street is not null
            select (street.Code, road.Name, at)
        ).ToLookup(road => road.Code, road => (road.Name, road.at));
        _landmarks = plan.Landmarks.ToLookup(landmark =>
            (city.Locate(landmark.Area.InteriorPoint).Street!.Code, landmark.Cover)
        );
        _communities = plan
            .Regions.Where(region => region.Level == RegionLevel.Community)
            .ToDictionary(region => region.RegionId, region => region.Name);
        _estates = plan
            .Buildings.Where(it => it.EstateName is not null)
            .ToLookup(it => it.EstateName!);
        _shops = [.. plan.Buildings.Where(it => it.Use == "shop")];
    }

    /// <summary>The text with its open places filled by a place of the kind, and where that is.</summary>
    /// <param name="where">Kind as in <c>requests.tsv</c>.</param>
    public (string Text, Spot Spot) Fill(string text, string where, StreetPlan street) =>
        where switch
        {
            "estate" or "building" => AtHome(text, where),
            "shop" => AtShop(text),
            "none" => (text, new Spot(null, null, null, street.Code)),
            "far" => (
                text.Replace("{far}", street.Name, StringComparison.Ordinal),
                new Spot(street.Name, null, null, street.Code)
            ),
            "river" => AtRoad(text, Board.Streets[0], "滨河"),
            "road" or "afar" => AtRoad(text, street, ""),
            _ => AtLandmark(text, where, street),
        };

    private (string, Spot) AtHome(string text, string where)
    {
        var estates = _estates.Select(estate => estate.Key).ToList();
        var building = Pick(_estates[Pick(estates)].ToList());
        var name = where == "estate" ? building.EstateName! : building.Name;
        return (
            text.Replace("{estate}", building.EstateName, StringComparison.Ordinal)
                .Replace("{building}", building.Name, StringComparison.Ordinal)
                .Replace(
                    "{community}",
                    _communities[building.CommunityId],
                    StringComparison.Ordinal
                ),
            Pinned(name, building.Footprint.Centroid, Board.Streets[0].Code)
        );
    }

    private (string, Spot) AtShop(string text)
    {
        var shop = Pick(_shops);
        var named = $"{shop.Address}的{shop.Name.Split('(')[0]}";
        return (
            text.Replace("{shop}", named, StringComparison.Ordinal)
                .Replace("{estate}", shop.Address, StringComparison.Ordinal),
            Pinned(shop.Address, shop.Footprint.Centroid, Board.Streets[0].Code)
        );
    }

    private (string, Spot) AtRoad(string text, StreetPlan street, string named)
    {
        var (road, at) = Pick(
            _roads[street.Code]
                .Where(road => road.Name.StartsWith(named, StringComparison.Ordinal))
                .ToList()
        );
        var words = street == Board.Streets[0] ? road : street.Name + road;
        return (
            text.Replace("{road}", words, StringComparison.Ordinal),
            Pinned(words, at, street.Code)
        );
    }

    private (string, Spot) AtLandmark(string text, string cover, StreetPlan street)
    {
        var landmark = Pick(_landmarks[(street.Code, cover)].ToList());
        return (
            text.Replace($"{{{cover}}}", landmark.Name, StringComparison.Ordinal),
            Pinned(landmark.Name, landmark.Area.InteriorPoint, street.Code)
        );
    }

    /// <summary>Four in ten give a pin, four in ten only words beside the text, two in ten neither.</summary>
    private Spot Pinned(string words, Point at, string street) =>
        _chance.Next(10) switch
        {
            < 4 => new Spot(words, Math.Round(at.X, 6), Math.Round(at.Y, 6), street),
            < 8 => new Spot(words, null, null, street),
            _ => new Spot(null, null, null, street),
        };

    /// <summary>A place on a road of the street that is patrolled, always with a pin.</summary>
    public (string Road, Spot Spot) OnPatrol()
    {
        var (road, at) = Pick(_roads[Board.Streets[0].Code].ToList());
        return (
            road,
            new Spot(road, Math.Round(at.X, 6), Math.Round(at.Y, 6), Board.Streets[0].Code)
        );
    }

    /// <summary>A building of an estate, by its number.</summary>
    public Building Home(string name) => _plan.Buildings.Single(building => building.Name == name);

    private T Pick<T>(IReadOnlyList<T> items) => items[_chance.Next(items.Count)];
}
