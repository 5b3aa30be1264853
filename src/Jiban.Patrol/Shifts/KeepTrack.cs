using Dapper;
using Jiban.City.Contracts;
using Jiban.Patrol.Plans;
using Jiban.Platform.Auth;
using Jiban.Platform.Time;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Jiban.Patrol.Shifts;

/// <summary>Takes points of a track from the phone: only between start and end of a shift of one's own, and only with consent. Otherwise nothing is kept.</summary>
internal static class KeepTrack
{
    private const int MostPoints = 500;

    /// <param name="Points">1 to 500. A sequence that is there already is not written again.</param>
    public sealed record Request(IReadOnlyList<PointPart>? Points);

    /// <param name="Seq">As the phone counts, from 0, within the shift.</param>
    /// <param name="At">By the phone's clock set right by the server's.</param>
    public sealed record PointPart(
        int Seq,
        DateTimeOffset At,
        double Lon,
        double Lat,
        double AccuracyMetres
    );

    /// <param name="Kept">How many were new.</param>
    /// <param name="Implausible">How many of these were marked.</param>
    public sealed record Response(int Kept, int Implausible);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/track", HandleAsync)
            .Needs(Operation.Patrol)
            .WithName(nameof(KeepTrack))
            .Produces<Response>()
            .Refuses();

    /// <summary>The fault of the batch; null when there is none.</summary>
    public static Problem? Check(Request request) =>
        request.Points is { Count: >= 1 and <= MostPoints } points
        && points.All(point =>
            point
                is {
                    Seq: >= 0,
                    Lon: >= -180 and <= 180,
                    Lat: >= -90 and <= 90,
                    AccuracyMetres: >= 0 and <= 100_000
                }
        )
        && points.Select(point => point.Seq).Distinct().Count() == points.Count
            ? null
            : Problem.Malformed(
                new Dictionary<string, string[]> { ["points"] = ["1 至 500 个位置，序号不重复。"] }
            );

    private static async Task<IResult> HandleAsync(
        Guid id,
        Request request,
        HttpContext http,
        PlanDesk desk,
        Sightings sightings,
        CancellationToken cancellation
    )
    {
        if (Check(request) is { } malformed)
        {
            return malformed;
        }

        var me = http.Actor().Id;
        TrackPoint? before;
        // Given back before the roads are asked: they take a connection of their own.
        await using (var connection = await desk.Database.OpenAsync(cancellation))
        {
            if (await RefuseAsync(connection, id, me, request, desk, "", cancellation) is { } no)
            {
                return no.ToProblem();
            }

            var first = request.Points!.Min(point => point.Seq);
            before = await BeforeAsync(connection, id, first, cancellation);
        }

        var points = Track.Flag(before, request.Points!.Select(PointOf));
        var passed = await sightings.PassedAsync(
            [
                .. points
                    .Where(point => point.Counts)
                    .Select(point => new PassedPoint(
                        point.LonE7 / 1e7,
                        point.LatE7 / 1e7,
                        CivilTime.DayOf(point.At)
                    )),
            ],
            cancellation
        );
        await using var writing = await desk.Database.OpenAsync(cancellation);
        await using var transaction = await writing.BeginTransactionAsync(cancellation);
        // Neither consent nor duty can end while the points are being kept.
        await ShiftStore.HoldInspectorAsync(writing, me, cancellation);
        if (
            await RefuseAsync(writing, id, me, request, desk, "for update", cancellation) is
            { } refused
        )
        {
            return refused.ToProblem();
        }

        var kept = await WriteAsync(writing, transaction, id, points, cancellation);
        await Sightings.WriteAsync(writing, transaction, passed, cancellation);
        await transaction.CommitAsync(cancellation);
        return TypedResults.Ok(
            new Response(
                kept.Count,
                points.Count(point => point.Implausible && kept.Contains(point.Seq))
            )
        );
    }

    private static async Task<ShiftRefusal?> RefuseAsync(
        NpgsqlConnection connection,
        Guid id,
        Guid inspector,
        Request request,
        PlanDesk desk,
        string lockFor,
        CancellationToken cancellation
    ) =>
        await ShiftStore.FindAsync(connection, id, lockFor, cancellation) is { } shift
        && shift.InspectorId == inspector
            ? Track.Decide(
                shift,
                request.Points!.Select(point => point.At),
                await GiveConsent.SinceAsync(connection, inspector, cancellation),
                await ShiftSettings.ReadAsync(connection, cancellation),
                desk.Clock.GetUtcNow()
            )
            : ShiftRefusal.UnknownShift;

    private static TrackPoint PointOf(PointPart point) =>
        new(
            point.Seq,
            point.At,
            (int)Math.Round(point.Lon * 1e7),
            (int)Math.Round(point.Lat * 1e7),
            (float)point.AccuracyMetres,
            false
        );

    private static Task<TrackPoint?> BeforeAsync(
        NpgsqlConnection connection,
        Guid shift,
        int seq,
        CancellationToken cancellation
    ) =>
        connection.QuerySingleOrDefaultAsync<TrackPoint>(
            new CommandDefinition(
                """
                select seq, at, lon_e7, lat_e7, accuracy_metres, implausible from patrol.track_point
                where shift_id = @shift and seq < @seq and not implausible order by seq desc limit 1
                """,
                new { shift, seq },
                cancellationToken: cancellation
            )
        );

    /// <summary>Writes what is not there; the sequences that were new.</summary>
    private static async Task<HashSet<int>> WriteAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        Guid shift,
        IReadOnlyList<TrackPoint> points,
        CancellationToken cancellation
    ) =>
        [
            .. await connection.QueryAsync<int>(
                new CommandDefinition(
                    """
                    insert into patrol.track_point (shift_id, seq, at, lon_e7, lat_e7, accuracy_metres, implausible)
                    select @shift, seq, at, lon, lat, accuracy, odd
                    from unnest(@seqs, @ats, @lons, @lats, @accuracies, @odds) point (seq, at, lon, lat, accuracy, odd)
                    on conflict do nothing returning seq
                    """,
                    new
                    {
                        shift,
                        seqs = points.Select(point => point.Seq).ToArray(),
                        ats = points.Select(point => point.At.ToUniversalTime()).ToArray(),
                        lons = points.Select(point => point.LonE7).ToArray(),
                        lats = points.Select(point => point.LatE7).ToArray(),
                        accuracies = points.Select(point => point.AccuracyMetres).ToArray(),
                        odds = points.Select(point => point.Implausible).ToArray(),
                    },
                    transaction,
                    cancellationToken: cancellation
                )
            ),
        ];
}
