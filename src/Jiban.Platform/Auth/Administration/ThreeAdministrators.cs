using Dapper;
using Npgsql;

namespace Jiban.Platform.Auth.Administration;

/// <summary>
/// System, security and audit administrator (三员分立; GB/T 22239-2019 8.1.5): three people who each see what the others do and can't
/// do it themselves.
/// </summary>
internal static class ThreeAdministrators
{
    /// <summary>Whether the role is one of the three.</summary>
    public static bool Hold(Role role) =>
        role is Role.Administrator or Role.SecurityAdministrator or Role.Auditor;

    /// <summary>Whether an account is the last open one of a security administrator. Until the transaction ends nobody else is told so.</summary>
    public static async Task<bool> IsLastSecurityAdministratorAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        Guid accountId,
        CancellationToken cancellation
    )
    {
        // Two who close each other's account at once: the second must see what the first did.
        const string gate =
            "select pg_advisory_xact_lock(hashtext('platform.security_administrator'))";
        const string sql = """
            select bool_or(account_id = @accountId) and count(*) = 1
            from platform.account
            where role = 'SecurityAdministrator' and disabled_at is null
            """;
        await connection.ExecuteAsync(
            new CommandDefinition(gate, transaction: transaction, cancellationToken: cancellation)
        );
        return await connection.ExecuteScalarAsync<bool?>(
            new CommandDefinition(
                sql,
                new { accountId },
                transaction,
                cancellationToken: cancellation
            )
        )
            is true;
    }

    /// <summary>Whether somebody with this telephone has an open account of another of the three.</summary>
    public static async Task<bool> HasAnotherAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        Guid accountId,
        Role role,
        string? phone,
        CancellationToken cancellation
    )
    {
        const string sql = """
            select exists (
                select from platform.account
                where phone = @phone and role = any(@others) and account_id <> @accountId and disabled_at is null
            )
            """;
        var others = new[] { Role.Administrator, Role.SecurityAdministrator, Role.Auditor }
            .Where(other => other != role)
            .Select(other => other.ToString())
            .ToArray();
        return Hold(role)
            && phone is not null
            && await connection.ExecuteScalarAsync<bool>(
                new CommandDefinition(
                    sql,
                    new
                    {
                        phone,
                        others,
                        accountId,
                    },
                    transaction,
                    cancellationToken: cancellation
                )
            );
    }
}
