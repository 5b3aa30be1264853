using Dapper;
using Jiban.Platform.Store;
using Microsoft.AspNetCore.Identity;
using Npgsql;

namespace Jiban.Platform.Auth.Identities;

/// <summary>None of the last five passwords of an account comes again, the present one among them (GB/T 22239-2019 8.1.4.1; rules.md §8.2).</summary>
internal sealed class PasswordHistory(Database database, IPasswordHasher<Account> hasher)
    : IPasswordValidator<Account>
{
    /// <summary>How many passwords are remembered, with the present one.</summary>
    public const int Remembered = 5;

    /// <summary>The code of what is wrong.</summary>
    public const string Reused = "reused";

    public async Task<IdentityResult> ValidateAsync(
        UserManager<Account> manager,
        Account user,
        string? password
    )
    {
        await using var connection = await database.OpenAsync(CancellationToken.None);
        var hashes = await connection.QueryAsync<string>(
            """
            select password_hash from (
                select password_hash, password_set_at as at from platform.account where account_id = @AccountId and password_hash is not null
                union all
                select password_hash, set_at from platform.old_password where account_id = @AccountId
            ) known order by at desc nulls last limit @Remembered
            """,
            new { user.AccountId, Remembered }
        );
        return hashes.Any(hash =>
            hasher.VerifyHashedPassword(user, hash, password ?? "")
            != PasswordVerificationResult.Failed
        )
            ? IdentityResult.Failed(new IdentityError { Code = Reused, Description = Reused })
            : IdentityResult.Success;
    }

    /// <summary>Remembers the password that an account has now, before another one is set in the same transaction.</summary>
    public static async Task KeepAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        Guid accountId,
        CancellationToken cancellation
    ) =>
        await connection.ExecuteAsync(
            new CommandDefinition(
                """
                insert into platform.old_password (account_id, set_at, password_hash)
                select account_id, coalesce(password_set_at, created_at), password_hash from platform.account
                where account_id = @accountId and password_hash is not null
                on conflict do nothing;
                delete from platform.old_password where account_id = @accountId and set_at <
                    (select min(set_at) from (select set_at from platform.old_password where account_id = @accountId
                        order by set_at desc limit @Remembered) kept)
                """,
                new { accountId, Remembered },
                transaction,
                cancellationToken: cancellation
            )
        );
}
