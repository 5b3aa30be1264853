using Dapper;
using Jiban.Cases.Handling;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Jiban.Cases.Figures;

/// <summary>
/// How well a unit meets, asks and asks again: share of requesters met and days until then, cases solved by meeting month by month, and how
/// many of the closed cases were called back, followed up and controlled, each time that a case was closed (<see cref="Closing"/>). Counted from the
/// cases received within the days asked for; <see cref="ListClosings"/> opens what stands behind.
/// </summary>
internal static class ShowCaseFigures
{
    /// <param name="Invited">Cases whose requester is invited to meet: all with a person but those whom the city's line keeps to itself.</param>
    /// <param name="Met">Of these, met.</param>
    /// <param name="NoNeed">Said that there is no need.</param>
    /// <param name="Declined">Declined what was offered, without a word against meeting: to be invited again.</param>
    /// <param name="NotReached">Could not be reached, a state of its own.</param>
    /// <param name="HoursToMeet">From receipt to meeting, on average, in hours; null where nobody was met.</param>
    public sealed record Meeting(
        int Invited,
        int Met,
        int NoNeed,
        int Declined,
        int NotReached,
        double? HoursToMeet
    );

    /// <param name="Closed">Closings whose requester is to be called back.</param>
    /// <param name="Answered">Of these, answered.</param>
    /// <param name="NotReached">Of these, tried as often as the rule asks for; the rest waits to be asked.</param>
    /// <param name="Exempt">Closings without a call-back by rule: no person, split, abuse, left to the city. Thanks are no demand and are not counted at all.</param>
    public sealed record CallBack(int Closed, int Answered, int NotReached, int Exempt);

    /// <param name="Asked">Closings that the rule follows up.</param>
    /// <param name="Done">Of these, answered.</param>
    /// <param name="NotReached">Of these, tried as often as the rule asks for.</param>
    public sealed record FollowUp(int Asked, int Done, int NotReached);

    /// <param name="Drawn">Closings on which the lot fell.</param>
    /// <param name="Agrees">Asked, same answers.</param>
    /// <param name="Differs">Asked, other answers.</param>
    /// <param name="NotReached">Tried as often as the rule asks for.</param>
    public sealed record Control(int Drawn, int Agrees, int Differs, int NotReached);

    /// <param name="Name">The month of receipt, <c>2026-11</c>.</param>
    /// <param name="SolvedByMeeting">Cases met, with the result "solved" that the requester did not contradict.</param>
    public sealed record Month(string Name, int Received, int Met, int SolvedByMeeting);

    /// <param name="Raised">Cases that were raised to a leader, because the last result that the rule allows was not taken (提级督办).</param>
    public sealed record Response(
        Meeting Meeting,
        CallBack CallBack,
        FollowUp FollowUp,
        Control Control,
        int Raised,
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
        var (question, problem) = FiguresQuestion.Of(unit, from, to, http, desk);
        if (question is null)
        {
            return problem!;
        }

        await using var connection = await desk.Database.OpenAsync(cancellation);
        return TypedResults.Ok(
            Of(
                await MonthsAsync(connection, question, cancellation),
                await CoverAsync(connection, question, cancellation)
            )
        );
    }

    /// <summary>The numbers of the meetings, month by month.</summary>
    internal static async Task<IReadOnlyList<Met>> MonthsAsync(
        NpgsqlConnection connection,
        FiguresQuestion question,
        CancellationToken cancellation
    ) =>
        (
            await connection.QueryAsync<Met>(
                new CommandDefinition(Sql, question, cancellationToken: cancellation)
            )
        ).AsList();

    /// <summary>The numbers of the coverage.</summary>
    internal static Task<Covered> CoverAsync(
        NpgsqlConnection connection,
        FiguresQuestion question,
        CancellationToken cancellation
    ) =>
        connection.QuerySingleAsync<Covered>(
            new CommandDefinition(CoverageSql.Counts, question, cancellationToken: cancellation)
        );

    /// <summary>One row a month; the sums over all are the figures of the meetings.</summary>
    private const string Sql = """
        select to_char(received_at at time zone 'Asia/Shanghai', 'YYYY-MM') as month, count(*)::int as received,
            count(*) filter (where meeting is not null)::int as invited,
            count(*) filter (where meeting = 'met')::int as met_cases,
            count(*) filter (where meeting = 'noNeed')::int as no_need,
            count(*) filter (where meeting = 'declined')::int as declined,
            count(*) filter (where meeting = 'notReached')::int as not_met,
            coalesce(sum(extract(epoch from meeting_at - received_at)) filter (where meeting = 'met'), 0)::float8 as seconds_to_meet,
            count(*) filter (where meeting = 'met' and outcome = 'solved' and coalesce(solved, 'solved') = 'solved')::int as solved_by_meeting,
            count(*) filter (where raised_at is not null)::int as raised
        from cases.case_file
        where kind <> 'praise' and case_id >= @FromId and case_id < @ToId and (cardinality(@Units) = 0 or unit_id = any(@Units))
        group by 1 order by 1
        """;

    internal static Response Of(IReadOnlyList<Met> months, Covered covered)
    {
        var met = months.Sum(month => month.MetCases);
        return new Response(
            new(
                months.Sum(month => month.Invited),
                met,
                months.Sum(month => month.NoNeed),
                months.Sum(month => month.Declined),
                months.Sum(month => month.NotMet),
                met == 0
                    ? null
                    : Math.Round(months.Sum(month => month.SecondsToMeet) / met / 3_600, 1)
            ),
            new(
                covered.CallBackDue,
                covered.CallBackAnswered,
                covered.CallBackNotReached,
                covered.CallBackExempt
            ),
            new(covered.FollowUpDue, covered.FollowUpDone, covered.FollowUpNotReached),
            new(
                covered.ControlDrawn,
                covered.ControlAgrees,
                covered.ControlDiffers,
                covered.ControlNotReached
            ),
            months.Sum(month => month.Raised),
            [
                .. months.Select(month => new Month(
                    month.Month,
                    month.Received,
                    month.MetCases,
                    month.SolvedByMeeting
                )),
            ]
        );
    }

    /// <summary>The numbers of <see cref="Meeting"/>, of one month.</summary>
    internal sealed record Met(
        string Month,
        int Received,
        int Invited,
        int MetCases,
        int NoNeed,
        int Declined,
        int NotMet,
        double SecondsToMeet,
        int SolvedByMeeting,
        int Raised
    );

    /// <summary>The numbers of <see cref="CoverageNumber"/>.</summary>
    internal sealed record Covered(
        int CallBackDue,
        int CallBackAnswered,
        int CallBackNotReached,
        int CallBackExempt,
        int FollowUpDue,
        int FollowUpDone,
        int FollowUpNotReached,
        int ControlDrawn,
        int ControlAgrees,
        int ControlDiffers,
        int ControlNotReached
    );
}
