using System.Globalization;
using System.Text.Json;
using Jiban.City.Census;
using NetTopologySuite.Geometries;

namespace Jiban.City.Grid;

/// <summary>A cell as a file has it.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Boundary">Null when it is no area.</param>
/// <param name="Body">Who is responsible: the name, short name, credit code or code of a unit.</param>
internal sealed record GridRow(
    int Line,
    string? Code,
    Geometry? Boundary,
    string? LandUse = null,
    string? Management = null,
    string? Body = null
);

/// <summary>
/// A file of surveyed cells: GeoJSON, or a zipped Shapefile, whose features carry their code, and what else is said of them (rules.md §4.2), in
/// one of the fields that are in use for it.
/// </summary>
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

    private static readonly string[] LandUseFields = ["landUse", "land_use", "ydlx", "用地类型"];

    private static readonly string[] ManagementFields = ["management", "gljb", "管理级别"];

    private static readonly string[] BodyFields = ["body", "zrzt", "责任主体"];

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
                        RowOf(
                            n + 1,
                            feature
                                .Attributes.GetNames()
                                .Select(name =>
                                    (
                                        name,
                                        Convert.ToString(
                                            feature.Attributes[name],
                                            CultureInfo.InvariantCulture
                                        )
                                    )
                                ),
                            field,
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
                            RowOf(
                                n + 1,
                                Said(feature.GetProperty("properties")),
                                field,
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

    private static IEnumerable<(string Name, string? Value)> Said(JsonElement properties) =>
        properties.ValueKind == JsonValueKind.Object
            ? properties.EnumerateObject().Select(one => (one.Name, (string?)one.Value.ToString()))
            : [];

    private static GridRow RowOf(
        int line,
        IEnumerable<(string Name, string? Value)> said,
        string? field,
        Geometry? boundary
    )
    {
        var values = said.ToList();
        return new(
            line,
            Of(field is null ? CodeFields : [field]),
            boundary,
            Of(LandUseFields),
            Of(ManagementFields),
            Of(BodyFields)
        );

        string? Of(string[] names) =>
            values
                .Where(one => names.Contains(one.Name, StringComparer.OrdinalIgnoreCase))
                .Select(one => one.Value?.Trim())
                .FirstOrDefault(value => value is { Length: > 0 });
    }

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
