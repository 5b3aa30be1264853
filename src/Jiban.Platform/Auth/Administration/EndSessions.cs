using Jiban.Platform.Auth.Identities;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Platform.Auth.Administration;

/// <summary>
/// Ends every session of an account, for a phone that was lost: with its next request it is signed out and forgets what it kept. The
/// password stays; whoever may have seen it gets a new one by <see cref="ResetPassword"/>.
/// </summary>
internal static class EndSessions
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapChange(
            "end-sessions",
            nameof(EndSessions),
            "endSessions",
            async under =>
            {
                await under.WriteAsync(
                    "update platform.account set security_stamp = @stamp where account_id = @AccountId",
                    new { under.Before.AccountId, stamp = Stamp.New() }
                );
                return null;
            }
        );
}
