using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Platform.Auth.Administration;

/// <summary>Opens a closed account again, with the password that it had.</summary>
internal static class EnableAccount
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapChange(
                "enable",
                nameof(EnableAccount),
                "enableAccount",
                async under =>
                {
                    if (
                        await ThreeAdministrators.HasAnotherAsync(
                            under.Connection,
                            under.Transaction,
                            under.Before.AccountId,
                            under.Before.Role,
                            under.Before.Phone,
                            under.Cancellation
                        )
                    )
                    {
                        return AccountRefusals.Separate;
                    }

                    await under.WriteAsync(
                        "update platform.account set disabled_at = null where account_id = @AccountId",
                        new { under.Before.AccountId }
                    );
                    return null;
                }
            )
            .ProducesProblem(StatusCodes.Status409Conflict);
}
