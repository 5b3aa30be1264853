using System.Security.Cryptography;
using System.Text;
using Jiban.City.Contracts;
using Jiban.City.Names;
using NetTopologySuite.Geometries;
using NetTopologySuite.LinearReferencing;

namespace Jiban.City;

/// <summary>
/// Derives the gazetteer (地名库): every name that people may use for a region, road, estate, building, school or landmark, with
/// the community it lies in when it lies in one.
/// </summary>
internal static class Gazetteer
{
    public static IReadOnlyList<Place> Of(CityPlan plan, CitySnapshot located)
    {
        var entries = new List<Place>();
        entries.AddRange(plan.Regions.SelectMany(OfRegion));
        entries.AddRange(
            plan.Roads.SelectMany(road =>
                Names(road.Name, road.Aliases)
                    .Select(name => Spanning(road.RoadId, PlaceKind.Road, name, road.Line, located))
            )
        );
        entries.AddRange(OfEstates(plan, located));
        entries.AddRange(plan.Buildings.SelectMany(building => OfBuilding(building, located)));
        entries.AddRange(
            plan.Landmarks.SelectMany(landmark =>
                Names(landmark.Name, landmark.Aliases)
                    .Select(name =>
                        Spanning(landmark.LandmarkId, landmark.Kind, name, landmark.Area, located)
                    )
            )
        );
        entries.AddRange(ToponymEntries.Of(plan.Toponyms, entries, located));
        return entries;
    }

    private static IEnumerable<string> Names(string name, IReadOnlyList<string> aliases) =>
        aliases.Prepend(name).Distinct();

    private static IEnumerable<Place> OfRegion(Region region)
    {
        PlaceKind? kind = region.Level switch
        {
            RegionLevel.District => PlaceKind.District,
            RegionLevel.Street => PlaceKind.Street,
            RegionLevel.Community => PlaceKind.Community,
            _ => null, // the city's own name says nothing about where in it
        };
        if (kind is { } known)
        {
            yield return new Place(
                region.RegionId,
                known,
                region.Name,
                known == PlaceKind.Community ? region.RegionId : null,
                known switch
                {
                    PlaceKind.Community => region.ParentId,
                    PlaceKind.Street => region.RegionId,
                    _ => null,
                },
                region.Boundary.InteriorPoint
            );
        }
    }

    private static IEnumerable<Place> OfEstates(CityPlan plan, CitySnapshot located) =>
        plan
            .Buildings.Where(building => building.EstateName is not null)
            .GroupBy(building =>
                (Estate: building.EstateName!, Street: StreetOf(building, located))
            )
            .Select(estate =>
            {
                var communities = estate.Select(building => building.CommunityId).Distinct();
                return new Place(
                    EstateId(estate.Key.Estate, estate.Key.Street),
                    PlaceKind.Estate,
                    estate.Key.Estate,
                    communities.Count() == 1 ? communities.First() : null,
                    estate.Key.Street,
                    new MultiPolygon([.. estate.Select(building => building.Footprint)])
                    {
                        SRID = 4326,
                    }.Centroid
                );
            });

    private static IEnumerable<Place> OfBuilding(Building building, CitySnapshot located) =>
        Names(building.Name, building.Address.Length == 0 ? [] : [building.Address])
            .Select(name => new Place(
                building.BuildingId,
                PlaceKind.Building,
                name,
                building.CommunityId,
                StreetOf(building, located),
                building.Footprint.InteriorPoint
            ));

    private static Guid? StreetOf(Building building, CitySnapshot located) =>
        located.Region(building.CommunityId)?.ParentId;

    /// <summary>A place that may cross borders: its community and street are told only where both ends and the middle agree.</summary>
    public static Place Spanning(
        Guid id,
        PlaceKind kind,
        string name,
        Geometry shape,
        CitySnapshot located
    )
    {
        var middle = shape is LineString or MultiLineString
            ? shape.Factory.CreatePoint(new LengthIndexedLine(shape).ExtractPoint(shape.Length / 2))
            : shape.InteriorPoint;
        middle.SRID = 4326;
        var found = shape
            .Coordinates.Select(corner => located.Locate(new Point(corner)))
            .Append(located.Locate(middle))
            .ToList();
        return new Place(
            id,
            kind,
            name,
            Agreed(found.Select(at => at.Community?.RegionId)),
            Agreed(found.Select(at => at.Street?.RegionId)),
            middle
        );
    }

    private static Guid? Agreed(IEnumerable<Guid?> ids)
    {
        var distinct = ids.Distinct().Take(2).ToList();
        return distinct.Count == 1 ? distinct[0] : null;
    }

    /// <summary>An estate has no row of its own: its id is made from its name and street (UUID version 8, RFC 9562 §5.8), so it lasts over reloads.</summary>
    private static Guid EstateId(string name, Guid? street)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"estate/{street:D}/{name}"));
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }
}
