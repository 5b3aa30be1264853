using Dapper;
using Jiban.Platform.Store;
using Jiban.Platform.Time;
using Microsoft.AspNetCore.Identity;
using Npgsql;

namespace Jiban.Platform.Auth.Identities;

/// <summary>
/// Accounts for Identity. The count of failures is changed in the store at once and in one statement, so that tries at the same time
/// are all counted; <see cref="UpdateAsync"/> therefore leaves it alone.
/// </summary>
internal sealed partial class AccountStore(
    Database database,
    TimeProvider clock,
    Ids ids,
    IdentityErrorDescriber errors
)
    : IUserPasswordStore<Account>,
        IUserSecurityStampStore<Account>,
        IUserLockoutStore<Account>,
        IUserPasskeyStore<Account>
{
    private const string Columns = """
        account_id, login, name, role, unit_id, phone, password_hash, password_set_at, security_stamp, must_change, failed_count,
        locked_until, disabled_at, created_at
        """;

    public async Task<IdentityResult> CreateAsync(Account user, CancellationToken cancellationToken)
    {
        const string sql = """
            insert into platform.account (account_id, login, name, role, unit_id, phone, password_hash, password_set_at, security_stamp, must_change, created_at)
            values (@AccountId, @Login, @Name, @Role, @UnitId, @Phone, @PasswordHash, @PasswordSetAt, @SecurityStamp, @MustChange, @CreatedAt)
            on conflict (upper(login)) do nothing
            """;
        var rows = await ExecuteAsync(sql, Row(user), cancellationToken);
        return rows == 1
            ? IdentityResult.Success
            : IdentityResult.Failed(errors.DuplicateUserName(user.Login));
    }

    public async Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken)
    {
        const string sql = """
            update platform.account
            set login = @Login, name = @Name, role = @Role, unit_id = @UnitId, phone = @Phone, password_hash = @PasswordHash,
                password_set_at = @PasswordSetAt, security_stamp = @SecurityStamp, must_change = @MustChange, disabled_at = @DisabledAt
            where account_id = @AccountId
            """;
        try
        {
            await using var connection = await database.OpenAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            if (user.IsNewPassword)
            {
                await PasswordHistory.KeepAsync(
                    connection,
                    transaction,
                    user.AccountId,
                    cancellationToken
                );
            }

            var rows = await connection.ExecuteAsync(
                new CommandDefinition(
                    sql,
                    Row(user),
                    transaction,
                    cancellationToken: cancellationToken
                )
            );
            await transaction.CommitAsync(cancellationToken);
            return rows == 1
                ? IdentityResult.Success
                : IdentityResult.Failed(errors.ConcurrencyFailure());
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return IdentityResult.Failed(errors.DuplicateUserName(user.Login));
        }
    }

    /// <summary>Accounts are disabled, never deleted: the journal and the trail name them.</summary>
    public Task<IdentityResult> DeleteAsync(Account user, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Accounts are disabled, never deleted.");

    public Task<Account?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        Guid.TryParse(userId, out var id)
            ? OneAsync("account_id = @id", new { id }, cancellationToken)
            : Task.FromResult<Account?>(null);

    public Task<Account?> FindByNameAsync(
        string normalizedUserName,
        CancellationToken cancellationToken
    ) => OneAsync("upper(login) = @login", new { login = normalizedUserName }, cancellationToken);

    public async Task<int> IncrementAccessFailedCountAsync(
        Account user,
        CancellationToken cancellationToken
    )
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return user.FailedCount = await connection.ExecuteScalarAsync<int>(
            "update platform.account set failed_count = failed_count + 1 where account_id = @AccountId returning failed_count",
            new { user.AccountId }
        );
    }

    public async Task ResetAccessFailedCountAsync(Account user, CancellationToken cancellationToken)
    {
        user.FailedCount = 0;
        await ExecuteAsync(
            "update platform.account set failed_count = 0 where account_id = @AccountId and failed_count > 0",
            new { user.AccountId },
            cancellationToken
        );
    }

    public async Task SetLockoutEndDateAsync(
        Account user,
        DateTimeOffset? lockoutEnd,
        CancellationToken cancellationToken
    )
    {
        user.LockedUntil = lockoutEnd;
        await ExecuteAsync(
            "update platform.account set locked_until = @LockedUntil where account_id = @AccountId",
            new { user.AccountId, user.LockedUntil },
            cancellationToken
        );
    }

    public Task<DateTimeOffset?> GetLockoutEndDateAsync(
        Account user,
        CancellationToken cancellationToken
    ) => Task.FromResult(user.LockedUntil);

    public Task<int> GetAccessFailedCountAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult(user.FailedCount);

    public Task<bool> GetLockoutEnabledAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult(true);

    public Task SetLockoutEnabledAsync(
        Account user,
        bool enabled,
        CancellationToken cancellationToken
    ) => Task.CompletedTask;

    public Task<string> GetUserIdAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult(user.AccountId.ToString("D"));

    public Task<string?> GetUserNameAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.Login);

    public Task SetUserNameAsync(
        Account user,
        string? userName,
        CancellationToken cancellationToken
    )
    {
        user.Login = userName ?? "";
        return Task.CompletedTask;
    }

    public Task<string?> GetNormalizedUserNameAsync(
        Account user,
        CancellationToken cancellationToken
    ) => Task.FromResult<string?>(user.Login.ToUpperInvariant());

    /// <summary>The index folds the login itself; nothing to keep.</summary>
    public Task SetNormalizedUserNameAsync(
        Account user,
        string? normalizedName,
        CancellationToken cancellationToken
    ) => Task.CompletedTask;

    public Task<string?> GetPasswordHashAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult(user.PasswordHash);

    public Task<bool> HasPasswordAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult(user.PasswordHash is not null);

    public Task SetPasswordHashAsync(
        Account user,
        string? passwordHash,
        CancellationToken cancellationToken
    )
    {
        user.PasswordHash = passwordHash;
        return Task.CompletedTask;
    }

    public Task<string?> GetSecurityStampAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.SecurityStamp);

    public Task SetSecurityStampAsync(
        Account user,
        string stamp,
        CancellationToken cancellationToken
    )
    {
        user.SecurityStamp = stamp;
        return Task.CompletedTask;
    }

    public void Dispose() { }

    private static object Row(Account user) =>
        new
        {
            user.AccountId,
            user.Login,
            user.Name,
            Role = user.Role.ToString(),
            user.UnitId,
            user.Phone,
            user.PasswordHash,
            user.PasswordSetAt,
            user.SecurityStamp,
            user.MustChange,
            user.DisabledAt,
            user.CreatedAt,
        };

    private async Task<Account?> OneAsync(
        string where,
        object parameters,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<Account>(
            new CommandDefinition(
                $"select {Columns} from platform.account where {where}",
                parameters,
                cancellationToken: cancellation
            )
        );
    }

    private async Task<int> ExecuteAsync(
        string sql,
        object parameters,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.ExecuteAsync(
            new CommandDefinition(sql, parameters, cancellationToken: cancellation)
        );
    }
}
