using System.Text.Json;
using NetTopologySuite.Geometries;

namespace Jiban.City;

/// <summary>Writes GeoJSON features by hand: no library for it was found, and it is a page.</summary>
internal static class GeoJson
{
    /// <summary>Six decimals are 0.1 m, and half the bytes of what a double would take.</summary>
    private const int Decimals = 6;

    public static void Feature(
        Utf8JsonWriter json,
        Geometry? geometry,
        params ReadOnlySpan<(string Name, object Value)> properties
    )
    {
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        json.WriteStartObject("properties");
        foreach (var (name, value) in properties)
        {
            json.WritePropertyName(name);
            if (value is double number)
            {
                json.WriteNumberValue(number);
            }
            else
            {
                json.WriteStringValue((string)value);
            }
        }

        json.WriteEndObject();
        json.WritePropertyName("geometry");
        if (geometry is null)
        {
            json.WriteNullValue();
        }
        else
        {
            Shape(json, geometry);
        }

        json.WriteEndObject();
    }

    private static void Shape(Utf8JsonWriter json, Geometry geometry)
    {
        json.WriteStartObject();
        json.WriteString("type", geometry.GeometryType);
        json.WritePropertyName("coordinates");
        switch (geometry)
        {
            case Point point:
                Position(json, point.Coordinate);
                break;
            case LineString line:
                Line(json, line, turned: false);
                break;
            case Polygon polygon:
                Rings(json, polygon);
                break;
            case MultiLineString lines:
                Each(json, lines, (Geometry part) => Line(json, (LineString)part, turned: false));
                break;
            case MultiPolygon polygons:
                Each(json, polygons, (Geometry part) => Rings(json, (Polygon)part));
                break;
            default:
                throw new ArgumentException($"No map layer holds a {geometry.GeometryType}.");
        }

        json.WriteEndObject();
    }

    private static void Each(Utf8JsonWriter json, GeometryCollection parts, Action<Geometry> write)
    {
        json.WriteStartArray();
        foreach (var part in parts.Geometries)
        {
            write(part);
        }

        json.WriteEndArray();
    }

    /// <summary>Outer rings run counter-clockwise, holes clockwise (RFC 7946 §3.1.6).</summary>
    private static void Rings(Utf8JsonWriter json, Polygon polygon)
    {
        json.WriteStartArray();
        Line(json, polygon.ExteriorRing, turned: !((LinearRing)polygon.ExteriorRing).IsCCW);
        foreach (var hole in polygon.InteriorRings)
        {
            Line(json, hole, turned: ((LinearRing)hole).IsCCW);
        }

        json.WriteEndArray();
    }

    private static void Line(Utf8JsonWriter json, LineString line, bool turned)
    {
        json.WriteStartArray();
        for (var i = 0; i < line.NumPoints; i++)
        {
            Position(json, line.GetCoordinateN(turned ? line.NumPoints - 1 - i : i));
        }

        json.WriteEndArray();
    }

    private static void Position(Utf8JsonWriter json, Coordinate at)
    {
        json.WriteStartArray();
        json.WriteNumberValue(Math.Round(at.X, Decimals));
        json.WriteNumberValue(Math.Round(at.Y, Decimals));
        json.WriteEndArray();
    }
}
