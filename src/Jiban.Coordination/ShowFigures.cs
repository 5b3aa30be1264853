using Dapper;
using Jiban.Platform.Auth;
using Jiban.Platform.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Coordination;

/// <summary>How each unit answers when it is called, and how it calls (双考核): counts and average scores of the whistles of some days.</summary>
internal static class ShowFigures
{
    private const int DefaultDays = 30;

    public sealed record Response(DateOnly From, DateOnly To, IReadOnlyList<Row> Rows);

    /// <param name="Called">How often it was called.</param>
    /// <param name="InTime">Of those, how often it came in time.</param>
    /// <param name="Late">How often it came late.</param>
    /// <param name="NotCome">How often it had not come when its hour, or the whistle, was over.</param>
    /// <param name="Escalated">How often somebody above had to be told.</param>
    /// <param name="AsResponder">Average of what callers gave it, in hundredths of a point; null when none did.</param>
    /// <param name="Blown">How often it called others.</param>
    /// <param name="AsCaller">Average of what those gave it.</param>
    public sealed record Row(
        Guid UnitId,
        string Name,
        int Called,
        int InTime,
        int Late,
        int NotCome,
        int Escalated,
        int? AsResponder,
        int Blown,
        int? AsCaller
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/figures", HandleAsync)
            .Needs(Operation.ViewWhistles)
            .WithName(nameof(ShowFigures));

    /// <param name="from">First civil day on which the whistles were blown; by default thirty days ago.</param>
    /// <param name="to">Last civil day.</param>
    private static async Task<Ok<Response>> HandleAsync(
        DateOnly? from,
        DateOnly? to,
        HttpContext http,
        WhistleDesk desk,
        CancellationToken cancellation
    )
    {
        var (actor, now) = (http.Actor(), desk.Clock.GetUtcNow());
        var last = to ?? CivilTime.DayOf(now);
        var first = from ?? last.AddDays(1 - DefaultDays);
        await using var connection = await desk.Database.OpenAsync(cancellation);
        var rows = await connection.QueryAsync<Counted>(
            new CommandDefinition(
                """
                with span as (select * from coordination.whistle where blown_at >= @since and blown_at < @until),
                called as (
                    select s.unit_id, count(*)::int as called, count(*) filter (where s.arrived_at <= s.report_by)::int as in_time,
                        count(*) filter (where s.arrived_at > s.report_by)::int as late,
                        count(*) filter (where s.arrived_at is null and (s.report_by < @now or w.closed_at is not null))::int as not_come,
                        count(*) filter (where exists (select from coordination.escalation e
                            where e.whistle_id = s.whistle_id and e.unit_id = s.unit_id))::int as escalated
                    from span w join coordination.summons s using (whistle_id) group by s.unit_id),
                blown as (select unit_id, count(*)::int as blown from span group by unit_id),
                scored as (
                    select c.to_unit as unit_id, round(avg(100 * points) filter (where c.to_unit <> w.unit_id))::int as as_responder,
                        round(avg(100 * points) filter (where c.to_unit = w.unit_id))::int as as_caller
                    from span w join coordination.score c using (whistle_id) group by c.to_unit)
                select unit_id, coalesce(called, 0) as called, coalesce(in_time, 0) as in_time, coalesce(late, 0) as late,
                    coalesce(not_come, 0) as not_come, coalesce(escalated, 0) as escalated, as_responder, coalesce(blown, 0) as blown, as_caller
                from called full join blown using (unit_id) full join scored using (unit_id)
                where @everything or unit_id = any(@units)
                """,
                new
                {
                    since = CivilTime.StartOf(first),
                    until = CivilTime.StartOf(last.AddDays(1)),
                    now,
                    everything = Permissions.May(Operation.ViewWhistles, actor.Role, Relation.Any),
                    units = actor.UnitId is { } unit ? desk.City.SelfAndBelow(unit).ToArray() : [],
                },
                cancellationToken: cancellation
            )
        );
        return TypedResults.Ok(
            new Response(
                first,
                last,
                [
                    .. rows.Select(row => new Row(
                            row.UnitId,
                            desk.City.Unit(row.UnitId)?.Name ?? "",
                            row.Called,
                            row.InTime,
                            row.Late,
                            row.NotCome,
                            row.Escalated,
                            row.AsResponder,
                            row.Blown,
                            row.AsCaller
                        ))
                        .OrderByDescending(row => row.Called + row.Blown)
                        .ThenBy(row => desk.City.Unit(row.UnitId)?.Code, StringComparer.Ordinal),
                ]
            )
        );
    }

    private sealed record Counted(
        Guid UnitId,
        int Called,
        int InTime,
        int Late,
        int NotCome,
        int Escalated,
        int? AsResponder,
        int Blown,
        int? AsCaller
    );
}
