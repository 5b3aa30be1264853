using Dapper;
using Jiban.Platform.Auth.Administration;
using Jiban.Platform.Auth.Identities;
using Jiban.Platform.Store;
using Jiban.Platform.Time;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Jiban.Platform.Auth;

/// <summary>An account to be made.</summary>
/// <param name="Login">ASCII letters, digits and <c>-._@+</c>; unique whatever the case of its letters.</param>
/// <param name="UnitId">The unit whose cases the account sees; null for an administrator or auditor of the whole platform.</param>
/// <param name="Password">Null: nobody can sign in with it until one is set.</param>
/// <param name="MustChange">The owner must change the password before anything else is open.</param>
public sealed record NewAccount(
    string Login,
    string Name,
    Role Role,
    Guid? UnitId,
    string? Password,
    string? Phone = null,
    bool MustChange = false
);

/// <summary>What came of making an account or setting a password.</summary>
public abstract record AccountResult
{
    private AccountResult() { }

    /// <summary>It stands.</summary>
    public sealed record Done(Guid AccountId) : AccountResult;

    /// <summary>Somebody has this login already.</summary>
    public sealed record LoginTaken(string Login) : AccountResult;

    /// <summary>A rule stands against it; codes such as <c>tooShort</c>, <c>tooFewKinds</c>, <c>containsLogin</c>, <c>InvalidUserName</c>, <c>last-security-administrator</c>.</summary>
    public sealed record Refused(IReadOnlyList<string> Faults) : AccountResult;

    /// <summary>There is no such account.</summary>
    public sealed record Unknown : AccountResult;
}

/// <summary>An account as others see it.</summary>
public sealed record AccountEntry(
    Guid AccountId,
    string Login,
    string Name,
    Role Role,
    Guid? UnitId,
    bool Disabled
);

/// <summary>The accounts of staff, for the modules and the command line.</summary>
public sealed class Accounts(
    Database database,
    AccountNames names,
    TimeProvider clock,
    Ids ids,
    IServiceScopeFactory scopes
)
{
    /// <summary>Makes an account.</summary>
    public async Task<AccountResult> CreateAsync(NewAccount wanted, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (wanted.Role is Role.Public or Role.Upstream or Role.MapProgram)
        {
            return new AccountResult.Refused(["roleWithoutAccount"]);
        }

        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<StaffUsers>();
        var at = clock.GetUtcNow();
        var account = new Account
        {
            AccountId = ids.New(at),
            Login = wanted.Login,
            Name = wanted.Name,
            Role = wanted.Role,
            UnitId = wanted.UnitId,
            Phone = wanted.Phone,
            MustChange = wanted.MustChange,
            PasswordSetAt = wanted.Password is null ? null : at,
            CreatedAt = at,
        };
        var result = wanted.Password is { } password
            ? await users.CreateAsync(account, password)
            : await users.CreateAsync(account);
        return result.Succeeded ? new AccountResult.Done(account.AccountId)
            : result.Errors.Any(error => error.Code == "DuplicateUserName")
                ? new AccountResult.LoginTaken(wanted.Login)
            : new AccountResult.Refused([.. result.Errors.Select(error => error.Code)]);
    }

    /// <summary>Sets a password; every session of the account ends.</summary>
    public async Task<AccountResult> SetPasswordAsync(
        Guid accountId,
        string password,
        bool mustChange,
        CancellationToken cancellation
    )
    {
        cancellation.ThrowIfCancellationRequested();
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<StaffUsers>();
        if (await users.FindByIdAsync(accountId.ToString("D")) is not { } account)
        {
            return new AccountResult.Unknown();
        }

        account.WillHavePassword(clock.GetUtcNow(), mustChange);
        var result = await users.SetPasswordAsync(account, password);
        return result.Succeeded
            ? new AccountResult.Done(accountId)
            : new AccountResult.Refused([.. result.Errors.Select(error => error.Code)]);
    }

    /// <summary>Closes an account from now on; its sessions end with their next request, its name stays.</summary>
    public async Task<AccountResult> DisableAsync(Guid accountId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (
            await ThreeAdministrators.IsLastSecurityAdministratorAsync(
                connection,
                transaction,
                accountId,
                cancellation
            )
        )
        {
            return new AccountResult.Refused([AccountRefusals.Last.Type]);
        }

        var rows = await connection.ExecuteAsync(
            new CommandDefinition(
                "update platform.account set disabled_at = coalesce(disabled_at, @at) where account_id = @accountId",
                new { accountId, at = clock.GetUtcNow() },
                transaction,
                cancellationToken: cancellation
            )
        );
        if (rows == 1)
        {
            await LeaveWorkAsync(connection, transaction, accountId, cancellation);
        }

        await transaction.CommitAsync(cancellation);
        return rows == 1 ? new AccountResult.Done(accountId) : new AccountResult.Unknown();
    }

    /// <summary>Names of accounts, also of disabled ones; unknown ids are left out. Cached: names hardly ever change.</summary>
    public Task<IReadOnlyDictionary<Guid, string>> NamesAsync(
        IEnumerable<Guid> accountIds,
        CancellationToken cancellation
    ) => names.OfAsync(accountIds, cancellation);

    /// <summary>The role of an account that is open; null when there is none, or it was closed.</summary>
    public async Task<Role?> RoleAsync(Guid accountId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return
            await connection.QuerySingleOrDefaultAsync<string>(
                new CommandDefinition(
                    "select role from platform.account where account_id = @accountId and disabled_at is null",
                    new { accountId },
                    cancellationToken: cancellation
                )
            )
                is { } role
            ? Enum.Parse<Role>(role)
            : null;
    }

    /// <summary>Nobody was named who goes on with what the person holds: its units are told.</summary>
    private async Task LeaveWorkAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        Guid accountId,
        CancellationToken cancellation
    )
    {
        await using var scope = scopes.CreateAsyncScope();
        foreach (var module in scope.ServiceProvider.GetServices<IHeldWork>())
        {
            await module.HandOverAsync(
                connection,
                transaction,
                new Succession(
                    accountId,
                    null,
                    new Actor(Guid.Empty, "", Role.SecurityAdministrator, null),
                    clock.GetUtcNow()
                ),
                cancellation
            );
        }
    }

    /// <summary>An account by its id; null when there is none.</summary>
    public async Task<AccountEntry?> FindAsync(Guid accountId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<AccountEntry>(
            new CommandDefinition(
                """
                select account_id, login, name, role, unit_id, disabled_at is not null as disabled
                from platform.account where account_id = @accountId
                """,
                new { accountId },
                cancellationToken: cancellation
            )
        );
    }

    /// <summary>Those of some accounts that were closed.</summary>
    public async Task<IReadOnlySet<Guid>> ClosedAsync(
        IEnumerable<Guid> accounts,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenAsync(cancellation);
        return (
            await connection.QueryAsync<Guid>(
                new CommandDefinition(
                    "select account_id from platform.account where account_id = any(@ids) and disabled_at is not null",
                    new { ids = accounts.ToArray() },
                    cancellationToken: cancellation
                )
            )
        ).ToHashSet();
    }

    /// <summary>The accounts of a unit, of a role, of both, or all; disabled ones too; by login.</summary>
    public async Task<IReadOnlyList<AccountEntry>> ListAsync(
        Guid? unitId,
        Role? role,
        CancellationToken cancellation
    )
    {
        const string sql = """
            select account_id, login, name, role, unit_id, disabled_at is not null as disabled
            from platform.account
            where (@unitId::uuid is null or unit_id = @unitId) and (@role::text is null or role = @role)
            order by upper(login)
            """;
        await using var connection = await database.OpenAsync(cancellation);
        var rows = await connection.QueryAsync<AccountEntry>(
            new CommandDefinition(
                sql,
                new { unitId, role = role?.ToString() },
                cancellationToken: cancellation
            )
        );
        return rows.AsList();
    }
}
