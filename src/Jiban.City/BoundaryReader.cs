using System.Text.Json;
using NetTopologySuite.Geometries;

namespace Jiban.City;

/// <summary>An area with its name.</summary>
internal sealed record Boundary(string Name, Geometry Area);

/// <summary>
/// Reads named areas from a GeoJSON feature collection (RFC 7946). Strict: a feature that is no area, or has no name, makes the file
/// faulty, for a point that silently lies nowhere helps nobody.
/// </summary>
internal static class BoundaryReader
{
    private const int FewestInRing = 4;
    private static readonly GeometryFactory Geometries = new(new PrecisionModel(), 4326);

    /// <exception cref="FormatException">Not such a collection; says which feature and why.</exception>
    public static IReadOnlyList<Boundary> Read(Stream json, string field)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (
                document.RootElement.ValueKind != JsonValueKind.Object
                || !document.RootElement.TryGetProperty("features", out var features)
                || features.ValueKind != JsonValueKind.Array
                || features.GetArrayLength() == 0
            )
            {
                throw new FormatException("is not a GeoJSON feature collection with features");
            }

            return [.. features.EnumerateArray().Select((f, i) => Feature(f, i + 1, field))];
        }
        catch (JsonException broken)
        {
            throw new FormatException("is not JSON", broken);
        }
    }

    private static Boundary Feature(JsonElement feature, int number, string field)
    {
        try
        {
            return new Boundary(
                Name(feature.GetProperty("properties").GetProperty(field)),
                Area(feature.GetProperty("geometry"))
            );
        }
        // The element throws these when it is of another kind or lacks the property.
        catch (Exception other)
            when (other
                    is InvalidOperationException
                        or KeyNotFoundException
                        or IndexOutOfRangeException
                        or ArgumentException
            )
        {
            throw new FormatException(
                $"feature {number} needs a property {field} and a geometry Polygon or MultiPolygon with closed rings",
                other
            );
        }
    }

    private static string Name(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Number => value.GetRawText(),
            _ => throw new ArgumentException("no name"),
        };

    /// <summary>An area; null for whatever is none.</summary>
    public static Geometry? AreaOrNull(JsonElement geometry) => OrNull(geometry, Area);

    /// <summary>A point, line or area; null for whatever is none.</summary>
    public static Geometry? ShapeOrNull(JsonElement geometry) => OrNull(geometry, Shape);

    private static Geometry? OrNull(JsonElement geometry, Func<JsonElement, Geometry> read)
    {
        try
        {
            return read(geometry);
        }
        catch (Exception other)
            when (other
                    is InvalidOperationException
                        or KeyNotFoundException
                        or IndexOutOfRangeException
                        or ArgumentException
            )
        {
            return null;
        }
    }

    private static Geometry Shape(JsonElement geometry)
    {
        var coordinates = geometry.GetProperty("coordinates");
        return geometry.GetProperty("type").GetString() switch
        {
            "Point" => Geometries.CreatePoint(Position(coordinates)),
            "LineString" => Geometries.CreateLineString(Positions(coordinates)),
            "MultiLineString" => Geometries.CreateMultiLineString([
                .. coordinates
                    .EnumerateArray()
                    .Select(line => Geometries.CreateLineString(Positions(line))),
            ]),
            _ => Area(geometry),
        };
    }

    private static Geometry Area(JsonElement geometry)
    {
        var coordinates = geometry.GetProperty("coordinates");
        return geometry.GetProperty("type").GetString() switch
        {
            "Polygon" => Polygon(coordinates),
            "MultiPolygon" when coordinates.GetArrayLength() == 0 => throw new ArgumentException(
                "no polygon"
            ),
            "MultiPolygon" => Geometries.CreateMultiPolygon([
                .. coordinates.EnumerateArray().Select(Polygon),
            ]),
            _ => throw new ArgumentException("not an area"),
        };
    }

    private static Polygon Polygon(JsonElement rings)
    {
        var read = rings.EnumerateArray().Select(Ring).ToArray();
        return read.Length == 0
            ? throw new ArgumentException("no ring")
            : Geometries.CreatePolygon(read[0], read[1..]);
    }

    private static LinearRing Ring(JsonElement positions)
    {
        var ring = Positions(positions);
        return ring.Length < FewestInRing
            ? throw new ArgumentException("too short a ring")
            : Geometries.CreateLinearRing(ring);
    }

    private static Coordinate[] Positions(JsonElement positions) =>
        [.. positions.EnumerateArray().Select(Position)];

    private static Coordinate Position(JsonElement at) => new(at[0].GetDouble(), at[1].GetDouble());
}
