using System.Globalization;
using System.Text.Json;
using Jiban.City.Census;
using NetTopologySuite.Geometries;

namespace Jiban.City.Grid;

/// <summary>A cell as a file has it.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Boundary">Null when it is no area.</param>
internal sealed record GridRow(int Line, string? Code, Geometry? Boundary);

/// <summary>A file of surveyed cells: GeoJSON, or a zipped Shapefile, whose features carry their code in one of the fields that are in use for it.</summary>
internal static class GridFile
{
    private const int MostCells = 50_000;

    /// <summary>Of the standard, of its abbreviation in surveys, of our own export.</summary>
    private static readonly string[] CodeFields =
    [
        "code",
        "bgcode",
        "wgdm",
        "单元网格标识码",
        "网格代码",
    ];

    /// <exception cref="InvalidDataException">It is none of this form, or has more cells than a city.</exception>
    public static IReadOnlyList<GridRow> Read(CensusFormat format, byte[] bytes, string? field)
    {
        var rows =
            format == CensusFormat.Shapefile ? OfShapefile(bytes, field) : OfGeoJson(bytes, field);
        return rows.Count is > 0 and <= MostCells
            ? rows
            : throw new InvalidDataException("The file has no cells, or too many.");
    }

    private static List<GridRow> OfShapefile(byte[] bytes, string? field) =>
        [
            .. ShapefileRows
                .Features(bytes)
                .Select(
                    (feature, n) =>
                        new GridRow(
                            n + 1,
                            feature
                                .Attributes.GetNames()
                                .FirstOrDefault(name => IsCode(name, field))
                                is { } name
                                ? Convert.ToString(
                                    feature.Attributes[name],
                                    CultureInfo.InvariantCulture
                                )
                                : null,
                            AreaOf(feature.Geometry)
                        )
                ),
        ];

    private static List<GridRow> OfGeoJson(byte[] bytes, string? field)
    {
        try
        {
            using var json = JsonDocument.Parse(bytes);
            return
            [
                .. json
                    .RootElement.GetProperty("features")
                    .EnumerateArray()
                    .Select(
                        (feature, n) =>
                            new GridRow(
                                n + 1,
                                CodeOf(feature.GetProperty("properties"), field),
                                AreaOf(BoundaryReader.AreaOrNull(feature.GetProperty("geometry")))
                            )
                    ),
            ];
        }
        catch (Exception fault)
            when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InvalidDataException(fault.Message, fault);
        }
    }

    private static string? CodeOf(JsonElement properties, string? field) =>
        properties.ValueKind == JsonValueKind.Object
            ? properties
                .EnumerateObject()
                .Where(property => IsCode(property.Name, field))
                .Select(property => property.Value.ToString())
                .FirstOrDefault()
            : null;

    private static bool IsCode(string name, string? field) =>
        field is null
            ? CodeFields.Contains(name, StringComparer.OrdinalIgnoreCase)
            : name.Equals(field, StringComparison.OrdinalIgnoreCase);

    private static Geometry? AreaOf(Geometry? shape)
    {
        // A shapefile has every area as several, also where it is one.
        var area = shape is MultiPolygon { NumGeometries: 1 } ? shape.GetGeometryN(0) : shape;
        if (area is not (Polygon or MultiPolygon))
        {
            return null;
        }

        area.SRID = 4326;
        return area;
    }
}
