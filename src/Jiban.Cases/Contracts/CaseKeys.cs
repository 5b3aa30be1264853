using Dapper;
using Jiban.Platform.Crypto;
using Npgsql;

namespace Jiban.Cases.Contracts;

/// <summary>
/// Lets another module encrypt under the keys of cases what may name people, so that it dies with them when a requester is erased. The
/// keys themselves are not handed out.
/// </summary>
public sealed class CaseKeys
{
    private readonly KeyRing _keys;

    internal CaseKeys(KeyRing keys) => _keys = keys;

    /// <summary>The keys of some cases; those that were destroyed are left out.</summary>
    public async Task<IReadOnlyDictionary<Guid, CaseKey>> LoadAsync(
        NpgsqlConnection connection,
        IEnumerable<Guid> cases,
        CancellationToken cancellation
    ) =>
        (
            await connection.QueryAsync<(Guid CaseId, byte[] Wrapped)>(
                new CommandDefinition(
                    "select case_id, wrapped from cases.case_key where case_id = any(@ids) and wrapped is not null",
                    new { ids = cases.ToArray() },
                    cancellationToken: cancellation
                )
            )
        ).ToDictionary(
            row => row.CaseId,
            row => new CaseKey(_keys.Unwrap(row.CaseId, row.Wrapped))
        );
}

/// <summary>The key of one case, to seal and open with.</summary>
public sealed class CaseKey
{
    private readonly byte[] _key;

    internal CaseKey(byte[] key) => _key = key;

    /// <inheritdoc cref="KeyRing.Seal"/>
    public byte[] Seal(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> bound) =>
        KeyRing.Seal(_key, plain, bound);

    /// <inheritdoc cref="KeyRing.Open(byte[], ReadOnlySpan{byte}, ReadOnlySpan{byte})"/>
    public byte[] Open(ReadOnlySpan<byte> box, ReadOnlySpan<byte> bound) =>
        KeyRing.Open(_key, box, bound);
}
