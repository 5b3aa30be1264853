using Microsoft.AspNetCore.Routing;

namespace Jiban.Platform.Auth.Administration;

/// <summary>Ends the lock after too many wrong passwords or codes.</summary>
internal static class UnlockAccount
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapChange(
            "unlock",
            nameof(UnlockAccount),
            "unlockAccount",
            async under =>
            {
                await under.WriteAsync(
                    "update platform.account set failed_count = 0, locked_until = null where account_id = @AccountId",
                    new { under.Before.AccountId }
                );
                return null;
            }
        );
}
