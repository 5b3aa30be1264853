using Dapper;
using Jiban.Patrol.Plans;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Patrol.Shifts;

/// <summary>The inspector comes to duty: the first half of attendance.</summary>
internal static class StartShift
{
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(30);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/start", HandleAsync)
            .Needs(Operation.Patrol)
            .WithName(nameof(StartShift))
            .Produces<ShiftPage>()
            .Refuses();

    /// <summary>Why it can't begin; null when it can. Pure.</summary>
    /// <param name="otherRuns">Whether the inspector has another that runs.</param>
    /// <param name="now">When it begins, or began on a phone without network.</param>
    public static ShiftRefusal? Decide(Shift shift, bool otherRuns, DateTimeOffset now) =>
        shift.CancelledAt is not null
        || shift.EndedAt is not null
        || now < shift.StartsAt - Early
        || now >= shift.EndsAt
            ? ShiftRefusal.NotNow
        : otherRuns ? ShiftRefusal.OtherRunning
        : null;

    private static async Task<IResult> HandleAsync(
        Guid id,
        PhoneTime.Request? request,
        HttpContext http,
        PlanDesk desk,
        CancellationToken cancellation
    )
    {
        var me = http.Actor().Id;
        await using var connection = await desk.Database.OpenAsync(cancellation);
        var settings = await ShiftSettings.ReadAsync(connection, cancellation);
        var heard = desk.Clock.GetUtcNow();
        if (PhoneTime.Of(request, heard, settings.OldestFinding) is not { } now)
        {
            return ShiftRefusal.NotNow.ToProblem();
        }

        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await ShiftStore.HoldInspectorAsync(connection, me, cancellation);
        var shift = await ShiftStore.FindAsync(connection, id, "for update", cancellation);
        if (shift is null || shift.InspectorId != me)
        {
            return ShiftRefusal.UnknownShift.ToProblem();
        }

        var others = await ShiftStore.OfAsync(
            connection,
            [me],
            now.AddDays(-2),
            now.AddDays(1),
            cancellation
        );
        var otherRuns = others.Any(one => one.ShiftId != id && one.DutyUntil(settings) > now);
        if (Decide(shift, otherRuns, now) is { } refused)
        {
            return refused.ToProblem();
        }

        // Sent twice it has begun once: the first moment stands.
        shift = shift with
        {
            StartedAt = shift.StartedAt ?? now,
            StartHeardAt = shift.StartedAt is null ? heard : shift.StartHeardAt,
        };
        await connection.ExecuteAsync(
            new CommandDefinition(
                "update patrol.shift set started_at = @StartedAt, start_heard_at = @StartHeardAt where shift_id = @ShiftId",
                new
                {
                    shift.StartedAt,
                    shift.StartHeardAt,
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
