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

    /// <summary>
    /// When it ends: now, or when the phone says it did; not before it began, and duty that has ended by itself ended then, not when somebody
    /// remembered. Null when what the phone says can't be. Pure.
    /// </summary>
    public static DateTimeOffset? Decide(
        Shift shift,
        DateTimeOffset? at,
        ShiftSettings.Settings settings
    ) =>
        at is not { } end || end < shift.StartedAt ? null
        : shift.DutyUntil(settings) is { } until && until < end ? until
        : end;

    private static async Task<IResult> HandleAsync(
        Guid id,
        PhoneTime.Request? request,
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

        var settings = await ShiftSettings.ReadAsync(connection, cancellation);
        var heard = desk.Clock.GetUtcNow();
        var at = PhoneTime.Of(request, heard, settings.OldestFinding);
        if (Decide(shift, at, settings) is not { } end)
        {
            return ShiftRefusal.NotRunning.ToProblem();
        }

        shift = shift with
        {
            EndedAt = end,
            EndHeardAt = shift.EndedAt == end ? shift.EndHeardAt : heard,
        };
        await connection.ExecuteAsync(
            new CommandDefinition(
                "update patrol.shift set ended_at = @EndedAt, end_heard_at = @EndHeardAt where shift_id = @ShiftId",
                new
                {
                    shift.EndedAt,
                    shift.EndHeardAt,
                    shift.ShiftId,
                },
                transaction,
                cancellationToken: cancellation
            )
        );
        await transaction.CommitAsync(cancellation);
        return TypedResults.Ok((await ListShifts.PagesAsync([shift], desk, cancellation))[0]);
    }
}
