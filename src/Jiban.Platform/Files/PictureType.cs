using System.Text;

namespace Jiban.Platform.Files;

/// <summary>What a file is, told by its first bytes; its name and the sender's word are only compared with it.</summary>
internal static class PictureType
{
    public const string Jpeg = "image/jpeg";
    public const string Png = "image/png";
    public const string WebP = "image/webp";
    public const string Heic = "image/heic";

    /// <summary>So many bytes are enough for <see cref="Of"/>.</summary>
    public const int HeadLength = 64;

    private static readonly string[] HeicBrands = ["heic", "heix", "heim", "heis", "mif1", "msf1"];

    /// <summary>The four kinds of picture that are taken.</summary>
    public static bool IsTaken(string mediaType) => mediaType is Jpeg or Png or WebP or Heic;

    /// <summary>The media type by content; for what is not a picture a name that helps the sender, at last <c>application/octet-stream</c>.</summary>
    public static string Of(ReadOnlySpan<byte> head) =>
        head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? Jpeg
        : head.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
            ? Png
        : Has(head, 0, "RIFF") && Has(head, 8, "WEBP") ? WebP
        : Has(head, 4, "ftyp") ? OfBrand(head)
        : head.StartsWith(EbmlSound.Magic) ? "video/webm"
        : Has(head, 0, "OggS") ? "application/ogg"
        : Has(head, 0, "RIFF") && Has(head, 8, "WAVE") ? SoundType.Wav
        : Has(head, 0, "GIF8") ? "image/gif"
        : Has(head, 0, "%PDF") ? "application/pdf"
        : Has(head, 0, "PK\u0003\u0004") ? "application/zip"
        : IsMarkup(head) ? "text/html"
        : "application/octet-stream";

    /// <summary>
    /// The media type as the sender says it, in the form that <see cref="Of"/> uses; null when the sender says nothing: a browser that does
    /// not know a type sends none or <c>application/octet-stream</c>.
    /// </summary>
    public static string? Declared(string? contentType) =>
        contentType?.Split(';')[0].Trim().ToLowerInvariant() switch
        {
            null or "" or "application/octet-stream" => null,
            "audio/x-wav" or "audio/wave" or "audio/vnd.wave" => SoundType.Wav,
            "audio/x-m4a" or "audio/m4a" => SoundType.Mp4,
            "audio/opus" => SoundType.Ogg,
            "image/jpg" or "image/pjpeg" => Jpeg,
            "image/heif" or "image/heic-sequence" or "image/heif-sequence" => Heic,
            var type => type,
        };

    private static string OfBrand(ReadOnlySpan<byte> head)
    {
        if (head.Length < 16)
        {
            return "application/octet-stream";
        }

        var brand = Encoding.ASCII.GetString(head.Slice(8, 4));
        return brand is "avif" or "avis" ? "image/avif"
            : HeicBrands.Contains(brand) ? Heic
            : "video/mp4";
    }

    private static bool IsMarkup(ReadOnlySpan<byte> head) =>
        Encoding.ASCII.GetString(head).TrimStart('?', ' ', '\t', '\r', '\n').StartsWith('<');

    private static bool Has(ReadOnlySpan<byte> head, int at, string ascii) =>
        head.Length >= at + ascii.Length
        && Encoding.ASCII.GetString(head.Slice(at, ascii.Length)) == ascii;
}
