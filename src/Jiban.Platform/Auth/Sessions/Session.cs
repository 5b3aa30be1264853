using System.Security.Claims;

namespace Jiban.Platform.Auth.Sessions;

/// <summary>Who is signed in and what the pages may show.</summary>
/// <param name="EndsAt">When it ends by itself, of a session in the field: so long the phone shows what it was told; null for any other.</param>
internal sealed record Session(
    Session.Owner Account,
    Session.Place? Unit,
    IReadOnlyList<Operation> Operations,
    bool MustChangePassword,
    bool MustEnrolSecondFactor,
    DateTimeOffset? EndsAt = null
)
{
    public sealed record Owner(Guid Id, string Name, Role Role, string Login);

    public sealed record Place(Guid Id, string Name);

    public static Session Of(ClaimsPrincipal user, UnitTree units, DateTimeOffset? endsAt = null)
    {
        var actor = ActorClaims.Read(user);
        var unit =
            actor.UnitId is { } id && units.NameOf(id) is { } name ? new Place(id, name) : null;
        return new Session(
            new Owner(
                actor.Id,
                actor.Name,
                actor.Role,
                user.FindFirstValue(ActorClaims.Login) ?? ""
            ),
            unit,
            [.. Permissions.Of(actor.Role)],
            user.HasClaim(claim => claim.Type == ActorClaims.MustChangePassword),
            user.HasClaim(claim => claim.Type == ActorClaims.MustEnrol),
            endsAt
        );
    }
}
