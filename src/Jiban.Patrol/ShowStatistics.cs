using Dapper;
using Jiban.Cases.Contracts;
using Jiban.Patrol.Plans;
using Jiban.Platform.Auth;
using Jiban.Platform.Time;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Patrol;

/// <summary>The indicators of a span by inspector, by unit or by class, for the reports of one's inspectors and to one's units.</summary>
internal static class ShowStatistics
{
    private const int LongestDays = 366;

    /// <param name="From">First civil day.</param>
    /// <param name="To">Last civil day.</param>
    public sealed record Response(
        DateOnly From,
        DateOnly To,
        Statistics All,
        IReadOnlyList<Row> Rows
    );

    /// <param name="Key">An account, a unit or a class.</param>
    public sealed record Row(string Key, string Name, Statistics Figures);

    private enum By
    {
        Inspector,
        Unit,
        Class,
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/statistics", HandleAsync)
            .Needs(Operation.ViewPatrol)
            .WithName(nameof(ShowStatistics))
            .Produces<Response>()
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    /// <param name="by">inspector (when left out) | unit | class.</param>
    private static async Task<IResult> HandleAsync(
        DateOnly from,
        DateOnly to,
        string? by,
        HttpContext http,
        PlanDesk desk,
        CaseReader cases,
        CancellationToken cancellation
    )
    {
        if (to < from || to > from.AddDays(LongestDays))
        {
            return new Problem(
                422,
                "days-out-of-range",
                "请选择起止日期，最长一年。",
                "Choose a first and a last day, a year apart at most."
            );
        }

        var what = Enum.TryParse<By>(by, ignoreCase: true, out var chosen) ? chosen : By.Inspector;
        var (start, end) = (CivilTime.StartOf(from), CivilTime.StartOf(to.AddDays(1)));
        var reports = await LoadAsync(desk, http.Actor(), start, end, cancellation);
        var milestones = (
            await cases.MilestonesAsync(reports.Select(report => report.CaseId), cancellation)
        ).ToDictionary(one => one.CaseId);
        var measured = reports.ConvertAll(report =>
            MeasuredOf(report, milestones.GetValueOrDefault(report.CaseId), what)
        );
        var names = await NamesAsync(desk, measured, what, cancellation);
        return TypedResults.Ok(
            new Response(
                from,
                to,
                Statistics.Of(measured, start, end),
                [
                    .. measured
                        .GroupBy(report => report.Key)
                        .Select(group => new Row(
                            group.Key,
                            names(group.Key),
                            Statistics.Of([.. group], start, end)
                        ))
                        .OrderByDescending(row => row.Figures.Reported)
                        .ThenBy(row => row.Name, StringComparer.Ordinal),
                ]
            )
        );
    }

    private static async Task<List<Report>> LoadAsync(
        PlanDesk desk,
        Actor actor,
        DateTimeOffset from,
        DateTimeOffset until,
        CancellationToken cancellation
    )
    {
        var everything = Permissions.May(Operation.ViewPatrol, actor.Role, Relation.Any);
        var inspectors =
            everything || actor.UnitId is not { } unit
                ? []
                : await desk.InspectorsOfAsync(unit, cancellation);
        await using var connection = await desk.Database.OpenAsync(cancellation);
        return (
            await connection.QueryAsync<Report>(
                new CommandDefinition(
                    $"""
                    select {ReportProjection.Columns} from patrol.report
                    where received_at < @until and (received_at >= @from or closed_at is null or closed_at >= @from)
                        and (@everything or inspector_id = any(@inspectors) or unit_id = any(@units))
                    """,
                    new
                    {
                        from,
                        until,
                        everything,
                        inspectors = inspectors.Select(one => one.AccountId).ToArray(),
                        units = actor.UnitId is { } own
                            ? desk.City.SelfAndBelow(own).ToArray()
                            : [],
                    },
                    cancellationToken: cancellation
                )
            )
        ).AsList();
    }

    private static Measured MeasuredOf(Report report, CaseMilestones? milestones, By by) =>
        new(
            by switch
            {
                By.Unit => report.UnitId?.ToString() ?? "",
                By.Class => report.ClassCode,
                _ => report.InspectorId.ToString(),
            },
            report.ReceivedAt,
            report.InboxAt,
            milestones?.DueResolve,
            milestones?.ResolvedAt,
            report.ClosedAt,
            milestones?.Returns ?? 0,
            report.Reworks
        );

    private static async Task<Func<string, string>> NamesAsync(
        PlanDesk desk,
        IReadOnlyList<Measured> measured,
        By by,
        CancellationToken cancellation
    )
    {
        if (by == By.Class)
        {
            return code => desk.Dispatcher.Class(code)?.Name ?? code;
        }

        if (by == By.Unit)
        {
            return id => Guid.TryParse(id, out var unit) ? desk.City.Unit(unit)?.Name ?? "" : "";
        }

        var names = await desk.Accounts.NamesAsync(
            measured.Select(report => Guid.Parse(report.Key)).Distinct(),
            cancellation
        );
        return id => names.GetValueOrDefault(Guid.Parse(id)) ?? "";
    }
}
