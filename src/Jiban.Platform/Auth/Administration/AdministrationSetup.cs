using Jiban.Platform.Auth.SecondFactors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Platform.Auth.Administration;

/// <summary>What the security administrator does.</summary>
internal static class AdministrationSetup
{
    public static void MapAdministration(this IEndpointRouteBuilder routes)
    {
        var accounts = routes
            .MapGroup("/api/accounts")
            .WithTags("Accounts")
            .Needs(Operation.ManageAccounts);
        ListAccounts.Map(accounts);
        CreateAccount.Map(accounts);
        ChangeAccount.Map(accounts);
        ListHeldWork.Map(accounts);
        DisableAccount.Map(accounts);
        EnableAccount.Map(accounts);
        ResetPassword.Map(accounts);
        UnlockAccount.Map(accounts);
        EndSessions.Map(accounts);
        RemoveSecondFactors.Map(accounts);
        SignInSettings.Map(routes);
    }
}
