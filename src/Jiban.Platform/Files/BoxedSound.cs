using System.Buffers.Binary;

namespace Jiban.Platform.Files;

/// <summary>How long the sound of an MP4 plays (ISO/IEC 14496-12): by its header, or where a recorder wrote it in fragments by adding them up.</summary>
internal static class BoxedSound
{
    private static ReadOnlySpan<byte> Soun => "soun"u8;

    /// <summary>Seconds; 0 when it is not sound alone, or broken.</summary>
    public static double Seconds(ReadOnlySpan<byte> file)
    {
        double scale = 0;
        double whole = 0;
        double fragments = 0;
        long usual = 0;
        long usualOfAll = 0;
        var tracks = 0;
        for (long at = 0; at + 8 <= file.Length; )
        {
            var box = file[(int)at..];
            long length = BinaryPrimitives.ReadUInt32BigEndian(box);
            var type = box.Slice(4, 4);
            if (
                type.SequenceEqual("moov"u8)
                || type.SequenceEqual("trak"u8)
                || type.SequenceEqual("mdia"u8)
                || type.SequenceEqual("mvex"u8)
                || type.SequenceEqual("moof"u8)
                || type.SequenceEqual("traf"u8)
            )
            {
                at += 8; // Entered: what it holds follows.
                continue;
            }

            if (length < 8 || length > box.Length)
            {
                // The sound itself may reach to the end, or be cut there; anything else is broken.
                return type.SequenceEqual("mdat"u8) ? Seconds() : 0;
            }

            var body = box[8..(int)length];
            if (type.SequenceEqual("mdhd"u8))
            {
                (scale, whole) = Header(body);
            }
            else if (type.SequenceEqual("hdlr"u8))
            {
                if (body.Length < 12 || !body.Slice(8, 4).SequenceEqual(Soun))
                {
                    return 0;
                }

                tracks++;
            }
            else if (type.SequenceEqual("trex"u8) && body.Length >= 16)
            {
                usualOfAll = BinaryPrimitives.ReadUInt32BigEndian(body[12..]);
            }
            else if (type.SequenceEqual("tfhd"u8))
            {
                usual = Usual(body) ?? usualOfAll;
            }
            else if (type.SequenceEqual("trun"u8))
            {
                fragments += Run(body, usual);
            }

            at += length;
        }

        return Seconds();

        double Seconds() => tracks > 0 && scale > 0 ? Math.Max(whole, fragments) / scale : 0;
    }

    /// <summary>Ticks a second, and how many of them the track has.</summary>
    private static (double Scale, double Ticks) Header(ReadOnlySpan<byte> body) =>
        body.Length >= 32 && body[0] == 1
            ? (
                BinaryPrimitives.ReadUInt32BigEndian(body[20..]),
                BinaryPrimitives.ReadUInt64BigEndian(body[24..])
            )
        : body.Length >= 20 && body[0] == 0
            ? (
                BinaryPrimitives.ReadUInt32BigEndian(body[12..]),
                // All ones: not known.
                BinaryPrimitives.ReadUInt32BigEndian(body[16..])
                    is not uint.MaxValue
                        and var ticks
                    ? ticks
                    : 0
            )
        : (0, 0);

    /// <summary>Ticks of a sample where a fragment says none; null when this header does not say it either.</summary>
    private static long? Usual(ReadOnlySpan<byte> body)
    {
        if (body.Length < 8)
        {
            return null;
        }

        var flags = BinaryPrimitives.ReadUInt32BigEndian(body) & 0xFFFFFF;
        var at = 8 + ((flags & 1) != 0 ? 8 : 0) + ((flags & 2) != 0 ? 4 : 0);
        return (flags & 8) != 0 && body.Length >= at + 4
            ? BinaryPrimitives.ReadUInt32BigEndian(body[at..])
            : null;
    }

    /// <summary>Ticks of one run of samples.</summary>
    private static double Run(ReadOnlySpan<byte> body, long usual)
    {
        if (body.Length < 8)
        {
            return 0;
        }

        var flags = BinaryPrimitives.ReadUInt32BigEndian(body) & 0xFFFFFF;
        var count = BinaryPrimitives.ReadUInt32BigEndian(body[4..]);
        if ((flags & 0x100) == 0)
        {
            return (double)count * usual;
        }

        var at = 8 + ((flags & 1) != 0 ? 4 : 0) + ((flags & 4) != 0 ? 4 : 0);
        var width =
            4
            + ((flags & 0x200) != 0 ? 4 : 0)
            + ((flags & 0x400) != 0 ? 4 : 0)
            + ((flags & 0x800) != 0 ? 4 : 0);
        double ticks = 0;
        for (uint i = 0; i < count && at + 4 <= body.Length; i++, at += width)
        {
            ticks += BinaryPrimitives.ReadUInt32BigEndian(body[at..]);
        }

        return ticks;
    }
}
