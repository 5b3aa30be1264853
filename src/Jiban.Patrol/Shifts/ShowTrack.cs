using Dapper;
using Jiban.Patrol.Plans;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Patrol.Shifts;

/// <summary>The way that an inspector went on a shift. Only he and who leads his unit see it, and each look leaves a trace.</summary>
internal static class ShowTrack
{
    public sealed record Response(IReadOnlyList<Item> Points);

    /// <param name="Implausible">Marked as too fast, and counted nowhere.</param>
    public sealed record Item(
        int Seq,
        DateTimeOffset At,
        double Lon,
        double Lat,
        float AccuracyMetres,
        bool Implausible
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/{id:guid}/track", HandleAsync)
            .Needs(Operation.ViewTrack)
            .WithName(nameof(ShowTrack))
            .Produces<Response>()
            .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<IResult> HandleAsync(
        Guid id,
        HttpContext http,
        PlanDesk desk,
        AuditTrail trail,
        CancellationToken cancellation
    )
    {
        var actor = http.Actor();
        await using var connection = await desk.Database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var shift = await ShiftStore.FindAsync(connection, id, "", cancellation);
        if (
            shift is null
            || !Permissions.May(
                Operation.ViewTrack,
                actor.Role,
                shift.RelationOf(actor, desk.City.IsBelow)
            )
        )
        {
            return ShiftRefusal.UnknownShift.ToProblem();
        }

        await trail.WriteAsync(
            connection,
            transaction,
            new AuditEntry(actor.Id, "viewTrack", $"{id}", "done"),
            cancellation
        );
        var points = await connection.QueryAsync<TrackPoint>(
            new CommandDefinition(
                """
                select seq, at, lon_e7, lat_e7, accuracy_metres, implausible from patrol.track_point
                where shift_id = @id order by seq
                """,
                new { id },
                transaction,
                cancellationToken: cancellation
            )
        );
        await transaction.CommitAsync(cancellation);
        return TypedResults.Ok(
            new Response([
                .. points.Select(point => new Item(
                    point.Seq,
                    point.At,
                    point.LonE7 / 1e7,
                    point.LatE7 / 1e7,
                    point.AccuracyMetres,
                    point.Implausible
                )),
            ])
        );
    }
}
