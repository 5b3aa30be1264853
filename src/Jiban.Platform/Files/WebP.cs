using System.Buffers.Binary;

namespace Jiban.Platform.Files;

/// <summary>
/// Takes everything out of a WebP that is not picture. libvips 8.14 writes EXIF although told to strip; what a citizen's picture tells
/// about its maker must not hang on the version of a tool.
/// </summary>
internal static class WebP
{
    private const byte HasIcc = 0x20;
    private const byte HasExif = 0x08;
    private const byte HasXmp = 0x04;
    private const int HeaderLength = 12;

    private static readonly string[] Picture = ["VP8X", "VP8 ", "VP8L", "ALPH"];

    /// <summary>The same picture with its picture chunks alone.</summary>
    /// <exception cref="InvalidDataException">It is not a whole WebP.</exception>
    public static byte[] Strip(byte[] webp)
    {
        if (
            webp.Length < HeaderLength
            || BinaryPrimitives.ReadUInt32LittleEndian(webp.AsSpan(4)) + 8L > webp.Length
        )
        {
            throw new InvalidDataException("The file ends before its own length.");
        }

        var result = new MemoryStream(webp.Length);
        result.Write(webp.AsSpan(0, HeaderLength));
        for (var at = HeaderLength; at + 8 <= webp.Length; )
        {
            var name = System.Text.Encoding.ASCII.GetString(webp, at, 4);
            var length = BinaryPrimitives.ReadUInt32LittleEndian(webp.AsSpan(at + 4));
            // Chunks begin at even places.
            var whole = 8L + length + length % 2;
            if (at + 8L + length > webp.Length)
            {
                throw new InvalidDataException($"The chunk '{name}' reaches beyond the end.");
            }

            var chunk = webp.AsSpan(at, (int)Math.Min(whole, webp.Length - at));
            if (Picture.Contains(name))
            {
                if (name == "VP8X")
                {
                    chunk[8] &= unchecked((byte)~(HasIcc | HasExif | HasXmp));
                }

                result.Write(chunk);
            }

            at = (int)Math.Min(at + whole, webp.Length);
        }

        var stripped = result.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(stripped.AsSpan(4), (uint)stripped.Length - 8);
        return stripped;
    }

    /// <summary>Names of the chunks, in order.</summary>
    public static IEnumerable<string> Chunks(byte[] webp)
    {
        for (var at = HeaderLength; at + 8 <= webp.Length; )
        {
            yield return System.Text.Encoding.ASCII.GetString(webp, at, 4);
            var length = BinaryPrimitives.ReadUInt32LittleEndian(webp.AsSpan(at + 4));
            at = (int)Math.Min(at + 8L + length + length % 2, webp.Length);
        }
    }
}
