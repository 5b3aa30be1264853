using Dapper;
using Jiban.Cases.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Jiban.Coordination;

/// <summary>
/// What units still owe to whistles, the earliest first: hours to be there, tasks and promises, looks at what is said to be done. For the
/// board of deadlines, beside those of cases.
/// </summary>
internal static class ListDeadlines
{
    private const int Most = 100;

    /// <summary>When it is due.</summary>
    internal enum When
    {
        Late,
        Today,
        Tomorrow,
    }

    /// <summary>What is waited for.</summary>
    internal enum What
    {
        /// <summary>To be there.</summary>
        Report,
        Task,
        Review,
    }

    /// <param name="Items">At most 100.</param>
    public sealed record Response(IReadOnlyList<Item> Items, CountsPart Counts);

    public sealed record CountsPart(int Late, int Today, int Tomorrow);

    /// <param name="Unit">Who must act.</param>
    /// <param name="TaskKind">Of a task.</param>
    /// <param name="Subject">Of the whistle; null once it was erased.</param>
    /// <param name="Level">The rung of the ladder that was told last.</param>
    public sealed record Item(
        Guid WhistleId,
        Guid? TaskId,
        What What,
        WhistlePage.UnitPart Unit,
        TaskKind? TaskKind,
        string? Subject,
        string? PlaceName,
        DateTimeOffset StartedAt,
        DateTimeOffset DueAt,
        int Level
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/deadlines", HandleAsync)
            .Needs(Operation.ViewWhistles)
            .WithName(nameof(ListDeadlines));

    private const string Due = """
        with due as (
            select d.whistle_id, d.task_id, d.kind as what, case d.kind when 'task' then t.unit_id else w.unit_id end as unit_id, t.kind as task_kind,
                d.started_at, d.due_at, d.level
            from coordination.deadline d join coordination.task t on t.task_id = d.task_id join coordination.whistle w on w.whistle_id = d.whistle_id
            where d.met_at is null
            union all
            select s.whistle_id, null, 'report', s.unit_id, null, coalesce(s.called_at, w.blown_at), s.report_by, 0
            from coordination.summons s join coordination.whistle w on w.whistle_id = s.whistle_id
            where s.arrived_at is null and w.closed_at is null),
        own as (select * from due where (@everything or unit_id = any(@units)) and (@chosen::uuid[] is null or unit_id = any(@chosen)))
        """;

    /// <param name="due">late | today | tomorrow.</param>
    /// <param name="unit">Only those of this unit and below.</param>
    private static async Task<Ok<Response>> HandleAsync(
        string? due,
        Guid? unit,
        HttpContext http,
        WhistleDesk desk,
        CancellationToken cancellation
    )
    {
        var actor = http.Actor();
        var now = desk.Clock.GetUtcNow();
        var today = CivilTime.DayOf(now);
        await using var connection = await desk.Database.OpenAsync(cancellation);
        var asked = new
        {
            everything = Permissions.May(Operation.ViewWhistles, actor.Role, Relation.Any),
            units = actor.UnitId is { } own ? desk.City.SelfAndBelow(own).ToArray() : [],
            chosen = unit is { } chosen ? desk.City.SelfAndBelow(chosen).ToArray() : null,
            now,
            tomorrow = CivilTime.StartOf(today.AddDays(1)),
            dayAfter = CivilTime.StartOf(today.AddDays(2)),
            Most,
        };
        var which = Enum.TryParse<When>(due, ignoreCase: true, out var parsed) ? parsed : When.Late;
        await using var found = await connection.QueryMultipleAsync(
            new CommandDefinition(
                $"""
                {Due} select whistle_id, task_id, what, unit_id, task_kind, started_at, due_at, level from own where {Condition(
                which
            )} order by due_at, whistle_id limit @Most;
                {Due} select count(*) filter (where {Condition(
                When.Late
            )})::int as late, count(*) filter (where {Condition(
                When.Today
            )})::int as today, count(*) filter (where {Condition(When.Tomorrow)})::int as tomorrow from own
                """,
                asked,
                cancellationToken: cancellation
            )
        );
        var rows = (await found.ReadAsync<Row>()).AsList();
        var counts = await found.ReadSingleAsync<CountsPart>();
        return TypedResults.Ok(
            new Response(await DrawAsync(connection, desk, rows, cancellation), counts)
        );
    }

    private static string Condition(When when) =>
        when switch
        {
            When.Late => "due_at < @now",
            // A limit that ends with a day, at 24:00, is of that day and not of the next.
            When.Today => "due_at >= @now and due_at <= @tomorrow",
            When.Tomorrow => "due_at > @tomorrow and due_at <= @dayAfter",
            _ => throw new InvalidOperationException($"No such time: {when}."),
        };

    private static async Task<IReadOnlyList<Item>> DrawAsync(
        NpgsqlConnection connection,
        WhistleDesk desk,
        List<Row> rows,
        CancellationToken cancellation
    )
    {
        var ids = rows.Select(row => row.WhistleId).Distinct().ToArray();
        var whistles = (
            await connection.QueryAsync<Whistle>(
                new CommandDefinition(
                    $"select {WhistleStore.Columns} from coordination.whistle where whistle_id = any(@ids)",
                    new { ids },
                    cancellationToken: cancellation
                )
            )
        ).ToDictionary(one => one.WhistleId);
        var parts = await WhistleStore.PartsAsync(connection, ids, cancellation);
        var texts = await WhistleTexts.ReadAsync(
            connection,
            desk,
            [.. whistles.Values],
            parts,
            [1],
            cancellation
        );
        return
        [
            .. rows.Select(row => new Item(
                row.WhistleId,
                row.TaskId,
                row.What,
                new(row.UnitId, desk.City.Unit(row.UnitId)?.Name ?? ""),
                row.TaskKind,
                texts.Of(row.WhistleId, 1) is { } subject ? Masked.Text(subject) : null,
                whistles[row.WhistleId].PlaceName,
                row.StartedAt,
                row.DueAt,
                row.Level
            )),
        ];
    }

    private sealed record Row(
        Guid WhistleId,
        Guid? TaskId,
        What What,
        Guid UnitId,
        TaskKind? TaskKind,
        DateTimeOffset StartedAt,
        DateTimeOffset DueAt,
        int Level
    );
}
