using System.Globalization;
using Dapper;
using Jiban.Cases.Asks;
using Jiban.Cases.Handling;
using Jiban.Cases.Links;
using Jiban.Cases.Requests;
using Jiban.Cases.Secrets;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Time;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Jiban.Cases.Lists;

/// <summary>The work list: filters, search, order, pages by cursor, and how many there are in each state.</summary>
internal static class ListCases
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 200;
    private const int SummaryLength = 60;

    /// <summary>A row of the list; the text is masked and cut.</summary>
    /// <param name="Signer">Who signed it, or took it over; null while nobody has.</param>
    /// <param name="ForOthers">What is due next is not the reader's to do: a result waits for whoever calls back and closes.</param>
    public sealed record Row(
        Guid Id,
        string Number,
        CaseState State,
        DemandKind Kind,
        string ClassCode,
        string ClassName,
        Urgency Urgency,
        bool Danger,
        string Channel,
        bool Own,
        string Summary,
        string? PlaceName,
        UnitName Unit,
        DateTimeOffset ReceivedAt,
        DateTimeOffset? DueAt,
        Step? DueKind,
        int Version,
        bool HasPerson,
        bool CalledBack,
        Ask? Asked,
        int AlarmLevel,
        int Handling,
        Guid? IncidentId,
        int Members,
        bool Repeat,
        bool Confidential,
        bool AbuseSuspected,
        bool Assisting,
        bool Convened,
        bool AwaitsReinspection,
        bool Supervised,
        bool SupervisionAnswered,
        SignerName? Signer,
        bool Preventive,
        bool OnlyVoice,
        bool ForOthers
    );

    /// <summary>Who handles it.</summary>
    public sealed record SignerName(Guid Id, string Name);

    /// <summary>How many there are under the same filter in each tab, whichever is open.</summary>
    public sealed record Counts(
        int Queued,
        int Dispatched,
        int Signed,
        int Suspended,
        int Resolved,
        int Closed,
        int Late,
        int Asked,
        int FollowUp,
        int Control,
        int AbuseSuspected,
        int DueToday,
        int DueTomorrow,
        int Reinspection,
        int Alarmed,
        int Supervised,
        int HandedOver,
        int ToContact
    );

    /// <param name="Next">Cursor of the next page; null at the end.</param>
    public sealed record Response(IReadOnlyList<Row> Items, string? Next, Counts? Counts);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/", HandleAsync)
            .Needs(Operation.ViewCases)
            .WithName(nameof(ListCases))
            .Produces<Response>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);

    private static async Task<IResult> HandleAsync(
        [AsParameters] CaseFilter filter,
        string? sort,
        string? cursor,
        int? limit,
        HttpContext http,
        CaseDesk desk,
        PersonLookups lookups,
        CancellationToken cancellation
    )
    {
        var order = Order.Of(sort, http.Actor());
        if (cursor is not null && !order.TryRead(cursor, out _))
        {
            return new Problem(
                400,
                "malformed",
                "翻页位置有误，请从第一页重新打开。",
                "The cursor is malformed."
            );
        }

        if (await lookups.SearchAsync(http, filter.Q, cancellation) is { } tooMany)
        {
            return tooMany;
        }

        await using var connection = await desk.Database.OpenAsync(cancellation);
        var size = Math.Clamp(limit ?? DefaultLimit, 1, MaxLimit);
        var files = await PageAsync(
            connection,
            desk,
            Operation.ViewCases,
            http.Actor(),
            filter,
            order,
            cursor,
            size + 1,
            cancellation
        );
        var shown = files.Take(size).ToList();
        var summaries = await SummariesAsync(connection, desk, shown, cancellation);
        var secret = await PersonLinks.SecretAsync(
            connection,
            desk,
            http.Actor(),
            shown,
            cancellation
        );
        var names = await desk.Accounts.NamesAsync(
            shown.Select(file => file.SignedBy).OfType<Guid>(),
            cancellation
        );
        return TypedResults.Ok(
            new Response(
                [
                    .. shown.Select(file =>
                        RowOf(
                            file,
                            desk,
                            summaries.GetValueOrDefault(file.CaseId, ""),
                            http.Actor(),
                            secret,
                            names
                        )
                    ),
                ],
                files.Count > size ? order.Write(shown[^1]) : null,
                cursor is null
                    ? await CountAsync(connection, desk, http.Actor(), filter, cancellation)
                    : null
            )
        );
    }

    /// <summary>One page of cases in order.</summary>
    private static async Task<IReadOnlyList<CaseFile>> PageAsync(
        NpgsqlConnection connection,
        CaseDesk desk,
        Operation operation,
        Actor actor,
        CaseFilter filter,
        Order order,
        string? cursor,
        int limit,
        CancellationToken cancellation
    )
    {
        var (where, parameters) = filter.ToSql(
            Operation.ViewCases,
            actor,
            desk.City,
            desk.Keys,
            desk.Clock.GetUtcNow()
        );
        parameters.Add("limit", limit);
        if (cursor is not null && order.TryRead(cursor, out var after))
        {
            parameters.Add("afterId", after.Id);
            parameters.Add("afterDue", after.Due?.UtcDateTime);
            where += $" and {order.After(after)}";
        }

        return (
            await connection.QueryAsync<CaseFile>(
                new CommandDefinition(
                    $"select {CaseColumns.Select} from cases.case_file where {where} order by {order.Sql} limit @limit",
                    parameters,
                    cancellationToken: cancellation
                )
            )
        ).AsList();
    }

    /// <summary>The masked texts of some cases; those that were erased are left out.</summary>
    public static async Task<Dictionary<Guid, string>> SummariesAsync(
        NpgsqlConnection connection,
        CaseDesk desk,
        IReadOnlyList<CaseFile> files,
        CancellationToken cancellation,
        int length = SummaryLength
    )
    {
        var texts = await CaseTexts.FirstAsync(
            connection,
            desk.Keys,
            files.Select(file => file.CaseId),
            cancellation
        );
        return texts.ToDictionary(
            pair => pair.Key,
            pair =>
            {
                var text = Masking.Text(pair.Value).Replace('\n', ' ');
                var elements = StringInfo.ParseCombiningCharacters(text);
                return elements.Length <= length ? text : text[..elements[length]] + "…";
            }
        );
    }

    private static async Task<Counts> CountAsync(
        NpgsqlConnection connection,
        CaseDesk desk,
        Actor actor,
        CaseFilter filter,
        CancellationToken cancellation
    )
    {
        var now = desk.Clock.GetUtcNow();
        var (where, parameters) = filter.WithoutTab.ToSql(
            Operation.ViewCases,
            actor,
            desk.City,
            desk.Keys,
            now
        );
        parameters.Add("at", now);
        var today = CivilTime.DayOf(now);
        // Other names than those of the filter, which may hold a day of its own.
        parameters.Add("countTomorrow", CivilTime.StartOf(today.AddDays(1)));
        parameters.Add("countDayAfter", CivilTime.StartOf(today.AddDays(2)));
        var mine = CaseFilter.Mine(actor);
        return await connection.QuerySingleAsync<Counts>(
            new CommandDefinition(
                $"""
                select count(*) filter (where state = 'queued')::int as queued, count(*) filter (where state = 'dispatched')::int as dispatched,
                    count(*) filter (where state = 'signed')::int as signed, count(*) filter (where state = 'suspended')::int as suspended,
                    count(*) filter (where state = 'resolved')::int as resolved,
                    count(*) filter (where state = 'closed')::int as closed, count(*) filter (where {mine}next_due_at < @at)::int as late,
                    count(*) filter (where asked is not null)::int as asked, count(*) filter (where due_follow_up < @at)::int as follow_up,
                    count(*) filter (where control = 'due')::int as control, count(*) filter (where abuse = 'suspected' and {CaseFilter.IsOpen})::int as abuse_suspected,
                    count(*) filter (where {mine}next_due_at >= @at and next_due_at <= @countTomorrow)::int as due_today,
                    count(*) filter (where {mine}next_due_at > @countTomorrow and next_due_at <= @countDayAfter)::int as due_tomorrow,
                    count(*) filter (where {CaseFilter.AwaitsReinspection})::int as reinspection,
                    count(*) filter (where alarm_level > 1 and {CaseFilter.NotDone})::int as alarmed,
                    count(*) filter (where supervised_at is not null)::int as supervised,
                    count(*) filter (where handed_over_at is not null and signed_by = @searcher)::int as handed_over,
                    count(*) filter (where {CaseFilter.IsToContact})::int as to_contact
                from cases.case_file where {where}
                """,
                parameters,
                cancellationToken: cancellation
            )
        );
    }

    private static Row RowOf(
        CaseFile file,
        CaseDesk desk,
        string summary,
        Actor actor,
        HashSet<Guid> secret,
        IReadOnlyDictionary<Guid, string> names
    )
    {
        var isOpen = desk.KnowsWhoAsked(file, actor);
        return new(
            file.CaseId,
            file.Number,
            file.State,
            file.Kind,
            file.ClassCode,
            desk.Dispatcher.Class(file.ClassCode)?.Name ?? file.ClassCode,
            file.Urgency,
            file.Danger,
            file.Channel,
            file.Own,
            summary,
            file.PlaceName,
            UnitName.Of(desk.City, file.UnitId),
            file.ReceivedAt,
            file.NextDue?.At,
            file.NextDue?.Step,
            file.HeadSeq,
            file.HasPerson,
            file.CalledBackAt is not null,
            file.Asked,
            file.AlarmLevel,
            file.Handling,
            file.IncidentId,
            file.Members,
            isOpen && file.RepeatOf is { } earlier && !secret.Contains(earlier),
            file.Confidential,
            isOpen && file.Abuse == Abuse.Suspected,
            actor.UnitId is { } mine && file.Assists(mine),
            actor.UnitId is { } called && called != file.UnitId && file.IsConvened(called),
            file.AwaitsReinspection,
            file.SupervisedAt is not null,
            file.SupervisionAnsweredAt is not null,
            file.SignedBy is { } signer ? new(signer, names.GetValueOrDefault(signer, "")) : null,
            file.Preventive,
            file.OnlyVoice,
            CaseFilter.IsForOthers(file, actor)
        );
    }
}
