using System.IO.Compression;
using System.Text;
using System.Text.Json;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO.Esri;
using NetTopologySuite.IO.Esri.Dbf.Fields;
using NetTopologySuite.IO.Esri.Shapefiles.Writers;

namespace Jiban.City.Components.Export;

/// <summary>
/// A zipped shapefile of points with the fields under their abbreviations (WGS-84, UTF-8). All rows of its table are of one length, so the
/// rows are put aside first, to learn how long each column must be.
/// </summary>
internal sealed class ShapeFile : PackedFile
{
    private const string Wgs84 = """
        GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]
        """;

    public override string MediaType => "application/zip";
    public override string Extension => "zip";

    /// <summary>A row that was put aside.</summary>
    private sealed record Aside(double Lon, double Lat, string?[] Fields);

    protected override async Task<FileInfo> MakeAsync(
        DirectoryInfo folder,
        IAsyncEnumerable<ExportedComponent> rows,
        CancellationToken cancellation
    )
    {
        var aside = Path.Combine(folder.FullName, "aside");
        var lengths = await PutAsideAsync(aside, rows, cancellation);
        var shape = folder.CreateSubdirectory("shape");
        await WriteAsync(
            Path.Combine(shape.FullName, "components.shp"),
            aside,
            lengths,
            cancellation
        );
        var zip = new FileInfo(Path.Combine(folder.FullName, "components.zip"));
        await ZipFile.CreateFromDirectoryAsync(shape.FullName, zip.FullName, cancellation);
        return zip;
    }

    /// <summary>The lengths of the columns of each field, in bytes; a field that goes on has several.</summary>
    private static async Task<List<int>[]> PutAsideAsync(
        string path,
        IAsyncEnumerable<ExportedComponent> rows,
        CancellationToken cancellation
    )
    {
        var lengths = ComponentFields.All.Select(_ => new List<int> { 1 }).ToArray();
        await using var aside = new StreamWriter(path);
        await foreach (var (row, fields) in rows.WithCancellation(cancellation))
        {
            var point = row.Location;
            await aside.WriteLineAsync(
                JsonSerializer.Serialize(new Aside(point.X, point.Y, [.. fields]))
            );
            foreach (var (columns, text) in lengths.Zip(fields))
            {
                foreach (var (n, piece) in DbfText.Pieces(text).Index())
                {
                    if (n == columns.Count)
                    {
                        columns.Add(1);
                    }

                    columns[n] = Math.Max(columns[n], Encoding.UTF8.GetByteCount(piece));
                }
            }
        }

        return lengths;
    }

    private static async Task WriteAsync(
        string path,
        string aside,
        List<int>[] lengths,
        CancellationToken cancellation
    )
    {
        var columns = ComponentFields
            .All.Zip(
                lengths,
                (field, pieces) =>
                    pieces
                        .Select(
                            (bytes, n) =>
                                new DbfCharacterField(DbfText.Column(field.Abbreviation, n), bytes)
                        )
                        .ToArray()
            )
            .ToArray();
        using var writer = Shapefile.OpenWrite(
            path,
            new ShapefileWriterOptions(ShapeType.Point, [.. columns.SelectMany(of => of)])
            {
                Encoding = Encoding.UTF8,
                Projection = Wgs84,
            }
        );
        await foreach (var line in File.ReadLinesAsync(aside, cancellation))
        {
            var row = JsonSerializer.Deserialize<Aside>(line)!;
            writer.Geometry = new Point(row.Lon, row.Lat);
            foreach (var (of, text) in columns.Zip(row.Fields))
            {
                var pieces = DbfText.Pieces(text);
                foreach (var (n, column) in of.Index())
                {
                    column.StringValue = n < pieces.Count ? pieces[n] : null;
                }
            }

            writer.Write();
        }
    }
}
