using Dapper;
using Jiban.Platform.Auth;
using Jiban.Platform.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Patrol.Plans;

/// <summary>Where an inspector goes because of a plan: places that are his, or of all of his unit, from the first day of the plan on.</summary>
internal static class ListPlaces
{
    private const int Most = 500;

    /// <param name="Component">Identifier of the component that the place is; null for a place that is none.</param>
    /// <param name="Mine">Whether it was given to the one who asks, and not to all of the unit.</param>
    public sealed record Item(
        Guid PlanId,
        PlanKind Kind,
        string Title,
        int PlaceNo,
        string Name,
        double Lon,
        double Lat,
        DateOnly DueOn,
        bool Mine,
        string? Component,
        string? ClassCode,
        string? ClassName,
        IReadOnlyList<string> Checklist
    );

    private sealed record Row
    {
        public required Guid PlanId { get; init; }
        public required PlanKind Kind { get; init; }
        public required string Title { get; init; }
        public required int PlaceNo { get; init; }
        public required string Name { get; init; }
        public required int LonE7 { get; init; }
        public required int LatE7 { get; init; }
        public required DateOnly DueOn { get; init; }
        public required bool Mine { get; init; }
        public string? Component { get; init; }
        public string? ClassCode { get; init; }
        public required string[] Checklist { get; init; }
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/places", HandleAsync).Needs(Operation.Patrol).WithName(nameof(ListPlaces));

    /// <summary>The places to look at, one's own first, then by day; at most 500.</summary>
    private static async Task<Ok<IReadOnlyList<Item>>> HandleAsync(
        HttpContext http,
        PlanDesk desk,
        CancellationToken cancellation
    )
    {
        var actor = http.Actor();
        await using var connection = await desk.Database.OpenAsync(cancellation);
        var rows = await connection.QueryAsync<Row>(
            new CommandDefinition(
                """
                select plan_id, kind, title, place_no, name, lon_e7, lat_e7, component, due_on, inspector_id is not null as mine, class_code, checklist
                from patrol.place join patrol.plan using (plan_id)
                where due_on is not null and closed_at is null and starts_on <= @today
                    and (inspector_id = @me or (inspector_id is null and unit_id = any(@units)))
                order by mine desc, due_on, plan_id, place_no limit @Most
                """,
                new
                {
                    today = CivilTime.DayOf(desk.Clock.GetUtcNow()),
                    me = actor.Id,
                    units = actor.UnitId is { } unit ? Above(unit, desk) : [],
                    Most,
                },
                cancellationToken: cancellation
            )
        );
        return TypedResults.Ok<IReadOnlyList<Item>>([
            .. rows.Select(row => new Item(
                row.PlanId,
                row.Kind,
                row.Title,
                row.PlaceNo,
                row.Name,
                row.LonE7 / 1e7,
                row.LatE7 / 1e7,
                row.DueOn,
                row.Mine,
                row.Component,
                row.ClassCode,
                row.ClassCode is { } code ? desk.Dispatcher.Class(code)?.Name : null,
                row.Checklist
            )),
        ]);
    }

    /// <summary>The unit and those above it: what a district plans for all is everybody's.</summary>
    private static Guid[] Above(Guid unit, PlanDesk desk) =>
        [
            unit,
            .. desk.City.Units.Select(one => one.UnitId).Where(one => desk.City.IsBelow(unit, one)),
        ];
}
