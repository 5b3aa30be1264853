using System.Buffers.Binary;

namespace Jiban.Platform.Files;

/// <summary>How long the sound of a WebM plays (EBML, RFC 8794; Matroska, RFC 9559). What a recorder writes has no length in its header, and elements of unknown size.</summary>
internal static class EbmlSound
{
    private const uint DocType = 0x4282;
    private const uint TimestampScale = 0x2AD7B1;
    private const uint TrackType = 0x83;
    private const uint ClusterTime = 0xE7;
    private const uint SimpleBlock = 0xA3;
    private const uint Block = 0xA1;
    private const int SoundTrack = 2;

    // Segment, Info, Tracks, TrackEntry, Cluster, BlockGroup: their children stand where they end, so an unknown size needs no end.
    private static readonly uint[] Entered =
    [
        0x18538067,
        0x1549A966,
        0x1654AE6B,
        0xAE,
        0x1F43B675,
        0xA0,
    ];

    public static ReadOnlySpan<byte> Magic => [0x1A, 0x45, 0xDF, 0xA3];

    /// <summary>Seconds to the last piece of sound; 0 when it is no WebM, or not sound alone.</summary>
    public static double Seconds(ReadOnlySpan<byte> file)
    {
        long scale = 1_000_000;
        long cluster = 0;
        long last = 0;
        var tracks = 0;
        var isWebM = false;
        // The EBML header itself is entered: its DocType tells WebM from other Matroska.
        for (var at = HeaderEnd(file); at < file.Length; )
        {
            if (Next(file[at..]) is not var (id, size, header))
            {
                break;
            }

            at += header;
            if (Entered.Contains(id))
            {
                continue;
            }

            if (size is not { } length || length > file.Length - at)
            {
                break;
            }

            var body = file.Slice(at, (int)length);
            at += (int)length;
            switch (id)
            {
                case DocType:
                    isWebM = body.StartsWith("webm"u8);
                    break;
                case TimestampScale:
                    scale = Whole(body);
                    break;
                case TrackType:
                    if (Whole(body) != SoundTrack)
                    {
                        return 0;
                    }

                    tracks++;
                    break;
                case ClusterTime:
                    cluster = Whole(body);
                    break;
                case SimpleBlock or Block when body.Length >= 4:
                    last = Math.Max(last, cluster + BinaryPrimitives.ReadInt16BigEndian(body[1..]));
                    break;
            }
        }

        // A single block begins at zero and plays for a moment.
        return isWebM && tracks > 0 ? Math.Max(last, 1) * (double)scale / 1e9 : 0;
    }

    private static int HeaderEnd(ReadOnlySpan<byte> file) =>
        Next(file) is var (_, _, header) ? header : file.Length;

    /// <summary>Id and size of the element that begins here, and where its content begins; size null when unknown. Null when it is cut or none.</summary>
    private static (uint Id, long? Size, int Header)? Next(ReadOnlySpan<byte> from)
    {
        if (from.IsEmpty || Width(from[0]) is not (<= 4 and var idWidth) || from.Length <= idWidth)
        {
            return null;
        }

        var sizeWidth = Width(from[idWidth]);
        if (sizeWidth > 8 || from.Length < idWidth + sizeWidth)
        {
            return null;
        }

        var id = (uint)Whole(from[..idWidth]);
        var mask = (1L << (7 * sizeWidth)) - 1;
        var size = Whole(from.Slice(idWidth, sizeWidth)) & mask;
        return (id, size == mask ? null : size, idWidth + sizeWidth);
    }

    /// <summary>So many bytes has a number that begins with this one; 9 when it can't begin with it.</summary>
    private static int Width(byte first)
    {
        var width = 1;
        for (var bit = 0x80; width <= 8 && (first & bit) == 0; bit >>= 1)
        {
            width++;
        }

        return width;
    }

    private static long Whole(ReadOnlySpan<byte> bytes)
    {
        long value = 0;
        foreach (var one in bytes.Length > 8 ? bytes[..8] : bytes)
        {
            value = (value << 8) | one;
        }

        return value;
    }
}
