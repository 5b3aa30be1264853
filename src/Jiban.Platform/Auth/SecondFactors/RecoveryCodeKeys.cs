using Dapper;
using Jiban.Platform.Crypto;
using Npgsql;

namespace Jiban.Platform.Auth.SecondFactors;

/// <summary>
/// Recovery codes open with the index key that hashed them, and nobody can hash them anew, for they are kept nowhere: with the key they end.
/// </summary>
public static class RecoveryCodeKeys
{
    private static readonly string KeyOf = KeyRing.KeyOfHash("code_hash");

    /// <summary>How many accounts hold unused codes under each index key.</summary>
    public static async Task<IReadOnlyDictionary<int, long>> CountAsync(
        NpgsqlConnection connection,
        CancellationToken cancellation
    ) =>
        (
            await connection.QueryAsync<(int Key, long Accounts)>(
                new CommandDefinition(
                    $"select {KeyOf}, count(distinct account_id) from platform.recovery_code where used_at is null group by 1",
                    cancellationToken: cancellation
                )
            )
        ).ToDictionary(row => row.Key, row => row.Accounts);

    /// <summary>Takes the codes of a key away; their owners make new ones.</summary>
    public static Task DropAsync(
        NpgsqlConnection connection,
        int number,
        CancellationToken cancellation
    ) =>
        connection.ExecuteAsync(
            new CommandDefinition(
                $"delete from platform.recovery_code where {KeyOf} = @number",
                new { number },
                cancellationToken: cancellation
            )
        );
}
