using Dapper;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Patrol.Plans;

/// <summary>Says which units a plan concerns beside the one that made it: they see it, and talk about it in its group.</summary>
internal static class AskIntoGroup
{
    /// <param name="Units">All of them, at most 50: who is not among them is asked in no more.</param>
    public sealed record Request(IReadOnlyList<Guid>? Units);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPut("/{id:guid}/members", HandleAsync)
            .Needs(Operation.PlanPatrol)
            .WithName(nameof(AskIntoGroup))
            .Produces<PlanPage>()
            .Refuses();

    /// <summary>Why these can't be asked in; null when they can. Pure.</summary>
    public static PlanRefusal? Decide(
        Plan plan,
        IReadOnlyCollection<Guid> units,
        Func<Guid, bool> isUnit
    ) =>
        plan.IsClosed ? PlanRefusal.Closed
        : units.Count > PlanGroup.MostMembers || !units.All(isUnit) ? PlanRefusal.UnknownUnit
        : null;

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
                // Whose plan it is need not be asked.
                var units = (request.Units ?? [])
                    .Where(unit => unit != plan.UnitId)
                    .Distinct()
                    .ToArray();
                if (Decide(plan, units, unit => desk.City.Unit(unit) is not null) is { } refused)
                {
                    return refused.ToProblem();
                }

                await connection.ExecuteAsync(
                    new CommandDefinition(
                        """
                        delete from patrol.plan_member where plan_id = @id and not unit_id = any(@units);
                        insert into patrol.plan_member (plan_id, unit_id, added_by, added_at)
                        select @id, unit_id, @by, @now from unnest(@units) asked (unit_id) on conflict do nothing;
                        """,
                        new
                        {
                            id,
                            units,
                            by = http.Actor().Id,
                            now = desk.Clock.GetUtcNow(),
                        },
                        transaction,
                        cancellationToken: cancellation
                    )
                );
                return null;
            },
            cancellation
        );
}
