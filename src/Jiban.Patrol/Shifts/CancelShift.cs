using Dapper;
using Jiban.Patrol.Plans;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Patrol.Shifts;

/// <summary>Calls a shift off that has not begun. It stays to be read, and its hours are free again.</summary>
internal static class CancelShift
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/cancel", HandleAsync)
            .Needs(Operation.PlanPatrol)
            .WithName(nameof(CancelShift))
            .Produces(StatusCodes.Status204NoContent)
            .Refuses();

    private static async Task<IResult> HandleAsync(
        Guid id,
        HttpContext http,
        PlanDesk desk,
        CancellationToken cancellation
    )
    {
        var actor = http.Actor();
        var now = desk.Clock.GetUtcNow();
        await using var connection = await desk.Database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var shift = await ShiftStore.FindAsync(connection, id, "for update", cancellation);
        if (
            shift is null
            || !Permissions.May(
                Operation.PlanPatrol,
                actor.Role,
                shift.RelationOf(actor, desk.City.IsBelow)
            )
        )
        {
            return ShiftRefusal.UnknownShift.ToProblem();
        }

        if (shift.StartedAt is not null || now >= shift.EndsAt)
        {
            return ShiftRefusal.Begun.ToProblem();
        }

        await connection.ExecuteAsync(
            new CommandDefinition(
                "update patrol.shift set cancelled_at = @now where shift_id = @id and cancelled_at is null",
                new { id, now },
                transaction,
                cancellationToken: cancellation
            )
        );
        await transaction.CommitAsync(cancellation);
        return TypedResults.NoContent();
    }
}
