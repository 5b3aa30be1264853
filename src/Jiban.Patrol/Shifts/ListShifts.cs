using Jiban.Patrol.Plans;
using Jiban.Platform.Auth;
using Jiban.Platform.Time;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Patrol.Shifts;

/// <summary>The shifts of some days, with who came: those of one's units, and for an inspector his own.</summary>
internal static class ListShifts
{
    private const int LongestDays = 31;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/", HandleAsync)
            .Needs(Operation.ViewPatrol)
            .WithName(nameof(ListShifts))
            .Produces<IReadOnlyList<ShiftPage>>()
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        routes.MapGet("/mine", MineAsync).Needs(Operation.Patrol).WithName("ListMyShifts");
    }

    /// <param name="from">First civil day on which they begin.</param>
    /// <param name="to">Last civil day; 31 days apart at most.</param>
    private static async Task<IResult> HandleAsync(
        DateOnly from,
        DateOnly to,
        HttpContext http,
        PlanDesk desk,
        CancellationToken cancellation
    )
    {
        if (to < from || to > from.AddDays(LongestDays))
        {
            return new Problem(
                422,
                "days-out-of-range",
                "请选择起止日期，最长一个月。",
                "Choose a first and a last day, a month apart at most."
            );
        }

        var actor = http.Actor();
        await using var connection = await desk.Database.OpenAsync(cancellation);
        var shifts = await ShiftStore.OfAsync(
            connection,
            null,
            CivilTime.StartOf(from),
            CivilTime.StartOf(to.AddDays(1)),
            cancellation
        );
        return TypedResults.Ok(
            await PagesAsync(
                [
                    .. shifts.Where(shift =>
                        CivilTime.DayOf(shift.StartsAt) >= from
                        && Permissions.May(
                            Operation.ViewPatrol,
                            actor.Role,
                            shift.RelationOf(actor, desk.City.IsBelow)
                        )
                    ),
                ],
                desk,
                cancellation
            )
        );
    }

    /// <summary>One's own shifts, from those that are not over to those of the next seven days.</summary>
    private static async Task<Ok<IReadOnlyList<ShiftPage>>> MineAsync(
        HttpContext http,
        PlanDesk desk,
        CancellationToken cancellation
    )
    {
        var today = CivilTime.StartOf(CivilTime.DayOf(desk.Clock.GetUtcNow()));
        await using var connection = await desk.Database.OpenAsync(cancellation);
        var shifts = await ShiftStore.OfAsync(
            connection,
            [http.Actor().Id],
            today,
            today.AddDays(7),
            cancellation
        );
        return TypedResults.Ok(
            await PagesAsync(
                [.. shifts.Where(shift => shift.CancelledAt is null)],
                desk,
                cancellation
            )
        );
    }

    /// <summary>Shifts with their stops, names and attendance of now.</summary>
    internal static async Task<IReadOnlyList<ShiftPage>> PagesAsync(
        IReadOnlyList<Shift> shifts,
        PlanDesk desk,
        CancellationToken cancellation
    )
    {
        await using var connection = await desk.Database.OpenAsync(cancellation);
        var settings = await ShiftSettings.ReadAsync(connection, cancellation);
        var stops = await ShiftStore.StopsAsync(
            connection,
            shifts.Select(shift => shift.ShiftId),
            cancellation
        );
        var names = await desk.Accounts.NamesAsync(
            shifts.Select(shift => shift.InspectorId).Distinct(),
            cancellation
        );
        var now = desk.Clock.GetUtcNow();
        return
        [
            .. shifts.Select(shift =>
                ShiftPage.Of(
                    shift,
                    stops[shift.ShiftId],
                    names.GetValueOrDefault(shift.InspectorId),
                    desk.City,
                    settings,
                    now
                )
            ),
        ];
    }
}
