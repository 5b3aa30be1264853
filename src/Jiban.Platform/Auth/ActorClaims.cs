using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace Jiban.Platform.Auth;

/// <summary>
/// The actor as claims. Every scheme of authentication (the cookie of the product, the header of a test) writes these claims,
/// and everything else reads only <see cref="Actor(HttpContext)"/>.
/// </summary>
public static class ActorClaims
{
    /// <summary>Claim that holds the id of the account's unit; absent when the account has none.</summary>
    public const string Unit = "jiban:unit";

    /// <summary>Claim that holds the account's login, to be shown to its owner.</summary>
    internal const string Login = "jiban:login";

    /// <summary>Present while the account must change a password that somebody else has set.</summary>
    internal const string MustChangePassword = "jiban:must-change-password";

    /// <summary>Present while the account must have a second factor and has none.</summary>
    internal const string MustEnrol = "jiban:must-enrol";

    /// <summary>The claims of an account.</summary>
    public static IEnumerable<Claim> Of(Actor actor)
    {
        yield return new Claim(ClaimTypes.NameIdentifier, actor.Id.ToString("D"));
        yield return new Claim(ClaimTypes.Name, actor.Name);
        yield return new Claim(ClaimTypes.Role, actor.Role.ToString());
        if (actor.UnitId is { } unit)
        {
            yield return new Claim(Unit, unit.ToString("D"));
        }
    }

    /// <summary>Who acts in this request: the account that signed in, else <see cref="Auth.Actor.Citizen"/>.</summary>
    /// <exception cref="InvalidOperationException">A scheme signed somebody in without the claims of <see cref="Of"/>: a fault of the program.</exception>
    public static Actor Actor(this HttpContext context) => Read(context.User);

    internal static Actor Read(ClaimsPrincipal user)
    {
        if (user.Identity is not { IsAuthenticated: true })
        {
            return Auth.Actor.Citizen;
        }

        if (
            Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
            && user.FindFirstValue(ClaimTypes.Name) is { } name
            && Enum.TryParse<Role>(user.FindFirstValue(ClaimTypes.Role), out var role)
            && Enum.IsDefined(role)
        )
        {
            Guid? unit = Guid.TryParse(user.FindFirstValue(Unit), out var unitId) ? unitId : null;
            return new Actor(id, name, role, unit);
        }

        throw new InvalidOperationException(
            $"The scheme '{user.Identity.AuthenticationType}' signed in without the claims of an actor."
        );
    }
}
