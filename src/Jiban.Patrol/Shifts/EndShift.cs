using Dapper;
using Jiban.Patrol.Plans;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Patrol.Shifts;

/// <summary>The inspector goes off duty: the other half of attendance.</summary>
internal static class EndShift
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/end", HandleAsync)
            .Needs(Operation.Patrol)
            .WithName(nameof(EndShift))
            .Produces<ShiftPage>()
            .Refuses();

    private static async Task<IResult> HandleAsync(
        Guid id,
        HttpContext http,
        PlanDesk desk,
        CancellationToken cancellation
    )
    {
        await using var connection = await desk.Database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var shift = await ShiftStore.FindAsync(connection, id, "for update", cancellation);
        if (shift is null || shift.InspectorId != http.Actor().Id)
        {
            return ShiftRefusal.UnknownShift.ToProblem();
        }

        if (shift.StartedAt is null)
        {
            return ShiftRefusal.NotRunning.ToProblem();
        }

        // Duty that has ended by itself ended then, not when somebody remembered.
        var settings = await ShiftSettings.ReadAsync(connection, cancellation);
        var now = desk.Clock.GetUtcNow();
        shift = shift with
        {
            EndedAt = shift.DutyUntil(settings) is { } until && until < now ? until : now,
        };
        await connection.ExecuteAsync(
            new CommandDefinition(
                "update patrol.shift set ended_at = @EndedAt where shift_id = @ShiftId",
                new { shift.EndedAt, shift.ShiftId },
                transaction,
                cancellationToken: cancellation
            )
        );
        await transaction.CommitAsync(cancellation);
        return TypedResults.Ok((await ListShifts.PagesAsync([shift], desk, cancellation))[0]);
    }
}
