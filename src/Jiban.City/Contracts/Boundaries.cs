using NetTopologySuite.Geometries;

namespace Jiban.City.Contracts;

/// <summary>
/// Named areas of a GeoJSON file: in which of them does a point lie? A border belongs to its area; where areas share one, or overlap,
/// the first in the file has the point, so that the same point always gets the same answer. A hole belongs to nobody.
/// </summary>
public sealed class Boundaries
{
    private readonly AreaIndex<Boundary> _areas;

    private Boundaries(IReadOnlyList<Boundary> areas) =>
        _areas = new AreaIndex<Boundary>(areas, boundary => boundary.Area);

    /// <summary>Reads a feature collection of polygons; <paramref name="field"/> is the property with the name.</summary>
    /// <exception cref="FormatException">Not such a collection; says which feature and why.</exception>
    public static Boundaries Read(Stream json, string field) =>
        new(BoundaryReader.Read(json, field));

    /// <summary>The name of the area that covers a point, or null.</summary>
    public string? At(double longitude, double latitude) =>
        _areas.Covering(new Coordinate(longitude, latitude))?.Name;
}
