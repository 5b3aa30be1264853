using System.Buffers.Binary;
using System.Security.Cryptography;
using Jiban.Platform.Crypto;

namespace Jiban.Platform.Journaling;

/// <summary>A head as a seal remembers it.</summary>
public sealed record SealedHead(Guid CaseId, int Seq, byte[] Hash);

/// <summary>The seal of a day: the heads of all cases that moved since the seal before, under a key outside the database, chained.</summary>
/// <param name="Form">What the MAC covers; see <see cref="MacOf"/>.</param>
/// <param name="Key">The number of the seal key that made it.</param>
/// <param name="Through">The first transaction that it does not cover; the next seal goes on there.</param>
/// <param name="Heads">How many heads it remembers.</param>
/// <param name="Digest">Of the heads; see <see cref="HeadsDigest"/>.</param>
/// <param name="Previous">The MAC of the seal before; zeros for the first.</param>
public sealed record DaySeal(
    DateOnly Day,
    int Form,
    int Key,
    long Through,
    int Heads,
    byte[] Digest,
    byte[] Previous,
    byte[] Mac,
    DateTimeOffset SealedAt
)
{
    /// <summary>The form of new seals.</summary>
    public const int NewestForm = 3;

    /// <summary>What stands before the first seal.</summary>
    public static readonly byte[] None = new byte[32];

    /// <summary>
    /// The MAC over, all big-endian, form (int32, from form 2 on), number of the key (int32, from form 3 on), day (int32), then from form 2 on
    /// how far it reaches (int64) and when it was made (int64, microseconds of the epoch), digest, and the MAC of the seal before. Null when
    /// the key is not at hand.
    /// </summary>
    public byte[]? MacOf(KeyRing keys)
    {
        Span<byte> content = stackalloc byte[4 + 4 + 4 + 8 + 8 + 32 + 32];
        var at = 0;
        if (Form > 1)
        {
            BinaryPrimitives.WriteInt32BigEndian(content, Form);
            at += 4;
        }

        if (Form > 2)
        {
            BinaryPrimitives.WriteInt32BigEndian(content[at..], Key);
            at += 4;
        }

        BinaryPrimitives.WriteInt32BigEndian(content[at..], Day.DayNumber);
        at += 4;
        if (Form > 1)
        {
            BinaryPrimitives.WriteInt64BigEndian(content[at..], Through);
            BinaryPrimitives.WriteInt64BigEndian(
                content[(at + 8)..],
                (SealedAt.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond
            );
            at += 16;
        }

        Digest.CopyTo(content[at..]);
        Previous.CopyTo(content[(at + 32)..]);
        return keys.SealHash(Key, content[..(at + 64)]);
    }

    /// <summary>Whether the seal fits the key and the heads that stand beside it.</summary>
    public bool Fits(KeyRing keys, byte[] digestOfHeads, int heads) =>
        Form is >= 1 and <= NewestForm
        && (Form > 2 || Key == 1)
        && Heads == heads
        && Digest.Length == 32
        && Previous.Length == 32
        && Digest.AsSpan().SequenceEqual(digestOfHeads)
        && MacOf(keys) is { } mac
        && CryptographicOperations.FixedTimeEquals(Mac, mac);
}

/// <summary>SHA-256 over id (16 bytes big-endian), sequence (int32 big-endian) and hash of each head, in order of id as the store has it.</summary>
internal sealed class HeadsDigest : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>How many were added.</summary>
    public int Count { get; private set; }

    public void Add(SealedHead head)
    {
        Span<byte> number = stackalloc byte[20];
        head.CaseId.TryWriteBytes(number, bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(number[16..], head.Seq);
        _hash.AppendData(number);
        _hash.AppendData(head.Hash);
        Count++;
    }

    public byte[] Finish() => _hash.GetHashAndReset();

    public void Dispose() => _hash.Dispose();
}
