using Dapper;
using Jiban.Platform.Auth;
using Jiban.Platform.Store;
using Jiban.Platform.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Patrol;

/// <summary>How long reports from patrol took from the server's receipt to a unit's inbox: the one minute of S5.</summary>
internal static class ShowMinute
{
    /// <param name="Day">The civil day on which the reports were received.</param>
    /// <param name="InInbox">Of the reports, those that stand or stood in a unit's inbox; the seconds are theirs.</param>
    /// <param name="Waiting">Of the reports, those that still wait for a person to file them.</param>
    /// <param name="WithinMinute">Of the reports, those that were in an inbox within 60 seconds.</param>
    /// <param name="P50Seconds">Nearest-rank percentile; null when there is none to measure. The two below alike.</param>
    public sealed record Response(
        DateOnly Day,
        int Reports,
        int InInbox,
        int Waiting,
        int WithinMinute,
        double? P50Seconds,
        double? P99Seconds,
        double? MaxSeconds
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/minute", Handle)
            .WithName(nameof(ShowMinute))
            .Needs(Operation.ViewAssessment);

    /// <summary>The seconds of one day; today when none is given.</summary>
    public static async Task<Ok<Response>> Handle(
        DateOnly? day,
        Database database,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        var asked = day ?? CivilTime.DayOf(clock.GetUtcNow());
        await using var connection = await database.OpenAsync(cancellation);
        return TypedResults.Ok(
            await connection.QuerySingleAsync<Response>(
                new CommandDefinition(
                    """
                    select @day::date as day, count(*)::int as reports, count(seconds)::int as in_inbox,
                           (count(*) - count(seconds))::int as waiting, (count(*) filter (where seconds <= 60))::int as within_minute,
                           percentile_disc(0.5) within group (order by seconds) as p50_seconds,
                           percentile_disc(0.99) within group (order by seconds) as p99_seconds, max(seconds) as max_seconds
                    from (
                        select extract(epoch from inbox_at - received_at)::float8 as seconds
                        from patrol.report where received_at >= @From and received_at < @Until) report
                    """,
                    new
                    {
                        day = asked,
                        From = CivilTime.StartOf(asked),
                        Until = CivilTime.StartOf(asked.AddDays(1)),
                    },
                    cancellationToken: cancellation
                )
            )
        );
    }
}
