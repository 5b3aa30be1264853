using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Jiban.Channels.Outbox;

/// <summary>
/// When a message is tried again: after 5 s, twice as long each time, an hour at most, a fifth more or less, so that a link which comes back
/// is not met by all of them at once. The fifth comes from the message itself (ADR 0004): the same message waits the same way in every run.
/// </summary>
internal static class Backoff
{
    /// <summary>Tries until a person must look: with these waits, most of a day.</summary>
    public const int MostTries = 24;

    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    public static TimeSpan After(Message message)
    {
        var wait = First * Math.Pow(2, Math.Min(message.Tries - 1, 20));
        return (wait < Longest ? wait : Longest) * (0.8 + 0.4 * Chance(message));
    }

    /// <summary>0 to 1, the same for the same try of the same message.</summary>
    private static double Chance(Message message)
    {
        Span<byte> key = stackalloc byte[24];
        message.CaseId.TryWriteBytes(key);
        BinaryPrimitives.WriteInt32BigEndian(key[16..], message.Seq);
        BinaryPrimitives.WriteInt32BigEndian(key[20..], message.Tries);
        return BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(key)) / (double)uint.MaxValue;
    }
}
