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

/// <summary>
/// The indicators of a span by inspector, by unit, by class or by who filed, for the reports of one's inspectors and to one's units, and for what those inspectors
/// verified. By unit, a report counts for each that had it, so that the rows may be more than all reports.
/// </summary>
internal static class ShowStatistics
{
    private const int LongestDays = 366;

    /// <summary>What was closed before the span counts as well when its limit falls into it; no limit with its extension is longer than this.</summary>
    private const int LongestLimitDays = 184;

    /// <param name="From">First civil day.</param>
    /// <param name="To">Last civil day.</param>
    public sealed record Response(
        DateOnly From,
        DateOnly To,
        Statistics All,
        IReadOnlyList<Row> Rows
    );

    /// <param name="Key">An account, a unit, a class, or <c>system</c>.</param>
    public sealed record Row(string Key, string Name, Statistics Figures);

    private enum By
    {
        Inspector,
        Unit,
        Class,
        Filer,
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/statistics", HandleAsync)
            .Needs(Operation.ViewPatrol)
            .WithName(nameof(ShowStatistics))
            .Produces<Response>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    /// <param name="by">inspector (when left out) | unit | class | filer.</param>
    private static async Task<IResult> HandleAsync(
        DateOnly from,
        DateOnly to,
        string? by,
        HttpContext http,
        PlanDesk desk,
        CaseReader cases,
        CasesToVerify toVerify,
        CancellationToken cancellation
    )
    {
        if (What(by) is not { } what)
        {
            return Problem.Malformed(
                new Dictionary<string, string[]>
                {
                    ["by"] =
                    [
                        "按 inspector（巡查员）、unit（承办单位）、class（诉求分类）或 filer（立案派出人）统计。",
                    ],
                }
            );
        }

        if (to < from || to > from.AddDays(LongestDays))
        {
            return new Problem(
                422,
                "days-out-of-range",
                "请选择起止日期，最长一年。",
                "Choose a first and a last day, a year apart at most."
            );
        }

        var (start, end) = (CivilTime.StartOf(from), CivilTime.StartOf(to.AddDays(1)));
        var now = desk.Clock.GetUtcNow();
        var scope = await ReportScope.OfAsync(desk, http.Actor(), cancellation);
        var reports = await LoadAsync(desk, scope, start, end, cancellation);
        var milestones = (
            await cases.MilestonesAsync(reports.Select(report => report.CaseId), cancellation)
        ).ToDictionary(one => one.CaseId);
        var measured = reports
            .SelectMany(report =>
                MeasuredOf(report, milestones.GetValueOrDefault(report.CaseId), what)
            )
            .ToList();
        var whole = reports.ConvertAll(report =>
            Measured.Whole(report, milestones.GetValueOrDefault(report.CaseId), "")
        );
        var looks = (await toVerify.SettledAsync(start, end, cancellation))
            .Where(look => scope.Covers(look.InspectorId, look.UnitId))
            // A look is asked for before anybody files: it is nobody's of those.
            .Where(_ => what != By.Filer)
            .Select(look => LookOf(look, what))
            .ToList();
        var looksOf = looks.ToLookup(look => look.Key);
        var reportsOf = measured.ToLookup(report => report.Key);
        var keys = reportsOf.Select(group => group.Key).Union(looksOf.Select(group => group.Key));
        var names = await NamesAsync(desk, [.. keys], what, cancellation);
        return TypedResults.Ok(
            new Response(
                from,
                to,
                Statistics.Of(whole, looks, start, end, now),
                [
                    .. keys.Select(key => new Row(
                            key,
                            names(key),
                            Statistics.Of([.. reportsOf[key]], [.. looksOf[key]], start, end, now)
                        ))
                        .OrderByDescending(row => row.Figures.Reported)
                        .ThenBy(row => row.Name, StringComparer.Ordinal),
                ]
            )
        );
    }

    /// <summary>By what is told; null for what is none of them.</summary>
    private static By? What(string? by) =>
        by?.ToLowerInvariant() switch
        {
            null or "" or "inspector" => By.Inspector,
            "unit" => By.Unit,
            "class" => By.Class,
            "filer" => By.Filer,
            _ => null,
        };

    private static async Task<List<Report>> LoadAsync(
        PlanDesk desk,
        ReportScope scope,
        DateTimeOffset from,
        DateTimeOffset until,
        CancellationToken cancellation
    )
    {
        await using var connection = await desk.Database.OpenAsync(cancellation);
        var reports = (
            await connection.QueryAsync<Report>(
                new CommandDefinition(
                    $"""
                    select {ReportProjection.Columns} from patrol.report
                    where received_at < @until and (received_at >= @from or closed_at is null or closed_at >= @early)
                        and ({ReportScope.Condition} or exists (
                            select from patrol.report_unit u where u.case_id = report.case_id and u.unit_id = any(@Units)))
                    """,
                    new
                    {
                        from,
                        until,
                        early = from.AddDays(-LongestLimitDays),
                        scope.Everything,
                        scope.Inspectors,
                        scope.Units,
                    },
                    cancellationToken: cancellation
                )
            )
        ).AsList();
        var holders = await ReportProjection.HoldersAsync(
            connection,
            null,
            [.. reports.Select(report => report.CaseId)],
            cancellation
        );
        return reports.ConvertAll(report => report with { Holders = [.. holders[report.CaseId]] });
    }

    private static string Key(By by, Guid inspector, Guid? unit, string classCode) =>
        by switch
        {
            By.Unit => unit?.ToString() ?? "",
            By.Class => classCode,
            _ => inspector.ToString(),
        };

    private static MeasuredLook LookOf(CaseVerified look, By by) =>
        new(
            Key(by, look.InspectorId, look.UnitId, look.ClassCode),
            look.DueAt,
            look.VerifiedAt,
            look.Found
        );

    private static IEnumerable<Measured> MeasuredOf(
        Report report,
        CaseMilestones? milestones,
        By by
    ) =>
        by == By.Unit
            ? Measured.ByUnit(report, milestones)
            :
            [
                Measured.Whole(
                    report,
                    milestones,
                    by == By.Filer
                        ? report.FiledBy ?? ""
                        : Key(by, report.InspectorId, report.UnitId, report.ClassCode)
                ),
            ];

    private static async Task<Func<string, string>> NamesAsync(
        PlanDesk desk,
        IReadOnlyList<string> keys,
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

        // Who filed may be the system, or nobody yet.
        var accounts = keys.Select(key => Guid.TryParse(key, out var id) ? id : (Guid?)null)
            .OfType<Guid>();
        var names = await desk.Accounts.NamesAsync(accounts, cancellation);
        return key => Guid.TryParse(key, out var id) ? names.GetValueOrDefault(id) ?? "" : "";
    }
}
