using Jiban.Cases.Contracts;
using Jiban.City.Contracts;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Files;
using Jiban.Platform.Store;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace Jiban.Patrol.Plans;

/// <summary>What every operation on a plan stands on.</summary>
internal sealed class PlanDesk(
    Database database,
    CityRegistry city,
    Dispatcher dispatcher,
    CaseVolume cases,
    Accounts accounts,
    Photos photos,
    Recordings recordings,
    TimeProvider clock
)
{
    public Database Database => database;
    public CitySnapshot City => city.Current;
    public Dispatcher Dispatcher => dispatcher;
    public CaseVolume Cases => cases;
    public Accounts Accounts => accounts;
    public Photos Photos => photos;
    public Recordings Recordings => recordings;
    public TimeProvider Clock => clock;

    /// <summary>
    /// Changes one plan: holds it, lets the operation write, commits and answers with the plan as it stands then; with a problem, everything is undone.
    /// </summary>
    /// <param name="write">Writes in the transaction; why it may not, or null.</param>
    public async Task<IResult> ChangeAsync(
        HttpContext http,
        Guid planId,
        Operation operation,
        Func<NpgsqlConnection, NpgsqlTransaction, Plan, Task<Problem?>> write,
        CancellationToken cancellation
    )
    {
        var actor = http.Actor();
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var plan = await PlanStore.FindAsync(
            connection,
            planId,
            actor,
            operation,
            City,
            "for update",
            cancellation
        );
        var problem = plan is null
            ? PlanRefusal.UnknownPlan.ToProblem()
            : await write(connection, transaction, plan);
        if (problem is not null)
        {
            return problem;
        }

        await transaction.CommitAsync(cancellation);
        return TypedResults.Ok(await GetPlan.PageAsync(this, planId, actor, cancellation));
    }

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

    /// <summary>Who may answer for a plan of a unit: its people who plan the patrol, with open accounts.</summary>
    public async Task<IReadOnlyList<AccountEntry>> PlannersOfAsync(
        Guid unit,
        CancellationToken cancellation
    ) =>
        [
            .. (await accounts.ListAsync(unit, null, cancellation)).Where(account =>
                !account.Disabled
                && Permissions.May(Operation.PlanPatrol, account.Role, Relation.Own)
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
