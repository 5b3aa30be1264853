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

    private static Task<IResult> HandleAsync(
        Guid id,
        Request request,
        HttpContext http,
        PlanDesk desk,
        CancellationToken cancellation
    ) =>
        desk.ChangeAsync(
            http,
            id,
            Operation.PlanPatrol,
            async (connection, transaction, plan) =>
            {
                if (plan.IsClosed)
                {
                    return PlanRefusal.Closed.ToProblem();
                }

                if (
                    request.InspectorId is { } inspector
                    && !await desk.IsInspectorOfAsync(inspector, plan.UnitId, cancellation)
                )
                {
                    return PlanRefusal.NoInspector.ToProblem();
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
                return wanted is not null && given != wanted.Length
                    ? PlanRefusal.UnknownPlace.ToProblem()
                    : null;
            },
            cancellation
        );
}
