using System.IO.Compression;
using System.Text;
using NetTopologySuite.Features;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO.Esri;

namespace Jiban.City.Tests;

/// <summary>A zipped shapefile of one point.</summary>
internal static class SomeShapefile
{
    public static byte[] Of(double lon, double lat, string classCode, string name, string unit)
    {
        var folder = Directory.CreateTempSubdirectory("jiban-shape-");
        try
        {
            var feature = new Feature(
                new Point(lon, lat),
                new AttributesTable
                {
                    { "LBDM", classCode },
                    { "GLBJMC", name },
                    { "ZGBMDM", unit },
                }
            );
            Shapefile.WriteAllFeatures(
                [feature],
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
