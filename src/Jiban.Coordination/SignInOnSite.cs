using Jiban.Cases.Contracts;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Coordination;

/// <summary>
/// Somebody of a unit that was called is there (现场签到): the time is the server's; the position is recorded when the device gives one, and how
/// far that is from the place. Whoever has come is not escalated any more.
/// </summary>
internal static class SignInOnSite
{
    /// <param name="Lon">Degrees east, WGS-84.</param>
    /// <param name="Lat">Degrees north, WGS-84.</param>
    /// <param name="AccuracyMetres">Radius of the fix.</param>
    public sealed record Request(double? Lon, double? Lat, double? AccuracyMetres);

    private sealed record Facts(Guid Unit, bool InTime, int? DistanceMetres);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/sign-in", HandleAsync)
            .Needs(Operation.AnswerWhistle)
            .WithName(nameof(SignInOnSite))
            .Answers();

    /// <summary>Why somebody can't sign in now; null when he can.</summary>
    public static WhistleRefusal? Blocks(Standing standing) =>
        standing.Parts.SummonsOf(standing.Unit) is not { } summons
        || !standing.AnswersFor(standing.Unit)
            ? WhistleRefusal.NotYours
        : standing.Whistle.IsClosed ? WhistleRefusal.Closed
        : summons.ArrivedAt is not null ? WhistleRefusal.AlreadyArrived
        : null;

    private static Task<IResult> HandleAsync(
        Guid id,
        Request request,
        HttpContext http,
        WhistleDesk desk,
        CancellationToken cancellation
    ) =>
        desk.ChangeAsync(
            http,
            id,
            Typed.CheckPosition(request.Lon, request.Lat, request.AccuracyMetres),
            (_, standing) => Blocks(standing),
            async (change, standing) =>
            {
                var (lon, lat) = (Typed.E7(request.Lon), Typed.E7(request.Lat));
                var distance = Distance.Metres(
                    lon,
                    lat,
                    change.Whistle.LonE7,
                    change.Whistle.LatE7
                );
                var inTime = change.Now <= change.Parts.SummonsOf(standing.Unit)!.ReportBy;
                await change.ExecuteAsync(
                    """
                    update coordination.summons set arrived_at = @Now, arrived_by = @by, escalate_at = null, lon_e7 = @lon, lat_e7 = @lat,
                        accuracy_metres = @accuracy, distance_metres = @distance,
                        acknowledged_at = coalesce(acknowledged_at, @Now), acknowledged_by = coalesce(acknowledged_by, @by)
                    where whistle_id = @id and unit_id = @Unit
                    """,
                    new
                    {
                        change.Now,
                        by = change.Actor.Id,
                        lon,
                        lat,
                        accuracy = lon is null ? null : (int?)request.AccuracyMetres,
                        distance,
                        id,
                        standing.Unit,
                    },
                    cancellation
                );
                var (_, problem) = await change.WriteAsync(
                    "arrived",
                    new Facts(standing.Unit, inTime, distance),
                    null,
                    null,
                    cancellation
                );
                await change.TellCasesAsync(
                    new CaseNote.Arrived(id, standing.Unit, inTime),
                    cancellation
                );
                return problem;
            },
            cancellation
        );
}
