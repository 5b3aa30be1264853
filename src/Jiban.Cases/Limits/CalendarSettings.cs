using Dapper;
using Jiban.Cases.Handling;
using Jiban.Platform.Auth;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Limits;

/// <summary>
/// The working calendar of a year as data that an administrator edits (rules.md §7: the list of a year appears in the autumn before).
/// Open deadlines that its days touch are counted again soon after (<see cref="RecomputeDeadlines"/>).
/// </summary>
internal static class CalendarSettings
{
    /// <summary>A day that is not what its weekday says.</summary>
    public sealed record Day(DateOnly Date, bool IsOff, string Name);

    /// <param name="Document">The document that published it; null for a year that is not published yet.</param>
    /// <param name="WorkingDays">Working days of the whole year.</param>
    /// <param name="Version">Rises with every change; 0 before the first.</param>
    public sealed record Year(
        int Number,
        string? Document,
        IReadOnlyList<Day> Days,
        int WorkingDays,
        int Version
    );

    /// <param name="Version">The version that was looked at.</param>
    public sealed record Change(string? Document, IReadOnlyList<Day> Days, int Version);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/calendar/{year:int}", ReadAsync)
            .Needs(Operation.ViewReferenceData)
            .WithName("GetCalendarYear")
            .Produces<Year>();
        routes
            .MapPut("/calendar/{year:int}", WriteAsync)
            .Needs(Operation.EditSettings)
            .WithName("PutCalendarYear")
            .Produces<Year>()
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> ReadAsync(
        int year,
        CaseDesk desk,
        LimitsRegistry registry,
        CancellationToken cancellation
    )
    {
        if (year is < 2000 or > 2100)
        {
            return new Problem(
                404,
                "unknown-year",
                "没有这一年的日历。",
                "There is no calendar of this year."
            );
        }

        await using var connection = await desk.Database.OpenAsync(cancellation);
        var head = await connection.QuerySingleOrDefaultAsync<(string Document, int Version)?>(
            "select document, version from cases.calendar_year where year = @year",
            new { year }
        );
        var days = await connection.QueryAsync<CalendarDay>(
            "select day, is_off, name from cases.calendar_day where day >= make_date(@year, 1, 1) and day < make_date(@year + 1, 1, 1) order by day",
            new { year }
        );
        var calendar = (await registry.CurrentAsync(cancellation)).Calendar;
        var first = new DateOnly(year, 1, 1);
        var working = Enumerable
            .Range(0, first.AddYears(1).DayNumber - first.DayNumber)
            .Count(offset => calendar.IsWorkingDay(first.AddDays(offset)));
        return TypedResults.Ok(
            new Year(
                year,
                head?.Document,
                [.. days.Select(day => new Day(day.Day, day.IsOff, day.Name))],
                working,
                head?.Version ?? 0
            )
        );
    }

    private static async Task<IResult> WriteAsync(
        int year,
        Change wanted,
        HttpContext http,
        CaseDesk desk,
        LimitsRegistry registry,
        AuditTrail trail,
        CancellationToken cancellation
    )
    {
        if (Check(year, wanted) is { } problem)
        {
            return problem;
        }

        await using var connection = await desk.Database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var written = await connection.ExecuteAsync(
            """
            insert into cases.calendar_year (year, document, version) select @year, @Document, 1 where @Version = 0
            on conflict (year) do nothing
            """,
            new
            {
                year,
                Document = wanted.Document!.Trim(),
                wanted.Version,
            },
            transaction
        );
        written += await connection.ExecuteAsync(
            "update cases.calendar_year set document = @Document, version = version + 1 where year = @year and version = @Version and @Version > 0",
            new
            {
                year,
                Document = wanted.Document.Trim(),
                wanted.Version,
            },
            transaction
        );
        if (written == 0)
        {
            return LimitsStore.Changed;
        }

        await connection.ExecuteAsync(
            "delete from cases.calendar_day where day >= make_date(@year, 1, 1) and day < make_date(@year + 1, 1, 1)",
            new { year },
            transaction
        );
        await connection.ExecuteAsync(
            "insert into cases.calendar_day (day, is_off, name) values (@Date, @IsOff, @Name)",
            wanted.Days,
            transaction
        );
        await connection.ExecuteAsync(
            """
            update cases.limits_version set version = version + 1, recompute_from = least(recompute_from, @year),
                calendar_changed_at = @now
            """,
            new { year, now = desk.Clock.GetUtcNow() },
            transaction
        );
        await trail.WriteAsync(
            connection,
            transaction,
            new AuditEntry(http.Actor().Id, "editSettings", $"calendar/{year}", "done"),
            cancellation
        );
        await transaction.CommitAsync(cancellation);
        await registry.FollowAsync(cancellation);
        return await ReadAsync(year, desk, registry, cancellation);
    }

    private static Problem? Check(int year, Change wanted) =>
        year is < 2000 or > 2100
            ? new Problem(
                404,
                "unknown-year",
                "没有这一年的日历。",
                "There is no calendar of this year."
            )
        : string.IsNullOrWhiteSpace(wanted.Document) || wanted.Document.Length > 200
            ? new Problem(
                422,
                "calendar-document",
                "请写明公布这一年安排的文件。",
                "Name the document that published the year."
            )
        : wanted.Days.Any(day =>
            day.Date.Year != year || string.IsNullOrWhiteSpace(day.Name) || day.Name.Length > 20
        )
        || wanted.Days.Select(day => day.Date).Distinct().Count() != wanted.Days.Count
            ? new Problem(
                422,
                "calendar-days",
                "每一天都要属于这一年、只出现一次，并写明名称。",
                "Each day must be of this year, once, with a name."
            )
        : null;
}
