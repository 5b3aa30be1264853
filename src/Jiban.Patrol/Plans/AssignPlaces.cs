using Dapper;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Patrol.Plans;

/// <summary>Gives places of a plan to an inspector, or back to all of the unit.</summary>
internal static class AssignPlaces
{
    /// <param name="Places">Their numbers; all when left out.</param>
    /// <param name="InspectorId">Null: whoever of the unit comes by.</param>
    public sealed record Request(IReadOnlyList<int>? Places, Guid? InspectorId);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/assign", HandleAsync)
            .Needs(Operation.PlanPatrol)
            .WithName(nameof(AssignPlaces))
            .Produces<PlanPage>()
            .Refuses();

    private static async Task<IResult> HandleAsync(
        Guid id,
        Request request,
        HttpContext http,
        PlanDesk desk,
        CancellationToken cancellation
    )
    {
        var actor = http.Actor();
        await using var connection = await desk.Database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var plan = await PlanStore.FindAsync(
            connection,
            id,
            actor,
            Operation.PlanPatrol,
            desk.City,
            "for update",
            cancellation
        );
        var refused =
            plan is null ? PlanRefusal.UnknownPlan
            : plan.IsClosed ? PlanRefusal.Closed
            : request.InspectorId is { } inspector
            && !await desk.IsInspectorOfAsync(inspector, plan.UnitId, cancellation)
                ? PlanRefusal.NoInspector
            : (PlanRefusal?)null;
        if (refused is { } why)
        {
            return why.ToProblem();
        }

        var wanted = request.Places?.Distinct().ToArray();
        var given = await connection.ExecuteAsync(
            new CommandDefinition(
                """
                update patrol.place set inspector_id = @InspectorId
                where plan_id = @id and (@wanted::int[] is null or place_no = any(@wanted))
                """,
                new
                {
                    id,
                    request.InspectorId,
                    wanted,
                },
                transaction,
                cancellationToken: cancellation
            )
        );
        if (wanted is not null && given != wanted.Length)
        {
            return PlanRefusal.UnknownPlace.ToProblem(); // Disposing the transaction rolls back.
        }

        await transaction.CommitAsync(cancellation);
        return TypedResults.Ok(await GetPlan.PageAsync(desk, id, actor, cancellation));
    }
}
