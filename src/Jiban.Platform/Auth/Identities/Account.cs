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
    public string SecurityStamp { get; set; } = "";

    /// <summary>The password was set by somebody else: until the owner has changed it, nothing else is open.</summary>
    public bool MustChange { get; set; }
    public int FailedCount { get; set; }
    public DateTimeOffset? LockedUntil { get; set; }
    public DateTimeOffset? DisabledAt { get; set; }
    public DateTimeOffset CreatedAt { get; init; }

    public Actor Actor => new(AccountId, Name, Role, UnitId);
}
