using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using NetTopologySuite.Geometries;

namespace Jiban.Patrol.Shifts;

/// <summary>Where a shift goes or a figure counts: a region, or some cells of the unit grid.</summary>
/// <param name="Region">Null when it is some cells.</param>
internal sealed record Area(Region? Region, IReadOnlyList<GridCell> Cells, Geometry Shape)
{
    public const int MostCells = 100;

    /// <summary>The area that was asked for, the whole of the actor's when nothing was; refused when it is none or is not his.</summary>
    public static (Area? Area, ShiftRefusal? Refused) Of(
        Guid? regionId,
        IReadOnlyList<string>? codes,
        Actor actor,
        CitySnapshot city
    )
    {
        var own = OwnOf(actor, city);
        if (codes is { Count: > 0 })
        {
            var wanted = codes.ToHashSet(StringComparer.Ordinal);
            var cells = city.Cells.Where(cell => wanted.Contains(cell.Code)).ToList();
            return regionId is not null || wanted.Count > MostCells || cells.Count < wanted.Count
                    ? (null, ShiftRefusal.AreaMissing)
                : own is null || cells.Exists(cell => !LiesIn(cell.CommunityId, own, city))
                    ? (null, ShiftRefusal.UnknownRegion)
                : (
                    new Area(
                        null,
                        cells,
                        cells[0]
                            .Boundary.Factory.BuildGeometry(cells.Select(cell => cell.Boundary))
                            .Buffer(0)
                    ),
                    null
                );
        }

        return
            (regionId is { } id ? city.Region(id) : own) is { } region
            && own is not null
            && LiesIn(region.RegionId, own, city)
            ? (OfRegion(region, city), null)
            : (null, ShiftRefusal.UnknownRegion);
    }

    public static Area OfRegion(Region region, CitySnapshot city) =>
        new(
            region,
            [.. city.Cells.Where(cell => LiesIn(cell.CommunityId, region, city))],
            region.Boundary
        );

    /// <summary>Whether a region is another or a part of it.</summary>
    public static bool LiesIn(Guid regionId, Region outer, CitySnapshot city)
    {
        for (var one = city.Region(regionId); one is not null; )
        {
            if (one.RegionId == outer.RegionId)
            {
                return true;
            }

            one = one.ParentId is { } parent ? city.Region(parent) : null;
        }

        return false;
    }

    /// <summary>Where the unit of somebody acts, or the one above it that acts somewhere; the whole city for who sees all.</summary>
    private static Region? OwnOf(Actor actor, CitySnapshot city)
    {
        if (Permissions.May(Operation.ViewPatrol, actor.Role, Relation.Any))
        {
            return city.City;
        }

        for (
            var unit = actor.UnitId is { } id ? city.Unit(id) : null;
            unit is not null;
            unit = unit.ParentId is { } parent ? city.Unit(parent) : null
        )
        {
            if (unit.RegionId is { } region)
            {
                return city.Region(region);
            }
        }

        return null;
    }
}
