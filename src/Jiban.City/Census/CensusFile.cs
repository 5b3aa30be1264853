using System.Globalization;
using System.Text;
using System.Text.Json;
using CsvHelper;
using CsvHelper.Configuration;
using Jiban.City.Components.Export;
using NetTopologySuite.Geometries;

namespace Jiban.City.Census;

/// <summary>The forms in which a census may come.</summary>
internal enum CensusFormat
{
    Csv,
    GeoJson,
    Xlsx,
    Shapefile,

    /// <summary>No file: inspectors confirm component by component.</summary>
    Field,
}

/// <summary>A file of a census, or of place names: its columns and rows.</summary>
internal sealed record CensusFile(IReadOnlyCollection<string> Headings, IReadOnlyList<RawRow> Rows)
{
    /// <summary>More rows than this are cut into several files.</summary>
    public const int MostRows = 200_000;

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It is none of this format.</exception>
    public static CensusFile Read(CensusFormat format, byte[] bytes) =>
        format switch
        {
            CensusFormat.Csv => OfCsv(bytes),
            CensusFormat.GeoJson => OfGeoJson(bytes),
            CensusFormat.Xlsx => OfRows(SheetRows.Of(bytes)),
            CensusFormat.Shapefile => OfRows(ShapefileRows.Of(bytes)),
            _ => throw new ArgumentOutOfRangeException(nameof(format)),
        };

    /// <summary>A file whose columns are those that any row has.</summary>
    private static CensusFile OfRows(IEnumerable<RawRow> all)
    {
        var rows = new List<RawRow>();
        foreach (var row in all)
        {
            Take(rows, row);
        }

        return new CensusFile(
            [.. rows.SelectMany(row => row.Values.Keys).Distinct(StringComparer.Ordinal)],
            rows
        );
    }

    private static CensusFile OfCsv(byte[] bytes)
    {
        using var reader = new StreamReader(new MemoryStream(bytes), EncodingOf(bytes));
        using var csv = new CsvReader(
            reader,
            new CsvConfiguration(CultureInfo.InvariantCulture)
            {
                BadDataFound = null,
                MissingFieldFound = null,
            }
        );
        if (!csv.Read() || !csv.ReadHeader())
        {
            throw new InvalidDataException("The file is empty.");
        }

        var headings = csv.HeaderRecord!.Distinct(StringComparer.Ordinal).ToArray();
        var rows = new List<RawRow>();
        while (csv.Read())
        {
            Take(
                rows,
                new RawRow(
                    csv.Parser.RawRow,
                    headings.ToDictionary(
                        heading => heading,
                        heading => CsvFile.Plain(csv.GetField(heading) ?? "")
                    ),
                    null
                )
            );
        }

        return new CensusFile(headings, rows);
    }

    private static CensusFile OfGeoJson(byte[] bytes)
    {
        try
        {
            using var json = JsonDocument.Parse(bytes);
            return OfRows(json.RootElement.GetProperty("features").EnumerateArray().Select(RowOf));
        }
        catch (Exception fault)
            when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InvalidDataException(fault.Message, fault);
        }
    }

    private static RawRow RowOf(JsonElement feature, int n) =>
        new(
            n + 1,
            feature.GetProperty("properties") is { ValueKind: JsonValueKind.Object } properties
                ? properties
                    .EnumerateObject()
                    .DistinctBy(property => property.Name)
                    .ToDictionary(property => property.Name, property => property.Value.ToString())
                : [],
            // One that can't be read is not none: whoever reads the row tells it.
            feature.GetProperty("geometry")
                is { ValueKind: not JsonValueKind.Null } geometry
                ? BoundaryReader.ShapeOrNull(geometry) ?? GeometryCollection.Empty
                : null
        );

    private static void Take(List<RawRow> rows, RawRow row)
    {
        if (rows.Count == MostRows)
        {
            throw new InvalidDataException("The file has too many rows.");
        }

        // No store holds this character: a value with it is told as wrong by its line, like any other.
        rows.Add(
            row.Values.Values.Any(value => value.Contains('\0', StringComparison.Ordinal))
                ? row with
                {
                    Values = row.Values.ToDictionary(
                        pair => pair.Key,
                        pair => pair.Value.Replace('\0', '\uFFFD')
                    ),
                }
                : row
        );
    }

    /// <summary>UTF-8 when the bytes read as such, else GB18030, in which older systems export.</summary>
    private static Encoding EncodingOf(byte[] bytes)
    {
        try
        {
            new UTF8Encoding(false, throwOnInvalidBytes: true).GetCharCount(bytes);
            return Encoding.UTF8;
        }
        catch (DecoderFallbackException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;
        }
    }
}
