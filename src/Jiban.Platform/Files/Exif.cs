using System.Globalization;
using Jiban.Platform.Time;
using MetadataExtractor;
using MetadataExtractor.Formats.Exif;
using MetadataExtractor.IO;

namespace Jiban.Platform.Files;

/// <summary>Where and when the camera says that a picture was taken.</summary>
/// <param name="At">By the camera's own offset when it tells one, else civil time.</param>
internal sealed record Exif(double? Lon, double? Lat, DateTimeOffset? At)
{
    public static readonly Exif None = new(null, null, null);

    private const int TagOffsetOriginal = 0x9011;

    /// <summary>Reads a block as it stands in a file, with or without its leading <c>Exif\0\0</c>. What makes no sense is left out.</summary>
    public static Exif Read(byte[] block)
    {
        try
        {
            var tiff = block.AsSpan().StartsWith("Exif\0\0"u8) ? block[6..] : block;
            var directories = new ExifReader().Extract(new ByteArrayReader(tiff));
            var place = directories.OfType<GpsDirectory>().FirstOrDefault()?.GetGeoLocation();
            var known =
                place is { IsZero: false }
                && Math.Abs(place.Latitude) <= 90
                && Math.Abs(place.Longitude) <= 180;
            return new Exif(
                known ? place!.Longitude : null,
                known ? place!.Latitude : null,
                TakenAt(directories)
            );
        }
        catch (Exception fault)
            when (fault is MetadataException or IOException or ArgumentException)
        {
            return None;
        }
    }

    private static DateTimeOffset? TakenAt(IEnumerable<MetadataExtractor.Directory> directories)
    {
        var camera = directories.OfType<ExifSubIfdDirectory>().FirstOrDefault();
        if (
            camera is null
            || !camera.TryGetDateTime(ExifDirectoryBase.TagDateTimeOriginal, out var taken)
        )
        {
            return null;
        }

        var local = DateTime.SpecifyKind(taken, DateTimeKind.Unspecified);
        return
            TimeSpan.TryParse(
                camera.GetString(TagOffsetOriginal)?.TrimStart('+'),
                CultureInfo.InvariantCulture,
                out var offset
            )
            && offset.Duration() <= TimeSpan.FromHours(14)
            ? new DateTimeOffset(local, offset)
            : CivilTime.At(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
    }
}
