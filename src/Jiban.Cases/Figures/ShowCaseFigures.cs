using Dapper;
using Jiban.Cases.Handling;
using Jiban.Platform.Auth;
using Jiban.Platform.Time;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Figures;

/// <summary>
/// How well a unit meets, asks and asks again: share of requesters met and days until then, cases solved by meeting month by month, and how
/// many of the closed cases were called back, followed up and controlled. Counted from the cases received within the days asked for.
/// </summary>
internal static class ShowCaseFigures
{
    private const int MostDays = 800;

    /// <param name="Invited">Cases whose requester is invited to meet: all with a person but the confidential ones.</param>
    /// <param name="Met">Of these, met.</param>
    /// <param name="NoNeed">Said that there is no need.</param>
    /// <param name="NotReached">Could not be reached, a state of its own.</param>
    /// <param name="HoursToMeet">From receipt to meeting, on average, in hours; null where nobody was met.</param>
    public sealed record Meeting(
        int Invited,
        int Met,
        int NoNeed,
        int NotReached,
        double? HoursToMeet
    );

    /// <param name="Closed">Closed cases whose requester is to be called back.</param>
    /// <param name="Answered">Of these, answered.</param>
    /// <param name="NotReached">Of these, tried as often as the rule asks for.</param>
    /// <param name="Exempt">Closed without a call-back by rule: no person, split, legal path, abuse. Thanks are no demand and are not counted at all.</param>
    public sealed record CallBack(int Closed, int Answered, int NotReached, int Exempt);

    /// <param name="Asked">Closed cases that the rule follows up.</param>
    /// <param name="Done">Of these, answered.</param>
    public sealed record FollowUp(int Asked, int Done);

    /// <param name="Drawn">Cases on which the lot fell.</param>
    /// <param name="Agrees">Asked, same answers.</param>
    /// <param name="Differs">Asked, other answers.</param>
    public sealed record Control(int Drawn, int Agrees, int Differs);

    /// <param name="Name">The month of receipt, <c>2026-11</c>.</param>
    /// <param name="SolvedByMeeting">Cases met, with the result "solved" that the requester did not contradict.</param>
    public sealed record Month(string Name, int Received, int Met, int SolvedByMeeting);

    public sealed record Response(
        Meeting Meeting,
        CallBack CallBack,
        FollowUp FollowUp,
        Control Control,
        IReadOnlyList<Month> Months
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/figures", HandleAsync)
            .Needs(Operation.ViewFigures)
            .WithName(nameof(ShowCaseFigures))
            .Produces<Response>()
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<IResult> HandleAsync(
        Guid? unit,
        DateOnly? from,
        DateOnly? to,
        HttpContext http,
        CaseDesk desk,
        CancellationToken cancellation
    )
    {
        var actor = http.Actor();
        if (UnitsOf(unit, actor, desk) is not { } units)
        {
            return new Refused(Refusal.OtherUnit).ToProblem();
        }

        var today = CivilTime.DayOf(desk.Clock.GetUtcNow());
        var first = from ?? new DateOnly(today.Year, today.Month, 1);
        var last = to ?? today;
        if (last < first || last.DayNumber - first.DayNumber > MostDays)
        {
            return new Problem(
                422,
                "days-out-of-range",
                $"起止日期不对，最多可以统计{MostDays}天。",
                $"The days are not in order, or more than {MostDays}."
            );
        }

        await using var connection = await desk.Database.OpenAsync(cancellation);
        var months = (
            await connection.QueryAsync<Row>(
                new CommandDefinition(
                    Sql,
                    new
                    {
                        fromId = Ids.Floor(CivilTime.StartOf(first)),
                        toId = Ids.Floor(CivilTime.StartOf(last.AddDays(1))),
                        units,
                    },
                    cancellationToken: cancellation
                )
            )
        ).AsList();
        return TypedResults.Ok(Of(months));
    }

    /// <summary>One row a month; the sums over all are the figures.</summary>
    private const string Sql = """
        select to_char(received_at at time zone 'Asia/Shanghai', 'YYYY-MM') as month, count(*)::int as received,
            count(*) filter (where meeting is not null)::int as invited,
            count(*) filter (where meeting = 'met')::int as met,
            count(*) filter (where meeting = 'noNeed')::int as no_need,
            count(*) filter (where meeting = 'notReached')::int as not_met,
            coalesce(sum(extract(epoch from meeting_at - received_at)) filter (where meeting = 'met'), 0)::float8 as seconds_to_meet,
            count(*) filter (where meeting = 'met' and outcome = 'solved' and coalesce(solved, 'solved') = 'solved')::int as solved_by_meeting,
            count(*) filter (where closed_how in ('calledBack', 'notReached'))::int as closed,
            count(*) filter (where closed_how = 'calledBack')::int as answered,
            count(*) filter (where closed_how = 'notReached')::int as not_reached,
            count(*) filter (where closed_how not in ('calledBack', 'notReached'))::int as exempt,
            count(*) filter (where due_follow_up is not null or followed_up_at is not null)::int as follow_ups,
            count(*) filter (where followed_up_at is not null)::int as followed_up,
            count(*) filter (where control is not null)::int as drawn,
            count(*) filter (where control = 'agrees')::int as agrees,
            count(*) filter (where control = 'differs')::int as differs
        from cases.case_file
        where kind <> 'praise' and case_id >= @fromId and case_id < @toId and (cardinality(@units) = 0 or unit_id = any(@units))
        group by 1 order by 1
        """;

    private static Response Of(IReadOnlyList<Row> months)
    {
        var met = months.Sum(month => month.Met);
        return new Response(
            new(
                months.Sum(month => month.Invited),
                met,
                months.Sum(month => month.NoNeed),
                months.Sum(month => month.NotMet),
                met == 0
                    ? null
                    : Math.Round(months.Sum(month => month.SecondsToMeet) / met / 3_600, 1)
            ),
            new(
                months.Sum(month => month.Closed),
                months.Sum(month => month.Answered),
                months.Sum(month => month.NotReached),
                months.Sum(month => month.Exempt)
            ),
            new(months.Sum(month => month.FollowUps), months.Sum(month => month.FollowedUp)),
            new(
                months.Sum(month => month.Drawn),
                months.Sum(month => month.Agrees),
                months.Sum(month => month.Differs)
            ),
            [
                .. months.Select(month => new Month(
                    month.Month,
                    month.Received,
                    month.Met,
                    month.SolvedByMeeting
                )),
            ]
        );
    }

    private sealed record Row(
        string Month,
        int Received,
        int Invited,
        int Met,
        int NoNeed,
        int NotMet,
        double SecondsToMeet,
        int SolvedByMeeting,
        int Closed,
        int Answered,
        int NotReached,
        int Exempt,
        int FollowUps,
        int FollowedUp,
        int Drawn,
        int Agrees,
        int Differs
    );

    /// <summary>The units whose cases are counted; null when the actor may not see them.</summary>
    private static Guid[]? UnitsOf(Guid? unit, Actor actor, CaseDesk desk)
    {
        var allowed = Permissions.Of(Operation.ViewFigures, actor.Role);
        if ((allowed & Relation.Any) != 0)
        {
            return unit is { } any ? [.. desk.City.SelfAndBelow(any)] : [];
        }

        if (actor.UnitId is not { } own)
        {
            return null;
        }

        var mine =
            (allowed & Relation.Below) != 0 ? desk.City.SelfAndBelow(own).ToHashSet() : [own];
        var wanted = unit ?? own;
        return !mine.Contains(wanted) ? null
            : (allowed & Relation.Below) != 0 ? [.. desk.City.SelfAndBelow(wanted)]
            : [wanted];
    }
}
