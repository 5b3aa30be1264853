using Jiban.City.Contracts;
using Jiban.Patrol.Plans;
using Jiban.Platform.Auth;
using Jiban.Platform.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Patrol.Shifts;

/// <summary>Sends an inspector out for some hours, into an area, along a route.</summary>
internal static class PlanShift
{
    public const int MostStops = 30;
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);
    private static readonly TimeSpan Furthest = TimeSpan.FromDays(60);

    /// <param name="RegionId">The area; or <paramref name="Cells"/>.</param>
    /// <param name="Cells">1 to 100 codes of the unit grid.</param>
    /// <param name="Stops">At most 30, in order; streets by the id of the road, cells by their code.</param>
    public sealed record Request(
        Guid InspectorId,
        DateTimeOffset StartsAt,
        DateTimeOffset EndsAt,
        Guid? RegionId,
        IReadOnlyList<string>? Cells,
        IReadOnlyList<StopPart>? Stops
    );

    public sealed record StopPart(StopKind Kind, string Code);

    public sealed record Response(Guid Id);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/", HandleAsync)
            .Needs(Operation.PlanPatrol)
            .WithName(nameof(PlanShift))
            .Produces<Response>(StatusCodes.Status201Created)
            .Refuses();

    /// <summary>Why there can be no such shift; null when there can. Pure.</summary>
    /// <param name="others">The shifts of the inspector about that time.</param>
    /// <param name="stops">What of the request is known in the area, in its order.</param>
    public static ShiftRefusal? Decide(
        Request request,
        DateTimeOffset now,
        IEnumerable<Shift> others,
        IReadOnlyList<RouteCandidate> stops
    ) =>
        request.EndsAt <= request.StartsAt
        || request.EndsAt <= now
        || request.EndsAt - request.StartsAt > Longest
        || request.StartsAt > now + Furthest
            ? ShiftRefusal.HoursOutOfRange
        : (request.RegionId is null) == (request.Cells is not { Count: > 0 })
            ? ShiftRefusal.AreaMissing
        : stops.Count != (request.Stops?.Count ?? 0) || stops.Count > MostStops
            ? ShiftRefusal.StopOutsideArea
        : others.Any(other =>
            other.CancelledAt is null
            && other.StartsAt < request.EndsAt
            && (other.EndedAt ?? other.EndsAt) > request.StartsAt
        )
            ? ShiftRefusal.Overlaps
        : null;

    private static async Task<IResult> HandleAsync(
        Request request,
        HttpContext http,
        PlanDesk desk,
        RoadStretches roads,
        Ids ids,
        CancellationToken cancellation
    )
    {
        var actor = http.Actor();
        var now = desk.Clock.GetUtcNow();
        if (
            actor.UnitId is not { } own
            || (await desk.InspectorsOfAsync(own, cancellation)).FirstOrDefault(one =>
                one.AccountId == request.InspectorId
            )
                is not { UnitId: { } unit }
        )
        {
            return PlanRefusal.NoInspector.ToProblem();
        }

        var (area, refused) = Area.Of(request.RegionId, request.Cells, actor, desk.City);
        if (area is null)
        {
            return refused!.Value.ToProblem();
        }

        var stops = await StopsAsync(request, area, desk, roads, cancellation);
        await using var connection = await desk.Database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await ShiftStore.HoldInspectorAsync(connection, request.InspectorId, cancellation);
        var others =
            request.StartsAt < request.EndsAt
                ? await ShiftStore.OfAsync(
                    connection,
                    [request.InspectorId],
                    request.StartsAt,
                    request.EndsAt,
                    cancellation
                )
                : [];
        if (Decide(request, now, others, stops) is { } why)
        {
            return why.ToProblem();
        }

        var shift = new Shift
        {
            ShiftId = ids.New(now),
            InspectorId = request.InspectorId,
            UnitId = unit,
            MadeBy = actor.Id,
            MadeAt = now,
            StartsAt = request.StartsAt,
            EndsAt = request.EndsAt,
            RegionId = request.RegionId,
            Cells = [.. (request.Cells ?? []).Distinct()],
        };
        await ShiftStore.InsertAsync(
            connection,
            transaction,
            shift,
            [
                .. stops.Select(
                    (stop, at) =>
                        new Stop(
                            shift.ShiftId,
                            at + 1,
                            stop.Kind,
                            stop.Code,
                            stop.Name,
                            E7(stop.Lon),
                            E7(stop.Lat)
                        )
                ),
            ],
            cancellation
        );
        await transaction.CommitAsync(cancellation);
        return TypedResults.Created("/api/patrol/shifts", new Response(shift.ShiftId));
    }

    /// <summary>The stops that were asked for and lie in the area, each once.</summary>
    private static async Task<IReadOnlyList<RouteCandidate>> StopsAsync(
        Request request,
        Area area,
        PlanDesk desk,
        RoadStretches roads,
        CancellationToken cancellation
    )
    {
        if (request.Stops is not { Count: > 0 and <= MostStops } wanted)
        {
            return [];
        }

        var known = (
            await ProposeRoute.CandidatesAsync(
                area,
                desk,
                roads,
                CivilTime.DayOf(desk.Clock.GetUtcNow()),
                cancellation
            )
        ).ToDictionary(one => (one.Kind, one.Code));
        return
        [
            .. wanted
                .Select(stop => known.GetValueOrDefault((stop.Kind, stop.Code ?? "")))
                .OfType<RouteCandidate>()
                .Distinct(),
        ];
    }

    private static int E7(double degrees) => (int)Math.Round(degrees * 1e7);
}
