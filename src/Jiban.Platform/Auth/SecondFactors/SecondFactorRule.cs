using Dapper;
using Jiban.Platform.Auth.Administration;
using Jiban.Platform.Store;

namespace Jiban.Platform.Auth.SecondFactors;

/// <summary>Who must have a second factor.</summary>
internal enum WhoMust
{
    /// <summary>Who wants one has one.</summary>
    Nobody,

    /// <summary>System, security and audit administrator.</summary>
    Administrators,

    /// <summary>All staff.</summary>
    Everybody,
}

/// <summary>What an account has beside its password.</summary>
internal sealed record Factors(bool Totp, int RecoveryCodesLeft, int Passkeys, bool Must)
{
    /// <summary>It must have one and has none: open is only the way to enrol.</summary>
    public bool MustEnrol => Must && !Totp && Passkeys == 0;
}

/// <summary>Reads what an account has and what it must have.</summary>
internal sealed class SecondFactorRule(Database database)
{
    public const string Setting = "second_factor";

    public static bool Must(WhoMust rule, Role role) =>
        rule == WhoMust.Everybody
        || (rule == WhoMust.Administrators && ThreeAdministrators.Hold(role));

    public async Task<Factors> OfAsync(Guid accountId, Role role, CancellationToken cancellation)
    {
        const string sql = """
            select exists (select from platform.totp where account_id = @accountId and confirmed_at is not null) as totp,
                (select count(*)::integer from platform.recovery_code where account_id = @accountId and used_at is null) as codes,
                (select count(*)::integer from platform.passkey where account_id = @accountId) as passkeys,
                (select value from platform.setting where name = @Setting) as rule
            """;
        await using var connection = await database.OpenAsync(cancellation);
        var (totp, codes, passkeys, rule) = await connection.QuerySingleAsync<(
            bool,
            int,
            int,
            string
        )>(new CommandDefinition(sql, new { accountId, Setting }, cancellationToken: cancellation));
        return new Factors(totp, codes, passkeys, Must(Enum.Parse<WhoMust>(rule), role));
    }
}
