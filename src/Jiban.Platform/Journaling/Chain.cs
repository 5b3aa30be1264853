using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Jiban.Platform.Journaling;

/// <summary>The end of a case's chain: the sequence of its last entry and that entry's hash.</summary>
public sealed record Head(int Seq, byte[] Hash)
{
    /// <summary>Before the first entry: sequence 0, 32 zero bytes.</summary>
    public static readonly Head None = new(0, new byte[32]);
}

/// <summary>An entry with its place in the chain.</summary>
/// <param name="Canonical">Its data as <see cref="CanonicalJson"/>: what was hashed.</param>
public sealed record ChainedEntry(JournalEntry Entry, byte[] Hash, byte[] Canonical)
{
    /// <summary>The head of the chain after this entry.</summary>
    public Head Head => new(Entry.Seq, Hash);
}

/// <summary>
/// The hash chain of a case. <c>hash = SHA-256(previous hash ‖ case id (16 bytes, big-endian) ‖ seq (int32) ‖ at (int64, µs since
/// 1970) ‖ len+actor ‖ len+kind ‖ len+data)</c>, lengths as int32 big-endian, text as UTF-8, data as <see cref="CanonicalJson"/>.
/// </summary>
public static class Chain
{
    /// <summary>The instant as the store keeps it: whole microseconds. What is hashed must survive a round trip.</summary>
    public static DateTimeOffset ToMicroseconds(DateTimeOffset at) =>
        new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    /// <summary>
    /// Whether a moment that somebody tells lies ahead. Both are compared as the store keeps them: what happens at this moment is not of the future, however finely a
    /// program tells its time.
    /// </summary>
    public static bool IsAhead(DateTimeOffset at, DateTimeOffset now) =>
        ToMicroseconds(at) > ToMicroseconds(now);

    /// <summary>Chains one more thing that happened onto a head.</summary>
    public static ChainedEntry Append(
        Guid caseId,
        Head head,
        DateTimeOffset at,
        string actor,
        string kind,
        JsonElement data
    )
    {
        var entry = new JournalEntry(caseId, head.Seq + 1, ToMicroseconds(at), actor, kind, data);
        var canonical = CanonicalJson.Encode(data);
        return new ChainedEntry(entry, Hash(head.Hash, entry, canonical), canonical);
    }

    /// <summary>The hash of an entry that follows an entry with the hash <paramref name="previous"/>.</summary>
    public static byte[] Hash(byte[] previous, JournalEntry entry) =>
        Hash(previous, entry, CanonicalJson.Encode(entry.Data));

    private static byte[] Hash(byte[] previous, JournalEntry entry, byte[] canonical)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> number = stackalloc byte[28];
        hash.AppendData(previous);
        entry.CaseId.TryWriteBytes(number, bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(number[16..], entry.Seq);
        BinaryPrimitives.WriteInt64BigEndian(
            number[20..],
            (entry.At.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond
        );
        hash.AppendData(number);
        AppendWithLength(hash, Encoding.UTF8.GetBytes(entry.Actor));
        AppendWithLength(hash, Encoding.UTF8.GetBytes(entry.Kind));
        AppendWithLength(hash, canonical);
        return hash.GetHashAndReset();
    }

    private static void AppendWithLength(IncrementalHash hash, byte[] bytes)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
