using System.Security.Claims;
using Jiban.Platform.Auth.SecondFactors;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Jiban.Platform.Auth.Identities;

/// <summary>Writes an account as the claims that <see cref="ActorClaims"/> reads, and the stamp that ends sessions.</summary>
internal sealed class AccountPrincipal(
    IOptions<IdentityOptions> options,
    SecondFactorRule rule,
    PasswordAge age
) : IUserClaimsPrincipalFactory<Account>
{
    public async Task<ClaimsPrincipal> CreateAsync(Account user)
    {
        var identity = new ClaimsIdentity(
            ActorClaims.Of(user.Actor),
            IdentityConstants.ApplicationScheme
        );
        identity.AddClaim(
            new Claim(options.Value.ClaimsIdentity.SecurityStampClaimType, user.SecurityStamp)
        );
        identity.AddClaim(new Claim(ActorClaims.Login, user.Login));
        if (user.MustChange || await age.IsOverAsync(user, CancellationToken.None))
        {
            identity.AddClaim(new Claim(ActorClaims.MustChangePassword, "true"));
        }

        var factors = await rule.OfAsync(user.AccountId, user.Role, CancellationToken.None);
        if (factors.MustEnrol)
        {
            identity.AddClaim(new Claim(ActorClaims.MustEnrol, "true"));
        }

        return new ClaimsPrincipal(identity);
    }
}
