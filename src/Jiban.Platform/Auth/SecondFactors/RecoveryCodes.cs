using System.Security.Cryptography;
using Dapper;
using Jiban.Platform.Crypto;
using Npgsql;

namespace Jiban.Platform.Auth.SecondFactors;

/// <summary>Ten codes for the day on which the telephone is lost, each good for one sign-in. Stored as keyed hashes: fifty bits of chance are too few for a plain one.</summary>
internal sealed class RecoveryCodes(KeyRing keys)
{
    private const int HowMany = 10;
    private const int Length = 10;
    private const string Letters = "abcdefghijkmnpqrstuvwxyz23456789";

    /// <summary>Makes ten new ones in the place of all older ones.</summary>
    public async Task<IReadOnlyList<string>> RenewAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        Guid accountId,
        CancellationToken cancellation
    )
    {
        var codes = Enumerable
            .Range(0, HowMany)
            .Select(_ => RandomNumberGenerator.GetString(Letters, Length))
            .ToArray();
        await connection.ExecuteAsync(
            new CommandDefinition(
                "delete from platform.recovery_code where account_id = @accountId",
                new { accountId },
                transaction,
                cancellationToken: cancellation
            )
        );
        await connection.ExecuteAsync(
            new CommandDefinition(
                "insert into platform.recovery_code (account_id, code_hash) values (@accountId, @hash)",
                codes.Select(code => new
                {
                    accountId,
                    hash = keys.SearchHash(Named(accountId, code)),
                }),
                transaction,
                cancellationToken: cancellation
            )
        );
        return [.. codes.Select(code => $"{code[..5]}-{code[5..]}")];
    }

    /// <summary>Uses one up; false when there is none like it, or it was used before.</summary>
    public async Task<bool> UseAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        Guid accountId,
        string typed,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        const string sql = """
            update platform.recovery_code set used_at = @now
            where account_id = @accountId and code_hash = any(@hashes) and used_at is null
            """;
        var code = string.Concat(typed.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
        return await connection.ExecuteAsync(
                new CommandDefinition(
                    sql,
                    new
                    {
                        accountId,
                        now,
                        hashes = keys.SearchHashes(Named(accountId, code)).ToArray(),
                    },
                    transaction,
                    cancellationToken: cancellation
                )
            ) == 1;
    }

    private static string Named(Guid accountId, string code) => $"recovery:{accountId:D}:{code}";
}
