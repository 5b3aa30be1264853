using System.Globalization;
using System.IO.Compression;
using Jiban.City.Components;
using Jiban.City.Components.Export;
using NetTopologySuite.Features;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO.Esri;

namespace Jiban.City.Census;

/// <summary>Features of a shapefile: a ZIP with its .shp, .shx and .dbf, and .cpg for the encoding. WGS-84 or CGCS2000.</summary>
internal static class ShapefileRows
{
    private static readonly string[] Parts = [".shp", ".shx", ".dbf", ".cpg"];

    /// <summary>No part of a shapefile that the body limit lets in is longer when unpacked.</summary>
    private const long MostBytes = 512L * 1024 * 1024;

    /// <exception cref="InvalidDataException">It is no such ZIP.</exception>
    public static IReadOnlyList<RawRow> Of(byte[] bytes)
    {
        try
        {
            return [.. Features(bytes).Select((feature, n) => RowOf(feature, n + 1))];
        }
        // What our own export had cut may not fit together.
        catch (Exception fault) when (fault is not (OutOfMemoryException or InvalidDataException))
        {
            throw new InvalidDataException(fault.Message, fault);
        }
    }

    /// <summary>Every feature of any shape, with its attributes.</summary>
    /// <exception cref="InvalidDataException">It is no such ZIP.</exception>
    public static IReadOnlyList<Feature> Features(byte[] bytes)
    {
        var folder = Directory.CreateTempSubdirectory("jiban-census-");
        try
        {
            Unpack(bytes, folder.FullName);
            return [.. Shapefile.ReadAllFeatures(Path.Combine(folder.FullName, "census.shp"))];
        }
        // A file may be broken in as many ways as the library has exceptions; to whoever sent it they are one.
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            throw new InvalidDataException(fault.Message, fault);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The parts under a name of ours: what a ZIP calls its files is never a path here.</summary>
    private static void Unpack(byte[] bytes, string folder)
    {
        using var zip = new ZipArchive(new MemoryStream(bytes));
        foreach (var entry in zip.Entries)
        {
            var part = Path.GetExtension(entry.Name).ToLowerInvariant();
            if (Parts.Contains(part))
            {
                if (entry.Length > MostBytes)
                {
                    throw new InvalidDataException("The file is too long.");
                }

                entry.ExtractToFile(Path.Combine(folder, "census" + part));
            }
        }
    }

    private static RawRow RowOf(Feature feature, int n) =>
        new(
            n,
            ValuesOf(feature.Attributes),
            feature.Geometry is MultiPoint points ? points.Centroid : feature.Geometry
        );

    private static Dictionary<string, string> ValuesOf(IAttributesTable attributes)
    {
        var values = attributes
            .GetNames()
            .ToDictionary(name => name, name => Text(attributes[name]));
        // What our own export had to cut is put together again.
        foreach (
            var field in ComponentFields.All.Where(field => values.ContainsKey(field.Abbreviation))
        )
        {
            values[field.Abbreviation] = DbfText.Whole(
                field.Abbreviation,
                column => values.GetValueOrDefault(column)
            );
        }

        return values;
    }

    private static string Text(object? value) =>
        value switch
        {
            null => "",
            DateTime day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };
}
