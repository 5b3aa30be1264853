namespace Jiban.Platform.Auth.Identities;

/// <summary>An account as Identity keeps it; mutable because Identity changes it in place.</summary>
internal sealed class Account
{
    public Guid AccountId { get; init; }
    public string Login { get; set; } = "";
    public string Name { get; set; } = "";
    public Role Role { get; set; }
    public Guid? UnitId { get; set; }
    public string? Phone { get; set; }
    public string? PasswordHash { get; set; }

    /// <summary>When the password was set; null without one.</summary>
    public DateTimeOffset? PasswordSetAt { get; set; }

    /// <summary>Another password is being set than the store has: the one before is remembered.</summary>
    public bool IsNewPassword { get; private set; }
    public string SecurityStamp { get; set; } = "";

    /// <summary>The password was set by somebody else: until the owner has changed it, nothing else is open.</summary>
    public bool MustChange { get; set; }
    public int FailedCount { get; set; }
    public DateTimeOffset? LockedUntil { get; set; }
    public DateTimeOffset? DisabledAt { get; set; }
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The password that is set with the next update counts from a moment, and the owner must or must not change it.</summary>
    public void WillHavePassword(DateTimeOffset from, bool mustChange) =>
        (PasswordSetAt, MustChange, IsNewPassword) = (from, mustChange, true);

    public Actor Actor => new(AccountId, Name, Role, UnitId);
}
