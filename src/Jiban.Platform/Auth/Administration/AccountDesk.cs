using Dapper;
using Jiban.Platform.Store;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace Jiban.Platform.Auth.Administration;

/// <summary>An account as it was when somebody began to change it.</summary>
internal sealed record AccountBefore(
    Guid AccountId,
    string Name,
    Role Role,
    Guid? UnitId,
    string? Phone
);

/// <summary>One change of one account, under way.</summary>
internal sealed record AccountChange(
    NpgsqlConnection Connection,
    NpgsqlTransaction Transaction,
    AccountBefore Before,
    bool IsOwn,
    CancellationToken Cancellation
)
{
    /// <summary>What changed, for the trail.</summary>
    public string? Detail { get; set; }

    public Task<int> WriteAsync(string sql, object parameters) =>
        Connection.ExecuteAsync(
            new CommandDefinition(sql, parameters, Transaction, cancellationToken: Cancellation)
        );

    public Task<bool> IsLastSecurityAdministratorAsync() =>
        ThreeAdministrators.IsLastSecurityAdministratorAsync(
            Connection,
            Transaction,
            Before.AccountId,
            Cancellation
        );
}

/// <summary>Changes an account: locked, decided, written and traced in one transaction. A refusal leaves a trace and nothing else.</summary>
internal sealed class AccountDesk(Database database, AuditTrail trail)
{
    /// <param name="action">The word of the trail, such as <c>disableAccount</c>.</param>
    /// <param name="change">Writes, or says why not.</param>
    public async Task<Problem?> ChangeAsync(
        HttpContext http,
        Guid accountId,
        string action,
        Func<AccountChange, Task<Problem?>> change,
        CancellationToken cancellation
    )
    {
        const string sql = """
            select account_id, name, role, unit_id, phone from platform.account where account_id = @accountId for update
            """;
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var before = await connection.QuerySingleOrDefaultAsync<AccountBefore>(
            new CommandDefinition(
                sql,
                new { accountId },
                transaction,
                cancellationToken: cancellation
            )
        );
        if (before is null)
        {
            return AccountRefusals.Unknown;
        }

        var under = new AccountChange(
            connection,
            transaction,
            before,
            http.Actor().Id == accountId,
            cancellation
        );
        var refusal = await change(under);
        if (refusal is not null)
        {
            await transaction.RollbackAsync(cancellation);
        }

        await trail.WriteAsync(
            connection,
            refusal is null ? transaction : null,
            new AuditEntry(
                http.Actor().Id,
                action,
                accountId.ToString("D"),
                refusal?.Type ?? "done",
                Detail: under.Detail
            ),
            cancellation
        );
        if (refusal is null)
        {
            await transaction.CommitAsync(cancellation);
        }

        return refusal;
    }
}
