using Dapper;
using Jiban.Platform.Auth;
using Jiban.Platform.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Patrol.Plans;

/// <summary>The plans of one's unit and those below, latest first; and whom one may send.</summary>
internal static class ListPlans
{
    private const int PageSize = 50;

    /// <param name="Next">Give it as <c>cursor</c> for the next page; null on the last.</param>
    public sealed record Response(IReadOnlyList<Item> Items, Guid? Next);

    /// <param name="Seen">Places that were looked at.</param>
    /// <param name="Late">Places whose day has passed.</param>
    /// <param name="Found">Cases that were found.</param>
    /// <param name="Owner">Who answers for it.</param>
    public sealed record Item(
        Guid Id,
        PlanKind Kind,
        string Title,
        ListReports.UnitName Unit,
        DateOnly StartsOn,
        DateOnly EndsOn,
        DateTimeOffset? ClosedAt,
        int Places,
        int Seen,
        int Late,
        int Found,
        string? Owner
    );

    public sealed record Inspector(Guid Id, string Name, ListReports.UnitName Unit);

    public sealed record Owner(Guid Id, string Name);

    private sealed record Row
    {
        public required Guid PlanId { get; init; }
        public required PlanKind Kind { get; init; }
        public required string Title { get; init; }
        public required Guid UnitId { get; init; }
        public required Guid OwnerId { get; init; }
        public required DateOnly StartsOn { get; init; }
        public required DateOnly EndsOn { get; init; }
        public DateTimeOffset? ClosedAt { get; init; }
        public required int Places { get; init; }
        public required int Seen { get; init; }
        public required int Late { get; init; }
        public required int Found { get; init; }
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", HandleAsync).Needs(Operation.ViewPatrol).WithName(nameof(ListPlans));
        routes
            .MapGet("/inspectors", ListInspectorsAsync)
            .Needs(Operation.PlanPatrol)
            .WithName("ListInspectors");
        routes
            .MapGet("/owners", ListOwnersAsync)
            .Needs(Operation.PlanPatrol)
            .WithName("ListPlanOwners");
    }

    /// <param name="kind">sweep | watch | campaign; all when left out.</param>
    /// <param name="open">Only those that are open, or only those that are closed.</param>
    /// <param name="mine">Only those for which one answers oneself.</param>
    private static async Task<Ok<Response>> HandleAsync(
        bool? open,
        string? kind,
        bool? mine,
        Guid? cursor,
        HttpContext http,
        PlanDesk desk,
        CancellationToken cancellation
    )
    {
        var actor = http.Actor();
        await using var connection = await desk.Database.OpenAsync(cancellation);
        var rows = (
            await connection.QueryAsync<Row>(
                new CommandDefinition(
                    """
                    select plan_id, kind, title, unit_id, owner_id, starts_on, ends_on, closed_at,
                        (select count(*)::int from patrol.place where plan_id = p.plan_id) as places,
                        (select count(distinct place_no)::int from patrol.look where plan_id = p.plan_id) as seen,
                        (select count(*)::int from patrol.place where plan_id = p.plan_id and due_on < @today and p.closed_at is null) as late,
                        (select count(distinct case_id)::int from patrol.look where plan_id = p.plan_id) as found
                    from patrol.plan p
                    where (@cursor::uuid is null or plan_id < @cursor)
                        and (@everything or unit_id = any(@units)
                            or plan_id in (select plan_id from patrol.plan_member where unit_id = @own))
                        and (@open::boolean is null or (closed_at is null) = @open)
                        and (@kind::text is null or kind = @kind)
                        and (@owner::uuid is null or owner_id = @owner)
                    order by plan_id desc limit @limit
                    """,
                    new
                    {
                        cursor,
                        open,
                        kind = Enum.TryParse<PlanKind>(kind, ignoreCase: true, out var one)
                            ? Words.Of(one)
                            : null,
                        owner = mine == true ? actor.Id : (Guid?)null,
                        today = CivilTime.DayOf(desk.Clock.GetUtcNow()),
                        everything = Permissions.May(
                            Operation.ViewPatrol,
                            actor.Role,
                            Relation.Any
                        ),
                        own = actor.UnitId,
                        units = actor.UnitId is { } unit
                            ? desk.City.SelfAndBelow(unit).ToArray()
                            : [],
                        limit = PageSize + 1,
                    },
                    cancellationToken: cancellation
                )
            )
        ).AsList();
        var names = await desk.Accounts.NamesAsync(rows.Select(row => row.OwnerId), cancellation);
        return TypedResults.Ok(
            new Response(
                [
                    .. rows.Take(PageSize)
                        .Select(row => new Item(
                            row.PlanId,
                            row.Kind,
                            row.Title,
                            new(row.UnitId, desk.City.Unit(row.UnitId)?.Name ?? ""),
                            row.StartsOn,
                            row.EndsOn,
                            row.ClosedAt,
                            row.Places,
                            row.Seen,
                            row.Late,
                            row.Found,
                            names.GetValueOrDefault(row.OwnerId)
                        )),
                ],
                rows.Count > PageSize ? rows[PageSize - 1].PlanId : null
            )
        );
    }

    /// <summary>Who may answer for a plan of one's own unit.</summary>
    private static async Task<Ok<IReadOnlyList<Owner>>> ListOwnersAsync(
        HttpContext http,
        PlanDesk desk,
        CancellationToken cancellation
    ) =>
        TypedResults.Ok<IReadOnlyList<Owner>>([
            .. (
                http.Actor().UnitId is { } unit
                    ? await desk.PlannersOfAsync(unit, cancellation)
                    : []
            ).Select(account => new Owner(account.AccountId, account.Name)),
        ]);

    /// <summary>The inspectors of one's own unit and those below.</summary>
    private static async Task<Ok<IReadOnlyList<Inspector>>> ListInspectorsAsync(
        HttpContext http,
        PlanDesk desk,
        CancellationToken cancellation
    ) =>
        TypedResults.Ok<IReadOnlyList<Inspector>>([
            .. (
                http.Actor().UnitId is { } unit
                    ? await desk.InspectorsOfAsync(unit, cancellation)
                    : []
            ).Select(account => new Inspector(
                account.AccountId,
                account.Name,
                new(account.UnitId!.Value, desk.City.Unit(account.UnitId.Value)?.Name ?? "")
            )),
        ]);
}
