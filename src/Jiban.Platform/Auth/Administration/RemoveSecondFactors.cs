using Jiban.Platform.Auth.Identities;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Platform.Auth.Administration;

/// <summary>Takes one-time codes, recovery codes and passkeys from an account whose owner has lost them. Its sessions end.</summary>
internal static class RemoveSecondFactors
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapChange(
            "remove-second-factors",
            nameof(RemoveSecondFactors),
            "removeSecondFactors",
            async under =>
            {
                if (under.IsOwn)
                {
                    return AccountRefusals.Own;
                }

                await under.WriteAsync(
                    """
                    delete from platform.totp where account_id = @AccountId;
                    delete from platform.recovery_code where account_id = @AccountId;
                    delete from platform.passkey where account_id = @AccountId;
                    update platform.account set security_stamp = @stamp where account_id = @AccountId;
                    """,
                    new { under.Before.AccountId, stamp = Stamp.New() }
                );
                return null;
            }
        );
}
