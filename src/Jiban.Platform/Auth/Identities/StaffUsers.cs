using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Jiban.Platform.Auth.Identities;

/// <summary>Identity's users, locked and unlocked by the injected clock: Identity itself takes the machine's (ADR 0004).</summary>
internal sealed class StaffUsers(
    AccountStore store,
    TimeProvider clock,
    IOptions<IdentityOptions> options,
    IPasswordHasher<Account> hasher,
    IEnumerable<IUserValidator<Account>> userValidators,
    IEnumerable<IPasswordValidator<Account>> passwordValidators,
    ILookupNormalizer normalizer,
    IdentityErrorDescriber errors,
    IServiceProvider services,
    ILogger<StaffUsers> logger
)
    : UserManager<Account>(
        store,
        options,
        hasher,
        userValidators,
        passwordValidators,
        normalizer,
        errors,
        services,
        logger
    )
{
    public override Task<bool> IsLockedOutAsync(Account user) =>
        Task.FromResult(user.LockedUntil is { } until && until > clock.GetUtcNow());

    public override async Task<IdentityResult> AccessFailedAsync(Account user)
    {
        var failures = await store.IncrementAccessFailedCountAsync(user, CancellationToken);
        if (failures >= Options.Lockout.MaxFailedAccessAttempts)
        {
            var until = clock.GetUtcNow() + Options.Lockout.DefaultLockoutTimeSpan;
            await store.SetLockoutEndDateAsync(user, until, CancellationToken);
            await store.ResetAccessFailedCountAsync(user, CancellationToken);
        }

        return IdentityResult.Success;
    }

    /// <summary>Sets a password without asking for the old one. The stamp changes, so that every session ends.</summary>
    public async Task<IdentityResult> SetPasswordAsync(Account user, string password)
    {
        var result = await UpdatePasswordHash(user, password, validatePassword: true);
        return result.Succeeded ? await UpdateUserAsync(user) : result;
    }
}
