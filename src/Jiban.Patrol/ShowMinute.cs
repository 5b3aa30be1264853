using Dapper;
using Jiban.Patrol.Plans;
using Jiban.Platform.Auth;
using Jiban.Platform.Time;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Jiban.Patrol;

/// <summary>
/// How long reports from patrol took from the server's receipt to a unit's inbox: the one minute of S5. Told are the reports of one's inspectors
/// and to one's units; whoever may see every patrol sees all.
/// </summary>
internal static class ShowMinute
{
    /// <summary>So long a report may take.</summary>
    internal const int MostSeconds = 60;
    private const int MostLate = 500;

    /// <param name="Day">The civil day on which the reports were received.</param>
    /// <param name="InInbox">Of the reports, those that stand or stood in a unit's inbox; the seconds are theirs.</param>
    /// <param name="Waiting">Of the reports, those that still wait for a person to file them.</param>
    /// <param name="WithinMinute">Of the reports, those that were in an inbox within 60 seconds.</param>
    /// <param name="P50Seconds">Nearest-rank percentile; null when there is none to measure. The two below alike.</param>
    /// <param name="Late">Those that took longer, or wait longer already, latest first; at most 500.</param>
    public sealed record Response(
        DateOnly Day,
        int Reports,
        int InInbox,
        int Waiting,
        int WithinMinute,
        double? P50Seconds,
        double? P99Seconds,
        double? MaxSeconds,
        IReadOnlyList<LatePart> Late
    );

    /// <param name="Seconds">From the receipt to the inbox; null while it waits for a person.</param>
    /// <param name="Unit">Who has it: the unit, or the centre in whose queue it waits.</param>
    public sealed record LatePart(
        Guid CaseId,
        string Number,
        string ClassName,
        string? PlaceName,
        DateTimeOffset ReceivedAt,
        double? Seconds,
        ListReports.UnitName? Unit
    );

    internal sealed record Figures(
        int Reports,
        int InInbox,
        int Waiting,
        int WithinMinute,
        double? P50Seconds,
        double? P99Seconds,
        double? MaxSeconds
    );

    internal sealed record Late
    {
        public required Guid CaseId { get; init; }
        public required string Number { get; init; }
        public required string ClassCode { get; init; }
        public string? PlaceName { get; init; }
        public required DateTimeOffset ReceivedAt { get; init; }
        public double? Seconds { get; init; }
        public Guid? UnitId { get; init; }
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/minute", Handle).WithName(nameof(ShowMinute)).Needs(Operation.ViewPatrol);

    /// <summary>The seconds of one day; today when none is given.</summary>
    public static async Task<Ok<Response>> Handle(
        DateOnly? day,
        HttpContext http,
        PlanDesk desk,
        CancellationToken cancellation
    )
    {
        var now = desk.Clock.GetUtcNow();
        var asked = day ?? CivilTime.DayOf(now);
        var scope = await ReportScope.OfAsync(desk, http.Actor(), cancellation);
        var span = new Span(
            scope,
            CivilTime.StartOf(asked),
            CivilTime.StartOf(asked.AddDays(1)),
            now
        );
        await using var connection = await desk.Database.OpenAsync(cancellation);
        var figures = await FiguresAsync(connection, span, cancellation);
        var english = Language.IsEnglish(http);
        return TypedResults.Ok(
            new Response(
                asked,
                figures.Reports,
                figures.InInbox,
                figures.Waiting,
                figures.WithinMinute,
                figures.P50Seconds,
                figures.P99Seconds,
                figures.MaxSeconds,
                [
                    .. (await LateAsync(connection, span, cancellation)).Select(one =>
                        Told(one, desk, english)
                    ),
                ]
            )
        );
    }

    internal sealed record Span(
        ReportScope Scope,
        DateTimeOffset From,
        DateTimeOffset Until,
        DateTimeOffset Now
    )
    {
        public object ToParameters() =>
            new
            {
                From,
                Until,
                Now,
                Scope.Everything,
                Scope.Inspectors,
                Scope.Units,
                MostSeconds,
                MostLate,
            };
    }

    /// <summary>The seconds of a span.</summary>
    internal static Task<Figures> FiguresAsync(
        NpgsqlConnection connection,
        Span span,
        CancellationToken cancellation
    ) =>
        connection.QuerySingleAsync<Figures>(
            new CommandDefinition(
                $"""
                select count(*)::int as reports, count(seconds)::int as in_inbox,
                       (count(*) - count(seconds))::int as waiting, (count(*) filter (where seconds <= @MostSeconds))::int as within_minute,
                       percentile_disc(0.5) within group (order by seconds) as p50_seconds,
                       percentile_disc(0.99) within group (order by seconds) as p99_seconds, max(seconds) as max_seconds
                from (
                    select extract(epoch from inbox_at - received_at)::float8 as seconds
                    from patrol.report where received_at >= @From and received_at < @Until and {ReportScope.Condition}) report
                """,
                span.ToParameters(),
                cancellationToken: cancellation
            )
        );

    /// <summary>What took longer than the minute, or waits longer already.</summary>
    internal static async Task<IEnumerable<Late>> LateAsync(
        NpgsqlConnection connection,
        Span span,
        CancellationToken cancellation
    ) =>
        await connection.QueryAsync<Late>(
            new CommandDefinition(
                $"""
                select case_id, number, class_code, place_name, received_at, unit_id,
                    extract(epoch from inbox_at - received_at)::float8 as seconds
                from patrol.report
                where received_at >= @From and received_at < @Until and {ReportScope.Condition}
                    and coalesce(inbox_at, @Now) > received_at + make_interval(secs => @MostSeconds)
                order by received_at desc, case_id limit @MostLate
                """,
                span.ToParameters(),
                cancellationToken: cancellation
            )
        );

    private static LatePart Told(Late one, PlanDesk desk, bool english) =>
        new(
            one.CaseId,
            one.Number,
            desk.Dispatcher.Class(one.ClassCode) is { } known
                ? english
                    ? known.NameEn
                    : known.Name
                : one.ClassCode,
            one.PlaceName,
            one.ReceivedAt,
            one.Seconds,
            one.UnitId is { } unit ? new(unit, desk.City.Unit(unit)?.Name ?? "") : null
        );
}
