using Microsoft.AspNetCore.Http;

namespace Jiban.City.Census;

/// <summary>The body of a request that is a file: of components, of place names, of cells.</summary>
internal static class SentFile
{
    public const long MostBytes = 64 * 1024 * 1024;

    /// <summary>What to say when <see cref="TryFormat"/> can't tell.</summary>
    public const string Formats = "格式为csv、geojson、xlsx或shapefile。";

    /// <summary>The form that is meant, of those that are files of rows.</summary>
    public static bool TryFormat(string? word, out CensusFormat format) =>
        Enum.TryParse(word, ignoreCase: true, out format) && format != CensusFormat.Field;

    public static async Task<byte[]> BytesAsync(HttpContext http, CancellationToken cancellation)
    {
        var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, cancellation);
        return body.ToArray();
    }

    /// <summary>Its rows; null when it is of another form, broken or empty.</summary>
    public static async Task<CensusFile?> ReadAsync(
        HttpContext http,
        CensusFormat format,
        CancellationToken cancellation
    )
    {
        try
        {
            var file = CensusFile.Read(format, await BytesAsync(http, cancellation));
            return file.Rows.Count == 0 ? null : file;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
