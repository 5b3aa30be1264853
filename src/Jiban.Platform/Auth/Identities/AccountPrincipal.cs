using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Jiban.Platform.Auth.Identities;

/// <summary>Writes an account as the claims that <see cref="ActorClaims"/> reads, and the stamp that ends sessions.</summary>
internal sealed class AccountPrincipal(IOptions<IdentityOptions> options)
    : IUserClaimsPrincipalFactory<Account>
{
    public Task<ClaimsPrincipal> CreateAsync(Account user)
    {
        var identity = new ClaimsIdentity(
            ActorClaims.Of(user.Actor),
            IdentityConstants.ApplicationScheme
        );
        identity.AddClaim(
            new Claim(options.Value.ClaimsIdentity.SecurityStampClaimType, user.SecurityStamp)
        );
        identity.AddClaim(new Claim(ActorClaims.Login, user.Login));
        if (user.MustChange)
        {
            identity.AddClaim(new Claim(ActorClaims.MustChangePassword, "true"));
        }

        return Task.FromResult(new ClaimsPrincipal(identity));
    }
}
