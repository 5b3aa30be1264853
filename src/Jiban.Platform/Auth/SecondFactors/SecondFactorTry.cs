using Dapper;
using Jiban.Platform.Auth.Identities;
using Jiban.Platform.Store;

namespace Jiban.Platform.Auth.SecondFactors;

/// <summary>What came of asking for a second factor after a right password.</summary>
internal abstract record SecondFactorOutcome
{
    /// <summary>The password is enough, or the code was right.</summary>
    /// <param name="With"><c>password</c>, <c>totp</c> or <c>recoveryCode</c>: what the trail says.</param>
    public sealed record Passed(string With) : SecondFactorOutcome;

    /// <param name="Methods">What can be shown instead of nothing: <c>totp</c>, <c>recoveryCode</c>, <c>passkey</c>.</param>
    public sealed record Missing(IReadOnlyList<string> Methods) : SecondFactorOutcome;

    public sealed record Wrong : SecondFactorOutcome;

    public sealed record LockedOut(TimeSpan Left) : SecondFactorOutcome;
}

/// <summary>
/// Asks for the second factor. Tries of one account stand in line behind its row: each sees the lock and the used step that the one before
/// left, however many come at once.
/// </summary>
internal sealed class SecondFactorTry(
    Database database,
    StaffUsers users,
    SecondFactorRule rule,
    RecoveryCodes recovery,
    TotpBox box,
    TimeProvider clock
)
{
    private sealed record Row(byte[] Secret, long LastStep, DateTimeOffset? LockedUntil);

    /// <param name="code">Six digits of the app, or a recovery code; null: none was given.</param>
    public async Task<SecondFactorOutcome> AskAsync(
        Account account,
        string? code,
        CancellationToken cancellation
    )
    {
        const string sql = """
            select t.secret, t.last_step, a.locked_until
            from platform.totp t join platform.account a on a.account_id = t.account_id
            where t.account_id = @AccountId and t.confirmed_at is not null
            for update of t
            """;
        var has = await rule.OfAsync(account.AccountId, account.Role, cancellation);
        if (Needless(has) is { } at)
        {
            return at;
        }

        if (string.IsNullOrWhiteSpace(code))
        {
            return new SecondFactorOutcome.Missing(Methods(has));
        }

        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(
            new CommandDefinition(
                sql,
                new { account.AccountId },
                transaction,
                cancellationToken: cancellation
            )
        );
        var now = clock.GetUtcNow();
        if (row is { LockedUntil: { } until } && until > now)
        {
            return new SecondFactorOutcome.LockedOut(until - now);
        }

        var with = row is null
            ? null
            : await UseAsync(connection, transaction, account, row, code.Trim(), now, cancellation);
        if (with is null)
        {
            // Before the row is let go, so that the next try finds it counted.
            await users.AccessFailedAsync(account);
        }

        await transaction.CommitAsync(cancellation);
        return with is not null ? new SecondFactorOutcome.Passed(with)
            : account.LockedUntil is { } locked && locked > now
                ? new SecondFactorOutcome.LockedOut(locked - now)
            : new SecondFactorOutcome.Wrong();
    }

    /// <summary>Right away an answer when no code is asked for: there are none, or only a passkey will do.</summary>
    private static SecondFactorOutcome? Needless(Factors has) =>
        has.Totp ? null
        : has is { Must: true, Passkeys: > 0 } ? new SecondFactorOutcome.Missing(Methods(has))
        : new SecondFactorOutcome.Passed("password");

    private static string[] Methods(Factors has)
    {
        string?[] all =
        [
            has.Totp ? "totp" : null,
            has.Totp && has.RecoveryCodesLeft > 0 ? "recoveryCode" : null,
            has.Passkeys > 0 ? "passkey" : null,
        ];
        return [.. all.OfType<string>()];
    }

    /// <summary>Uses the code up; the word for what it was, or null when it opens nothing.</summary>
    private async Task<string?> UseAsync(
        Npgsql.NpgsqlConnection connection,
        Npgsql.NpgsqlTransaction transaction,
        Account account,
        Row row,
        string code,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var digits = Totp.Typed(code);
        if (digits.Length != Totp.Digits || !digits.All(char.IsAsciiDigit))
        {
            return await recovery.UseAsync(
                connection,
                transaction,
                account.AccountId,
                code,
                now,
                cancellation
            )
                ? "recoveryCode"
                : null;
        }

        var secret = box.Open(account.AccountId, row.Secret);
        if (Totp.Match(secret, digits, now, row.LastStep) is not { } step)
        {
            return null;
        }

        await connection.ExecuteAsync(
            new CommandDefinition(
                "update platform.totp set last_step = @step where account_id = @AccountId",
                new { step, account.AccountId },
                transaction,
                cancellationToken: cancellation
            )
        );
        return "totp";
    }
}
