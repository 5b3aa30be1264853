using Jiban.Platform.Auth.Identities;
using Jiban.Platform.Auth.SecondFactors;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace Jiban.Platform.Auth.Sessions;

/// <summary>What came of a try to sign in.</summary>
/// <param name="AccountId">The account that was tried; null when nobody has the login.</param>
internal abstract record PasswordOutcome(Guid? AccountId)
{
    /// <param name="With">What it was opened with, for the trail.</param>
    /// <param name="EndsAt">When it ends by itself, of a session in the field.</param>
    public sealed record SignedIn(Account Account, string With, DateTimeOffset? EndsAt)
        : PasswordOutcome(Account.AccountId);

    public sealed record Wrong(Guid? Tried) : PasswordOutcome(Tried);

    public sealed record LockedOut(Guid? Tried, TimeSpan Left) : PasswordOutcome(Tried);

    /// <summary>The password is right, and a second factor is asked for.</summary>
    public sealed record SecondFactor(Guid? Tried, IReadOnlyList<string> Methods)
        : PasswordOutcome(Tried);

    /// <summary>The password is right, the code is not.</summary>
    public sealed record WrongCode(Guid? Tried) : PasswordOutcome(Tried);
}

/// <summary>Tries a login and a password. Nobody's login, a disabled account, one without a password and a wrong password cost the same work and end alike.</summary>
internal sealed class PasswordTry(
    StaffUsers users,
    SignInManager<Account> signIn,
    SecondFactorTry second,
    UnknownLogins unknown,
    IPasswordHasher<Account> hasher,
    FieldSession field,
    TimeProvider clock
)
{
    private static readonly Account Nobody = new();
    private static string? _nobodysHash;

    /// <summary>Signs in (writes the cookie) when login, password and, where one is asked for, code belong together.</summary>
    public async Task<PasswordOutcome> SignInAsync(
        string login,
        string password,
        string? code,
        bool shift,
        CancellationToken cancellation
    )
    {
        var now = clock.GetUtcNow();
        var account = await users.FindByNameAsync(login);
        if (account is null or { DisabledAt: not null } or { PasswordHash: null })
        {
            return TryNobody(login, password, account?.AccountId, now);
        }

        var id = account.AccountId;
        if (account.LockedUntil is { } already && already > now)
        {
            return new PasswordOutcome.LockedOut(id, already - now);
        }

        if (!await users.CheckPasswordAsync(account, password))
        {
            await users.AccessFailedAsync(account);
            return account.LockedUntil is { } until && until > now
                ? new PasswordOutcome.LockedOut(id, until - now)
                : new PasswordOutcome.Wrong(id);
        }

        switch (await second.AskAsync(account, code, cancellation))
        {
            case SecondFactorOutcome.Passed it:
                // Not before the second factor: a known password must not buy a fresh count of codes.
                await users.ResetAccessFailedCountAsync(account);
                var properties =
                    shift && Permissions.MayEver(Operation.Patrol, account.Role)
                        ? SessionCookie.OfShift(now, await field.Length(cancellation))
                        : new AuthenticationProperties();
                await signIn.SignInAsync(account, properties);
                return new PasswordOutcome.SignedIn(
                    account,
                    it.With,
                    SessionCookie.EndOf(properties)
                );
            case SecondFactorOutcome.Missing it:
                return new PasswordOutcome.SecondFactor(id, it.Methods);
            case SecondFactorOutcome.LockedOut it:
                return new PasswordOutcome.LockedOut(id, it.Left);
            default:
                return new PasswordOutcome.WrongCode(id);
        }
    }

    private PasswordOutcome TryNobody(
        string login,
        string password,
        Guid? disabled,
        DateTimeOffset now
    )
    {
        if (unknown.LockedUntil(login) is null)
        {
            // The same work as for a real account, so that the time of the answer does not tell.
            _nobodysHash ??= hasher.HashPassword(Nobody, nameof(Nobody));
            hasher.VerifyHashedPassword(Nobody, _nobodysHash, password);
            var lockout = users.Options.Lockout;
            unknown.Count(login, lockout.MaxFailedAccessAttempts, lockout.DefaultLockoutTimeSpan);
        }

        return unknown.LockedUntil(login) is { } until
            ? new PasswordOutcome.LockedOut(disabled, until - now)
            : new PasswordOutcome.Wrong(disabled);
    }
}
