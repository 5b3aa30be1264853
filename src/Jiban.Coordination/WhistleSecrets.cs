using System.Text;
using Jiban.Cases.Contracts;
using Jiban.Platform.Crypto;
using Npgsql;

namespace Jiban.Coordination;

/// <summary>
/// What is encrypted of one whistle, under a key of its own. That key is sealed under the key of each of its cases in turn, so that the
/// words of a whistle die with the first of its requesters who is erased; a whistle without a case has it under the master key.
/// </summary>
internal sealed class WhistleSecrets(Guid whistleId, byte[] key)
{
    /// <summary>A new key, and the box in which it is kept; null when a case of it was erased.</summary>
    public static async Task<(WhistleSecrets Secrets, byte[] Wrapped)?> MakeAsync(
        NpgsqlConnection connection,
        KeyRing keys,
        CaseKeys caseKeys,
        Guid whistleId,
        IReadOnlyList<Guid> cases,
        CancellationToken cancellation
    )
    {
        var key = KeyRing.NewCaseKey();
        if (cases.Count == 0)
        {
            return (new(whistleId, key), keys.Wrap(whistleId, key));
        }

        var sealing = await caseKeys.LoadAsync(connection, cases, cancellation);
        return sealing.Count < cases.Count
            ? null
            : (
                new(whistleId, key),
                cases
                    .Order()
                    .Aggregate(key, (box, id) => sealing[id].Seal(box, whistleId.ToByteArray()))
            );
    }

    /// <summary>The secrets of a whistle; null when a case of it was erased.</summary>
    public static WhistleSecrets? Open(
        KeyRing keys,
        Whistle whistle,
        IEnumerable<Guid> cases,
        IReadOnlyDictionary<Guid, CaseKey> caseKeys
    )
    {
        var order = cases.OrderDescending().ToList();
        if (order.Count == 0)
        {
            return new(whistle.WhistleId, keys.Unwrap(whistle.WhistleId, whistle.WrappedKey));
        }

        return order.TrueForAll(caseKeys.ContainsKey)
            ? new(
                whistle.WhistleId,
                order.Aggregate(
                    whistle.WrappedKey,
                    (box, id) => caseKeys[id].Open(box, whistle.WhistleId.ToByteArray())
                )
            )
            : null;
    }

    /// <summary>Free text that belongs to the entry <paramref name="seq"/>.</summary>
    public byte[] Seal(int seq, string text) =>
        KeyRing.Seal(key, Encoding.UTF8.GetBytes(text), Bound(seq));

    /// <summary>Reads it back.</summary>
    public string Open(int seq, byte[] box) =>
        Encoding.UTF8.GetString(KeyRing.Open(key, box, Bound(seq)));

    private byte[] Bound(int seq) => [.. whistleId.ToByteArray(), .. BitConverter.GetBytes(seq)];
}
