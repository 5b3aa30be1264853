using System.IO.Compression;
using System.Text;
using NetTopologySuite.Features;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO.Esri;

namespace Jiban.City.Tests;

/// <summary>Zipped shapefiles: of one point, of some cells.</summary>
internal static class SomeShapefile
{
    public static byte[] Of(double lon, double lat, string classCode, string name, string unit) =>
        Of([
            new Feature(
                new Point(lon, lat),
                new AttributesTable
                {
                    { "LBDM", classCode },
                    { "GLBJMC", name },
                    { "ZGBMDM", unit },
                    { "GLBJZT", "完好" },
                    { "CSRQ", "20250101" },
                }
            ),
        ]);

    public static byte[] OfCells(string field, IEnumerable<(string? Code, Geometry Shape)> cells) =>
        Of([
            .. cells.Select(cell => new Feature(
                cell.Shape,
                new AttributesTable { { field, cell.Code } }
            )),
        ]);

    private static byte[] Of(IReadOnlyList<Feature> features)
    {
        var folder = Directory.CreateTempSubdirectory("jiban-shape-");
        try
        {
            Shapefile.WriteAllFeatures(
                features,
                Path.Combine(folder.FullName, "部件.shp"),
                encoding: Encoding.UTF8
            );
            using var packed = new MemoryStream();
            using (var zip = new ZipArchive(packed, ZipArchiveMode.Create))
            {
                foreach (var part in folder.GetFiles())
                {
                    zip.CreateEntryFromFile(part.FullName, "普查/" + part.Name);
                }
            }

            return packed.ToArray();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
