using System.Buffers.Binary;

namespace Jiban.Platform.Time;

/// <summary>
/// The one source of ids: UUIDv7 (RFC 9562 §5.7) from a clock and a seeded chance, so that a month of a city can be replayed
/// (ADR 0004). Ids of one source rise strictly within a millisecond. Safe for concurrent use.
/// </summary>
public sealed class Ids(TimeProvider clock, Random chance)
{
    private readonly Lock _gate = new();
    private long _lastMillisecond;
    private ushort _head;
    private ulong _tail;

    /// <summary>A new id that carries the present instant.</summary>
    public Guid New() => New(clock.GetUtcNow());

    /// <summary>A new id that carries <paramref name="at"/>: partitions are found through it, so a row of the past gets an id of the past.</summary>
    public Guid New(DateTimeOffset at)
    {
        var millisecond = at.ToUnixTimeMilliseconds();
        Span<byte> bytes = stackalloc byte[16];
        lock (_gate)
        {
            if (millisecond == _lastMillisecond)
            {
                _tail++;
            }
            else
            {
                // The top bit stays free, so that a million ids of one millisecond can't overflow the 62 bits.
                _tail = (ulong)chance.NextInt64() & 0x1FFF_FFFF_FFFF_FFFF;
                _head = (ushort)(0x7000 | chance.Next(0x1000));
                _lastMillisecond = millisecond;
            }

            BinaryPrimitives.WriteInt64BigEndian(bytes, millisecond << 16);
            BinaryPrimitives.WriteUInt16BigEndian(bytes[6..], _head);
            BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], 0x8000_0000_0000_0000 | _tail);
        }

        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>The smallest id that can carry <paramref name="at"/>: the bound of a partition or of a range of time.</summary>
    public static Guid Floor(DateTimeOffset at)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        BinaryPrimitives.WriteInt64BigEndian(bytes, at.ToUnixTimeMilliseconds() << 16);
        return new Guid(bytes, bigEndian: true);
    }
}
