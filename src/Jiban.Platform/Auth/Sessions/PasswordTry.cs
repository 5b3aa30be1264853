using Jiban.Platform.Auth.Identities;
using Microsoft.AspNetCore.Identity;

namespace Jiban.Platform.Auth.Sessions;

/// <summary>What came of a try to sign in.</summary>
/// <param name="AccountId">The account that was tried; null when nobody has the login.</param>
internal abstract record PasswordOutcome(Guid? AccountId)
{
    public sealed record SignedIn(Account Account) : PasswordOutcome(Account.AccountId);

    public sealed record Wrong(Guid? Tried) : PasswordOutcome(Tried);

    public sealed record LockedOut(Guid? Tried, TimeSpan Left) : PasswordOutcome(Tried);
}

/// <summary>Tries a login and a password. Nobody's login, a disabled account, one without a password and a wrong password cost the same work and end alike.</summary>
internal sealed class PasswordTry(
    StaffUsers users,
    SignInManager<Account> signIn,
    UnknownLogins unknown,
    IPasswordHasher<Account> hasher,
    TimeProvider clock
)
{
    private static readonly Account Nobody = new();
    private static string? _nobodysHash;

    /// <summary>Signs in (writes the cookie) when login and password belong together.</summary>
    public async Task<PasswordOutcome> SignInAsync(string login, string password)
    {
        var now = clock.GetUtcNow();
        var account = await users.FindByNameAsync(login);
        if (account is null or { DisabledAt: not null } or { PasswordHash: null })
        {
            return TryNobody(login, password, account?.AccountId, now);
        }

        var result = await signIn.PasswordSignInAsync(
            account,
            password,
            isPersistent: false,
            lockoutOnFailure: true
        );
        return result.Succeeded ? new PasswordOutcome.SignedIn(account)
            : result.IsLockedOut
                ? new PasswordOutcome.LockedOut(
                    account.AccountId,
                    (account.LockedUntil ?? now) - now
                )
            : new PasswordOutcome.Wrong(account.AccountId);
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
