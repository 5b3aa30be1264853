using Dapper;
using Jiban.Patrol.Plans;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Patrol.Shifts;

/// <summary>
/// Where inspectors on duty are: the last plausible point of each running shift whose inspector consents now, for those who may see the
/// track. A look at a point is a look at a track, and each leaves a trace.
/// </summary>
internal static class ListOnDuty
{
    /// <param name="At">When the point was taken.</param>
    /// <param name="StartedAt">Since when he is on duty.</param>
    public sealed record Item(
        Guid ShiftId,
        string? InspectorName,
        string? UnitName,
        DateTimeOffset StartedAt,
        DateTimeOffset At,
        double Lon,
        double Lat,
        float AccuracyMetres
    );

    private const string Sql = $"""
        select {ShiftStore.Columns}, seq, at, lon_e7, lat_e7, accuracy_metres, implausible
        from patrol.shift
        cross join lateral (
            select given, text_version from patrol.track_consent consent
            where consent.inspector_id = shift.inspector_id order by consent.at desc limit 1
        ) word
        cross join lateral (
            select seq, at, lon_e7, lat_e7, accuracy_metres, implausible from patrol.track_point point
            where point.shift_id = shift.shift_id and not implausible order by seq desc limit 1
        ) last
        where started_at is not null and ended_at is null and cancelled_at is null and ends_at > @dutyFrom
            and word.given and word.text_version = @ConsentVersion
        order by starts_at, shift_id
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/on-duty", HandleAsync)
            .Needs(Operation.ViewTrack)
            .WithName(nameof(ListOnDuty));

    private static async Task<Ok<Item[]>> HandleAsync(
        HttpContext http,
        PlanDesk desk,
        AuditTrail trail,
        CancellationToken cancellation
    )
    {
        var actor = http.Actor();
        await using var connection = await desk.Database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var settings = await ShiftSettings.ReadAsync(connection, cancellation);
        var running = await connection.QueryAsync<Shift, TrackPoint, (Shift Shift, TrackPoint At)>(
            new CommandDefinition(
                Sql,
                new { dutyFrom = desk.Clock.GetUtcNow() - settings.Grace, settings.ConsentVersion },
                transaction,
                cancellationToken: cancellation
            ),
            (shift, point) => (shift, point),
            splitOn: "seq"
        );
        var seen = running
            .Where(one =>
                Permissions.May(
                    Operation.ViewTrack,
                    actor.Role,
                    one.Shift.RelationOf(actor, desk.City.IsBelow)
                )
            )
            .ToList();
        foreach (var (shift, _) in seen)
        {
            await trail.WriteAsync(
                connection,
                transaction,
                new AuditEntry(
                    actor.Id,
                    "viewTrack",
                    $"{shift.ShiftId}",
                    "done",
                    Detail: "lastPoint"
                ),
                cancellation
            );
        }

        await transaction.CommitAsync(cancellation);
        var names = await desk.Accounts.NamesAsync(
            seen.Select(one => one.Shift.InspectorId).Distinct(),
            cancellation
        );
        return TypedResults.Ok(
            seen.Select(one => new Item(
                    one.Shift.ShiftId,
                    names.GetValueOrDefault(one.Shift.InspectorId),
                    desk.City.Unit(one.Shift.UnitId)?.Name,
                    one.Shift.StartedAt!.Value,
                    one.At.At,
                    one.At.LonE7 / 1e7,
                    one.At.LatE7 / 1e7,
                    one.At.AccuracyMetres
                ))
                .ToArray()
        );
    }
}
