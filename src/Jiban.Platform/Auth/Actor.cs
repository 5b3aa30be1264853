namespace Jiban.Platform.Auth;

/// <summary>Who acts: an account, the platform itself, or a citizen without an account.</summary>
/// <param name="Id">The account; <see cref="Guid.Empty"/> for a citizen and for the platform.</param>
/// <param name="Name">The name that colleagues see.</param>
/// <param name="Role">The role whose rows of <see cref="Permissions"/> apply.</param>
/// <param name="UnitId">The unit of the account; null for a citizen and for the platform.</param>
public sealed record Actor(Guid Id, string Name, Role Role, Guid? UnitId)
{
    /// <summary>A citizen on the public door.</summary>
    public static readonly Actor Citizen = new(Guid.Empty, "市民", Role.Public, null);

    /// <summary>The city's 12345 line, which passes orders on and decides about them.</summary>
    public static readonly Actor Upstream = new(Guid.Empty, "市12345", Role.Upstream, null);

    /// <summary>The name under which the city's line stands in the journal.</summary>
    public const string UpstreamName = "12345";

    /// <summary>The name under which the actor stands in the journal: no personal name, only the account's id or the kind of actor.</summary>
    public string JournalName =>
        Role == Role.Upstream ? UpstreamName
        : Id != Guid.Empty ? Id.ToString("D")
        : "citizen";
}
