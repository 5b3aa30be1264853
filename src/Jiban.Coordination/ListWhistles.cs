using Dapper;
using Jiban.Cases.Contracts;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Jiban.Coordination;

/// <summary>The whistles that concern the units of the one who asks, latest first.</summary>
internal static class ListWhistles
{
    private const int PageSize = 50;

    /// <param name="Next">Give it as <c>cursor</c> for the next page; null on the last.</param>
    public sealed record Response(IReadOnlyList<Item> Items, Guid? Next);

    /// <param name="Summoned">Units that were called.</param>
    /// <param name="Arrived">Of those, how many have come.</param>
    /// <param name="LateTasks">Open tasks past their deadline.</param>
    /// <param name="ToVerify">Tasks that wait for the one who asks, or a colleague, to look.</param>
    /// <param name="Mine">The call to the unit of the one who asks.</param>
    /// <param name="NextDue">What runs out next: the hour of somebody who has not come, else of an open task.</param>
    public sealed record Item(
        Guid Id,
        WhistleKind Kind,
        string? Subject,
        WhistlePage.UnitPart Unit,
        DateTimeOffset BlownAt,
        DateTimeOffset? ClosedAt,
        string? PlaceName,
        IReadOnlyList<string> Cases,
        int Summoned,
        int Arrived,
        int OpenTasks,
        int LateTasks,
        int ToVerify,
        bool Escalated,
        MinePart? Mine,
        DateTimeOffset? NextDue
    );

    public sealed record MinePart(
        DateTimeOffset ReportBy,
        DateTimeOffset? AcknowledgedAt,
        DateTimeOffset? ArrivedAt
    );

    /// <summary>Why a whistle stands in one's list.</summary>
    internal enum Part
    {
        All,

        /// <summary>The own unit was called.</summary>
        Summoned,

        /// <summary>The own unit blew it.</summary>
        Blown,

        /// <summary>A task waits to be looked at.</summary>
        Verify,

        /// <summary>Somebody did not come, and the own unit was told.</summary>
        Escalated,
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/", HandleAsync)
            .Needs(Operation.ViewWhistles)
            .WithName(nameof(ListWhistles));

    /// <param name="part">all | summoned | blown | verify | escalated.</param>
    /// <param name="open">Only those that are open, or only those that are closed.</param>
    /// <param name="caseId">Only those of a case.</param>
    private static async Task<Ok<Response>> HandleAsync(
        string? part,
        bool? open,
        Guid? caseId,
        Guid? cursor,
        HttpContext http,
        WhistleDesk desk,
        CancellationToken cancellation
    )
    {
        await using var connection = await desk.Database.OpenAsync(cancellation);
        var actor = http.Actor();
        var found = await PageAsync(
            connection,
            actor,
            desk.City,
            Enum.TryParse<Part>(part, ignoreCase: true, out var which) ? which : Part.All,
            open,
            caseId,
            cursor,
            cancellation
        );
        var page = found.Take(PageSize).ToList();
        var parts = await WhistleStore.PartsAsync(
            connection,
            [.. page.Select(one => one.WhistleId)],
            cancellation
        );
        var texts = await WhistleTexts.ReadAsync(connection, desk, page, parts, [1], cancellation);
        var now = desk.Clock.GetUtcNow();
        return TypedResults.Ok(
            new Response(
                [
                    .. page.Select(one =>
                        ItemOf(
                            new Standing(actor, one, parts.Of(one.WhistleId), desk.City.IsBelow),
                            texts,
                            desk.City,
                            now
                        )
                    ),
                ],
                found.Count > PageSize ? page[^1].WhistleId : null
            )
        );
    }

    private static async Task<IReadOnlyList<Whistle>> PageAsync(
        NpgsqlConnection connection,
        Actor actor,
        CitySnapshot city,
        Part part,
        bool? open,
        Guid? caseId,
        Guid? cursor,
        CancellationToken cancellation
    ) =>
        (
            await connection.QueryAsync<Whistle>(
                new CommandDefinition(
                    $"""
                    select {WhistleStore.Columns} from coordination.whistle w
                    where (@cursor::uuid is null or whistle_id < @cursor)
                        and (@open::boolean is null or (closed_at is null) = @open)
                        and (@caseId::uuid is null or exists (select from coordination.whistle_case c where c.whistle_id = w.whistle_id and c.case_id = @caseId))
                        and (@everything or w.unit_id = any(@units) or w.leader_id = @me
                            or exists (select from coordination.summons s where s.whistle_id = w.whistle_id and s.unit_id = any(@units))
                            or exists (select from coordination.task t where t.whistle_id = w.whistle_id and (t.unit_id = any(@units) or t.guided_by = any(@units)))
                            or exists (select from coordination.escalation e where e.whistle_id = w.whistle_id and e.to_unit = any(@units)))
                        and {PartSql(
                        part
                    )}
                    order by whistle_id desc limit @limit
                    """,
                    new
                    {
                        cursor,
                        open,
                        caseId,
                        everything = Permissions.May(
                            Operation.ViewWhistles,
                            actor.Role,
                            Relation.Any
                        ),
                        units = actor.UnitId is { } unit ? city.SelfAndBelow(unit).ToArray() : [],
                        own = actor.UnitId,
                        me = actor.Id,
                        limit = PageSize + 1,
                    },
                    cancellationToken: cancellation
                )
            )
        ).AsList();

    private static string PartSql(Part part) =>
        part switch
        {
            Part.Summoned =>
                "exists (select from coordination.summons s where s.whistle_id = w.whistle_id and s.unit_id = @own)",
            Part.Blown => "w.unit_id = @own",
            Part.Verify =>
                "(w.unit_id = @own or w.leader_id = @me) and exists (select from coordination.task t where t.whistle_id = w.whistle_id and t.state = 'done')",
            Part.Escalated =>
                "exists (select from coordination.escalation e where e.whistle_id = w.whistle_id and e.to_unit = @own)",
            _ => "true",
        };

    private static Item ItemOf(
        Standing standing,
        WhistleTexts texts,
        CitySnapshot city,
        DateTimeOffset now
    )
    {
        var (whistle, parts) = (standing.Whistle, standing.Parts);
        var open = parts.Tasks.Where(task => task.State == TaskState.Open).ToList();
        var waitedFor = parts
            .Summons.Where(one => one.ArrivedAt is null && !whistle.IsClosed)
            .Select(one => (DateTimeOffset?)one.ReportBy);
        return new(
            whistle.WhistleId,
            whistle.Kind,
            texts.Of(whistle.WhistleId, 1) is { } subject ? Masked.Text(subject) : null,
            new(whistle.UnitId, city.Unit(whistle.UnitId)?.Name ?? ""),
            whistle.BlownAt,
            whistle.ClosedAt,
            whistle.PlaceName,
            [.. parts.Cases.Select(one => one.Number)],
            parts.Summons.Count,
            parts.Summons.Count(one => one.ArrivedAt is not null),
            open.Count,
            open.Count(task => task.DueAt < now),
            standing.Leads ? parts.Tasks.Count(task => task.State == TaskState.Done) : 0,
            parts.Escalations.Count > 0,
            parts.SummonsOf(standing.Unit) is { } mine
                ? new(mine.ReportBy, mine.AcknowledgedAt, mine.ArrivedAt)
                : null,
            waitedFor.Min() ?? open.Select(task => (DateTimeOffset?)task.DueAt).Min()
        );
    }
}
