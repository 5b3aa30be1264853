using Dapper;
using Jiban.City.Contracts;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Live;
using Jiban.Platform.Store;
using Jiban.Platform.Time;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NetTopologySuite.Geometries;

namespace Jiban.Patrol.Plans;

/// <summary>
/// Sends inspectors to a list of places: to sweep what is of a kind with one case, to watch a hot place, or to go through a list before a
/// season. Each place is a task from the first day on.
/// </summary>
internal static class MakePlan
{
    /// <summary>The event on the pages of whoever is made the owner of a plan; its id is that of the plan.</summary>
    public const string Topic = "planOwned";

    public const int MostPlaces = 2_000;
    public const int MostLines = 20;
    public const int LongestTitle = 100;
    private const int ShortestTitle = 4;
    private const int LongestDays = 366;

    /// <param name="Kind">sweep | watch | campaign | census; of a census every place is a component.</param>
    /// <param name="UnitId">Whose inspectors look; the own unit when left out.</param>
    /// <param name="ClassCode">The class whose requests are counted before and after; a campaign may go without.</param>
    /// <param name="OfNumber">The number of the case out of which it is made.</param>
    /// <param name="EveryDays">Days from one look to the next; left out for one look a place.</param>
    /// <param name="Checklist">1 to 20 lines of at most 100 characters; a campaign must have them.</param>
    /// <param name="InspectorId">Whose task all places are; left out for every inspector of the unit.</param>
    /// <param name="Places">1 to 2,000.</param>
    /// <param name="OwnerId">Who answers for it and is told so; whoever makes it when left out.</param>
    public sealed record Request(
        PlanKind Kind,
        string? Title,
        Guid? UnitId,
        string? ClassCode,
        string? OfNumber,
        DateOnly StartsOn,
        DateOnly EndsOn,
        int? EveryDays,
        IReadOnlyList<string>? Checklist,
        Guid? InspectorId,
        IReadOnlyList<PlacePart>? Places,
        Guid? OwnerId = null
    );

    /// <param name="Lon">Degrees east, WGS-84.</param>
    /// <param name="Lat">Degrees north, WGS-84.</param>
    /// <param name="Component">Identifier of the component that the place is; what is found there is a case about it. Left out for a place that is none.</param>
    public sealed record PlacePart(string? Name, double Lon, double Lat, string? Component = null);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/", HandleAsync)
            .Needs(Operation.PlanPatrol)
            .WithName(nameof(MakePlan))
            .Produces<PlanPage>(StatusCodes.Status201Created)
            .Refuses();

    /// <summary>The fault of every field; null when there is none.</summary>
    public static Problem? Check(Request request)
    {
        var faults = new Dictionary<string, string[]>();
        Require(
            IsLine(request.Title, LongestTitle) && request.Title!.Trim().Length >= ShortestTitle,
            "title",
            $"请写标题，{ShortestTitle} 至 {LongestTitle} 字。"
        );
        Require(
            request.Places is { Count: >= 1 and <= MostPlaces },
            "places",
            $"请给出 1 至 {MostPlaces} 个点位。"
        );
        var places = request.Places ?? [];
        for (var i = 0; i < Math.Min(places.Count, MostPlaces); i++)
        {
            var place = places[i];
            Require(
                place is not null && IsLine(place.Name, LongestTitle),
                $"places[{i}].name",
                $"点位要有名称，最多 {LongestTitle} 字。"
            );
            Require(
                place is { Lon: >= -180 and <= 180, Lat: >= -90 and <= 90 },
                $"places[{i}]",
                "经纬度超出范围。"
            );
        }

        Require(
            (request.Checklist ?? []) is { Count: <= MostLines } lines
                && lines.All(line => IsLine(line, LongestTitle)),
            "checklist",
            $"检查清单最多 {MostLines} 条，每条最多 {LongestTitle} 字。"
        );
        return faults.Count == 0 ? null : Problem.Malformed(faults);

        void Require(bool holds, string field, string fault)
        {
            if (!holds)
            {
                faults[field] = [fault];
            }
        }
    }

    /// <summary>Why no such plan can be made; null when it can. Pure.</summary>
    public static PlanRefusal? Decide(
        Request request,
        Actor actor,
        Guid unit,
        CitySnapshot city,
        Func<string, DemandClass?> classOf,
        DateOnly today
    ) =>
        city.Unit(unit) is null
        || !Permissions.May(
            Operation.PlanPatrol,
            actor.Role,
            RelationTo.Case(actor.UnitId, unit, city.IsBelow)
        )
            ? PlanRefusal.OtherUnit
        : request.StartsOn < today
        || request.EndsOn < request.StartsOn
        || request.EndsOn > request.StartsOn.AddDays(LongestDays)
        || request.EveryDays is < 1 or > 31
            ? PlanRefusal.DaysOutOfRange
        : (request.ClassCode is null && request.Kind is not (PlanKind.Campaign or PlanKind.Census))
        || (request.ClassCode is { } code && classOf(code) is null)
            ? PlanRefusal.ClassMissing
        : request.Kind == PlanKind.Campaign && request.Checklist is not { Count: > 0 }
            ? PlanRefusal.ChecklistMissing
        : request.Kind == PlanKind.Census && request.Places!.Any(place => place.Component is null)
            ? PlanRefusal.ComponentMissing
        : request.Places!.Any(place => !city.Contains(PointOf(place))) ? PlanRefusal.OutsideCity
        : null;

    private static async Task<IResult> HandleAsync(
        Request request,
        HttpContext http,
        PlanDesk desk,
        NamedComponents registry,
        Ids ids,
        LiveEvents live,
        CancellationToken cancellation
    )
    {
        if (Check(request) is { } malformed)
        {
            return malformed;
        }

        var actor = http.Actor();
        var now = desk.Clock.GetUtcNow();
        var unit = request.UnitId ?? actor.UnitId ?? Guid.Empty;
        if (
            Decide(request, actor, unit, desk.City, desk.Dispatcher.Class, CivilTime.DayOf(now)) is
            { } refused
        )
        {
            return refused.ToProblem();
        }

        if (
            request.InspectorId is { } inspector
            && !await desk.IsInspectorOfAsync(inspector, unit, cancellation)
        )
        {
            return PlanRefusal.NoInspector.ToProblem();
        }

        if (
            request.OwnerId is { } owner
            && (await desk.PlannersOfAsync(unit, cancellation)).All(one => one.AccountId != owner)
        )
        {
            return PlanRefusal.NoOwner.ToProblem();
        }

        var components = await ComponentsAsync(request.Places!, registry, cancellation);
        if (components.Faults.Count > 0)
        {
            return Problem.Malformed(components.Faults);
        }

        var seed = string.IsNullOrWhiteSpace(request.OfNumber)
            ? null
            : await desk.Cases.FindAsync(request.OfNumber, actor, cancellation);
        if (seed is null && !string.IsNullOrWhiteSpace(request.OfNumber))
        {
            return PlanRefusal.UnknownOrigin.ToProblem();
        }

        var plan = new Plan
        {
            PlanId = ids.New(now),
            Kind = request.Kind,
            Title = request.Title!.Trim(),
            UnitId = unit,
            MadeBy = actor.Id,
            MadeAt = now,
            OwnerId = request.OwnerId ?? actor.Id,
            ClassCode = request.ClassCode,
            OfCase = seed?.CaseId,
            OfNumber = seed?.Number,
            StartsOn = request.StartsOn,
            EndsOn = request.EndsOn,
            EveryDays = request.EveryDays,
            Checklist = [.. (request.Checklist ?? []).Select(line => line.Trim())],
        };
        await WriteAsync(desk.Database, plan, request, components.Codes, cancellation);
        if (plan.OwnerId != actor.Id)
        {
            live.Publish(new Notice(Topic, plan.PlanId, Operation.PlanPatrol, [], [plan.OwnerId]));
        }

        return TypedResults.Created(
            $"/api/patrol/plans/{plan.PlanId}",
            await GetPlan.PageAsync(desk, plan.PlanId, actor, cancellation)
        );
    }

    /// <summary>The component of each place as the registry writes it, in their order; the fault of those that nothing on record has.</summary>
    private static async Task<(
        string?[] Codes,
        Dictionary<string, string[]> Faults
    )> ComponentsAsync(
        IReadOnlyList<PlacePart> places,
        NamedComponents registry,
        CancellationToken cancellation
    )
    {
        var known = await registry.CodesAsync(
            places.Select(place => place.Component).OfType<string>(),
            cancellation
        );
        var codes = places
            .Select(place => place.Component is { } typed ? known.GetValueOrDefault(typed) : null)
            .ToArray();
        return (
            codes,
            places
                .Index()
                .Where(place => place.Item.Component is not null && codes[place.Index] is null)
                .ToDictionary(
                    place => $"places[{place.Index}].component",
                    _ => (string[])["没有这个标识码的部件，或者它已经移除。"]
                )
        );
    }

    private static async Task WriteAsync(
        Database database,
        Plan plan,
        Request request,
        string?[] components,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.ExecuteAsync(
            new CommandDefinition(
                $"""
                insert into patrol.plan ({PlanStore.Columns}) values
                (@PlanId, @Word, @Title, @UnitId, @MadeBy, @MadeAt, @ClassCode, @OfCase, @OfNumber, @StartsOn, @EndsOn, @EveryDays, @Checklist,
                 null, null, null, @OwnerId, 0)
                """,
                new
                {
                    plan.PlanId,
                    Word = Words.Of(plan.Kind),
                    plan.Title,
                    plan.UnitId,
                    plan.MadeBy,
                    plan.MadeAt,
                    plan.ClassCode,
                    plan.OfCase,
                    plan.OfNumber,
                    plan.StartsOn,
                    plan.EndsOn,
                    plan.EveryDays,
                    plan.Checklist,
                    plan.OwnerId,
                },
                transaction,
                cancellationToken: cancellation
            )
        );
        var places = request.Places!;
        await connection.ExecuteAsync(
            new CommandDefinition(
                """
                insert into patrol.place (plan_id, place_no, name, lon_e7, lat_e7, component, inspector_id, due_on)
                select @PlanId, no, name, lon, lat, component, @InspectorId, @Due
                from unnest(@Names, @Lons, @Lats, @components) with ordinality place (name, lon, lat, component, no)
                """,
                new
                {
                    plan.PlanId,
                    Names = places.Select(place => place.Name!.Trim()).ToArray(),
                    Lons = places.Select(place => E7(place.Lon)).ToArray(),
                    Lats = places.Select(place => E7(place.Lat)).ToArray(),
                    components,
                    request.InspectorId,
                    // What is seen once may be seen until the last day; what is seen often begins at once.
                    Due = plan.EveryDays is null ? plan.EndsOn : plan.StartsOn,
                },
                transaction,
                cancellationToken: cancellation
            )
        );
        await transaction.CommitAsync(cancellation);
    }

    private static bool IsLine(string? text, int longest) =>
        !string.IsNullOrWhiteSpace(text) && text.Length <= longest && !text.Any(char.IsControl);

    private static Point PointOf(PlacePart place) => new(place.Lon, place.Lat) { SRID = 4326 };

    private static int E7(double degrees) => (int)Math.Round(degrees * 1e7);
}
