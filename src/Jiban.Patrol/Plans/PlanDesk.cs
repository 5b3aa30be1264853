using Jiban.Cases.Contracts;
using Jiban.City.Contracts;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Files;
using Jiban.Platform.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Jiban.Patrol.Plans;

/// <summary>What every operation on a plan stands on.</summary>
internal sealed class PlanDesk(
    Database database,
    CityRegistry city,
    Dispatcher dispatcher,
    CaseVolume cases,
    Accounts accounts,
    Photos photos,
    TimeProvider clock
)
{
    public Database Database => database;
    public CitySnapshot City => city.Current;
    public Dispatcher Dispatcher => dispatcher;
    public CaseVolume Cases => cases;
    public Accounts Accounts => accounts;
    public Photos Photos => photos;
    public TimeProvider Clock => clock;

    /// <summary>The inspectors of a unit and of those below it whose accounts are open.</summary>
    public async Task<IReadOnlyList<AccountEntry>> InspectorsOfAsync(
        Guid unit,
        CancellationToken cancellation
    ) =>
        [
            .. (await accounts.ListAsync(null, Role.Inspector, cancellation)).Where(account =>
                !account.Disabled
                && account.UnitId is { } own
                && (own == unit || City.IsBelow(own, unit))
            ),
        ];

    /// <summary>Whether somebody may be sent by a unit.</summary>
    public async Task<bool> IsInspectorOfAsync(
        Guid account,
        Guid unit,
        CancellationToken cancellation
    ) => (await InspectorsOfAsync(unit, cancellation)).Any(one => one.AccountId == account);
}

/// <summary>How operations on plans describe their answers.</summary>
internal static class PlanAnswers
{
    /// <summary>The problems that any of them may answer with.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder route) =>
        route
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
}
