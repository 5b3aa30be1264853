using System.Data;
using Dapper;
using Jiban.Cases.Handling;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Limits;

/// <summary>The limits as data that an administrator edits. What is open keeps the deadlines it was given.</summary>
internal static class TimeLimitSettings
{
    private const int LongestAmount = 1_000;

    /// <summary>One limit.</summary>
    /// <param name="StartsWith">Signing may start with the receipt, contact and result with receipt or signature; the others start with their step.</param>
    /// <param name="PausesWith">Only the limit for the result pauses.</param>
    /// <param name="Calendar">Which days a limit in working days counts.</param>
    public sealed record Row(
        Urgency Urgency,
        Step Step,
        int Amount,
        LimitUnit Unit,
        LimitStart StartsWith = LimitStart.Step,
        LimitPause PausesWith = LimitPause.Suspension,
        LimitCalendar Calendar = LimitCalendar.Official
    );

    /// <param name="WorkingDayEnds"><c>24:00</c>, or the end of business such as <c>17:30</c>.</param>
    /// <param name="Version">Rises with every change; sent back, it says which one was looked at.</param>
    public sealed record Limits(IReadOnlyList<Row> Rows, string WorkingDayEnds, int Version);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/limits", ReadAsync)
            .Needs(Operation.ViewReferenceData)
            .WithName("GetTimeLimits")
            .Produces<Limits>();
        routes
            .MapPut("/limits", WriteAsync)
            .Needs(Operation.EditSettings)
            .WithName("PutTimeLimits")
            .Produces<Limits>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>From the store, not from memory: rows and version of one moment.</summary>
    private static async Task<IResult> ReadAsync(CaseDesk desk, CancellationToken cancellation)
    {
        await using var connection = await desk.Database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(
            IsolationLevel.RepeatableRead,
            cancellation
        );
        var rows = await connection.QueryAsync<LimitsStore.LimitRow>(
            "select urgency, step, amount, unit, starts_with, pauses_with, calendar from cases.time_limit",
            transaction: transaction
        );
        var (version, ends) = await connection.QuerySingleAsync<(int Version, string Ends)>(
            "select limits, (select value from cases.setting where name = 'working_day_ends') from cases.limits_version",
            transaction: transaction
        );
        return TypedResults.Ok(
            new Limits(
                [
                    .. rows.Select(row => row.ToLimit())
                        .OrderBy(limit => limit.Urgency)
                        .ThenBy(limit => limit.Step)
                        .Select(limit => new Row(
                            limit.Urgency,
                            limit.Step,
                            limit.Amount,
                            limit.Unit,
                            limit.StartsWith,
                            limit.PausesWith,
                            limit.Calendar
                        )),
                ],
                ends,
                version
            )
        );
    }

    private static async Task<IResult> WriteAsync(
        Limits wanted,
        HttpContext http,
        CaseDesk desk,
        LimitsRegistry registry,
        AuditTrail trail,
        CancellationToken cancellation
    )
    {
        if (Check(wanted) is { } problem)
        {
            return problem;
        }

        return await VersionedSetting.Limits.SaveAsync(
                wanted.Version,
                http,
                desk,
                registry,
                trail,
                async (connection, transaction) =>
                {
                    await connection.ExecuteAsync(
                        """
                        update cases.time_limit set amount = @Amount, unit = @Unit, starts_with = @Starts, pauses_with = @Pauses, calendar = @Calendar
                        where urgency = @Urgency and step = @Step
                        """,
                        wanted.Rows.Select(row => new
                        {
                            row.Amount,
                            Unit = Words.Of(row.Unit),
                            Starts = Words.Of(row.StartsWith),
                            Pauses = Words.Of(row.PausesWith),
                            Calendar = Words.Of(row.Calendar),
                            Urgency = Words.Of(row.Urgency),
                            Step = Words.Of(row.Step),
                        }),
                        transaction
                    );
                    await connection.ExecuteAsync(
                        "update cases.setting set value = @WorkingDayEnds where name = 'working_day_ends'",
                        new { wanted.WorkingDayEnds },
                        transaction
                    );
                },
                cancellation
            ) ?? await ReadAsync(desk, cancellation);
    }

    private static Problem? Check(Limits wanted)
    {
        var complete = Enum.GetValues<Urgency>()
            .SelectMany(urgency =>
                Enum.GetValues<Step>()
                    .Where(step => step is not (Step.Verify or Step.Promise))
                    .Select(step => (urgency, step))
            )
            .ToHashSet();
        return !complete.SetEquals(wanted.Rows.Select(row => (row.Urgency, row.Step)))
            || wanted.Rows.Count != complete.Count
                ? new Problem(
                    422,
                    "limits-incomplete",
                    "每种紧急程度的每个环节都要有且只有一个时限。",
                    "Each urgency needs exactly one limit for each step."
                )
            : wanted.Rows.Any(row => row.Amount is < 1 or > LongestAmount)
                ? new Problem(
                    422,
                    "limit-out-of-range",
                    $"时限应在1到{LongestAmount}之间。",
                    $"A limit is between 1 and {LongestAmount}."
                )
            : wanted.Rows.Any(row =>
                row.StartsWith switch
                {
                    LimitStart.Received => row.Step
                        is not (Step.Sign or Step.Contact or Step.Resolve),
                    LimitStart.Signed => row.Step is not (Step.Contact or Step.Resolve),
                    _ => false,
                }
            )
                ? new Problem(
                    422,
                    "limit-start",
                    "只有签收、联系和办结的时限可以从受理算起，只有联系和办结可以从签收算起。",
                    "Only signing, contact and result may start with the receipt, only contact and result with the signature."
                )
            : wanted.WorkingDayEnds != "24:00"
            && !TimeOnly.TryParseExact(wanted.WorkingDayEnds, "HH:mm", out _)
                ? new Problem(
                    422,
                    "working-day-end",
                    "下班时间应写作 17:30 这样的形式，或写 24:00。",
                    "Write the end of the working day as 17:30, or 24:00."
                )
            : null;
    }
}
