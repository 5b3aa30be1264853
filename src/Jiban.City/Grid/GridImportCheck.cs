using System.Globalization;
using Jiban.City.Census;
using Jiban.City.Components;
using Jiban.City.Contracts;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using NetTopologySuite.Index.Strtree;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;

namespace Jiban.City.Grid;

/// <summary>What a file of cells was found to be.</summary>
/// <param name="Grids">By community, of those in which nothing is wrong.</param>
/// <param name="Faulty">The other communities of the file: a grid covers its community or is none.</param>
/// <param name="LeftOut">How many lines are of none of the sound grids.</param>
internal sealed record GridFinding(
    IReadOnlyList<(Region Community, IReadOnlyList<GridCell> Cells)> Grids,
    IReadOnlyList<Region> Faulty,
    int LeftOut,
    IReadOnlyList<FileFault> Faults
);

/// <summary>
/// Judges surveyed cells: a code of 15 digits that begins with its community's, each once; an area that is one, inside of its community; all of
/// a community's together cover it, and no two the same ground; a responsible body that is a unit of the city. Pure.
/// </summary>
internal static class GridImportCheck
{
    /// <summary>A border digitised twice differs by less than this; degrees, about 1 m.</summary>
    private const double BorderTolerance = 1e-5;

    /// <summary>Slivers along such borders; square metres a cell.</summary>
    private const double SliverMetres = 100;

    /// <summary>Characters of a use and of a level.</summary>
    private const int LongestWord = 30;

    private sealed record Read(GridRow Row, GridCode Code, Region Community, Guid? BodyId);

    /// <summary>The sound grids by community, and every fault.</summary>
    public static GridFinding Of(IReadOnlyList<GridRow> rows, CitySnapshot city)
    {
        var faults = new List<FileFault>();
        var communities = city
            .Regions.Where(region => region.Level == RegionLevel.Community)
            .ToDictionary(region => region.Code);
        // Of two units with one name the larger is meant: units stand from the top of the tree down.
        var units = city
            .Units.SelectMany(unit =>
                new[] { unit.Name, unit.ShortName, unit.Code, unit.CreditCode }
                    .OfType<string>()
                    .Distinct()
                    .Select(name => (name, unit.UnitId))
            )
            .DistinctBy(one => one.name)
            .ToDictionary(one => one.name, one => one.UnitId);
        var read = rows.Select(row => ReadOne(row, communities, units, faults))
            .OfType<Read>()
            .ToList();
        Twice(read, faults);
        var grids = read.GroupBy(one => one.Community)
            .OrderBy(grid => grid.Key.Code, StringComparer.Ordinal)
            .ToList();
        var gaps = new List<Region>();
        foreach (var grid in grids)
        {
            Land(grid.Key, [.. grid], faults, gaps);
        }

        var lines = FileReport.LinesOf(faults);
        var faulty = rows.Where(row => lines.Contains(row.Line))
            .Select(row =>
                GridCode.TryParse(row.Code, out var code)
                    ? communities.GetValueOrDefault(code.CommunityCode)
                    : null
            )
            .OfType<Region>()
            .Concat(gaps)
            .DistinctBy(community => community.Code)
            .OrderBy(community => community.Code, StringComparer.Ordinal)
            .ToList();
        var sound = grids.Where(grid => !faulty.Contains(grid.Key)).ToList();
        return new(
            [.. sound.Select(grid => (grid.Key, CellsOf(grid.Key, grid)))],
            faulty,
            rows.Count - sound.Sum(grid => grid.Count()),
            [.. faults.OrderBy(fault => fault.Line)]
        );
    }

    private static IReadOnlyList<GridCell> CellsOf(Region community, IEnumerable<Read> read) =>
        [
            .. read.OrderBy(one => one.Row.Code, StringComparer.Ordinal)
                .Select(one => new GridCell(
                    one.Code.ToString(),
                    community.RegionId,
                    one.Row.Boundary!,
                    one.Row.LandUse,
                    one.Row.Management,
                    one.BodyId
                )),
        ];

    /// <summary>A row that can be a cell; null with its faults.</summary>
    private static Read? ReadOne(
        GridRow row,
        Dictionary<string, Region> communities,
        Dictionary<string, Guid> units,
        List<FileFault> faults
    )
    {
        Guid? body = null;
        if (row.Body is { } name)
        {
            if (units.TryGetValue(name, out var unit))
            {
                body = unit;
            }
            else
            {
                faults.Add(new(row.Line, "unknown-unit", name));
            }
        }

        foreach (
            var word in new[] { row.LandUse, row.Management }.Where(word =>
                word?.Length > LongestWord
            )
        )
        {
            faults.Add(new(row.Line, "too-long", word));
        }

        var sound = row.Boundary is Polygon or MultiPolygon && CityFaults.IsSound(row.Boundary);
        if (!sound)
        {
            faults.Add(new(row.Line, "unsound-geometry", row.Code));
        }

        if (!GridCode.TryParse(row.Code, out var code))
        {
            faults.Add(new(row.Line, "malformed-code", row.Code));
            return null;
        }

        if (!communities.TryGetValue(code.CommunityCode, out var community))
        {
            faults.Add(new(row.Line, "unknown-community", row.Code));
            return null;
        }

        return sound ? new Read(row, code, community, body) : null;
    }

    private static void Twice(List<Read> read, List<FileFault> faults) =>
        faults.AddRange(
            read.GroupBy(one => one.Row.Code)
                .SelectMany(same => same.Skip(1))
                .Select(again => new FileFault(again.Row.Line, "code-twice", again.Row.Code))
        );

    private static void Land(
        Region community,
        IReadOnlyList<Read> cells,
        List<FileFault> faults,
        List<Region> gaps
    )
    {
        var inside = PreparedGeometryFactory.Prepare(community.Boundary.Buffer(BorderTolerance));
        faults.AddRange(
            cells
                .Where(one => !inside.Covers(one.Row.Boundary))
                .Select(one => new FileFault(one.Row.Line, "outside-community", one.Row.Code))
        );
        var tree = new STRtree<int>();
        for (var n = 0; n < cells.Count; n++)
        {
            tree.Insert(cells[n].Row.Boundary!.EnvelopeInternal, n);
        }

        for (var n = 0; n < cells.Count; n++)
        {
            var one = cells[n].Row;
            foreach (
                var before in tree.Query(one.Boundary!.EnvelopeInternal)
                    .Where(other => other < n)
                    .Order()
            )
            {
                var common = Overlay(
                    one.Boundary,
                    cells[before].Row.Boundary!,
                    SpatialFunction.Intersection
                );
                if (Metres(common) > SliverMetres)
                {
                    faults.Add(new(one.Line, "overlaps", $"{one.Code} × {cells[before].Row.Code}"));
                }
            }
        }

        var gap = Metres(
            Overlay(
                community.Boundary,
                OverlayNGRobust.Union(cells.Select(one => one.Row.Boundary!).ToList()),
                SpatialFunction.Difference
            )
        );
        if (gap > SliverMetres * cells.Count)
        {
            gaps.Add(community);
            faults.Add(
                new(
                    0,
                    "gap",
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{community.Code} {community.Name} {gap:0} m²"
                    )
                )
            );
        }
    }

    private static Geometry Overlay(Geometry one, Geometry other, SpatialFunction what) =>
        OverlayNGRobust.Overlay(one, other, what);

    /// <summary>The area on the ground; small shapes are as good as flat.</summary>
    private static double Metres(Geometry shape) =>
        shape.IsEmpty
            ? 0
            : shape.Area
                * Positions.MetresPerDegree
                * Positions.MetresPerDegree
                * Positions.Narrowing(shape.EnvelopeInternal.Centre.Y);
}
