using Dapper;
using Jiban.Cases.Handling;
using Jiban.Cases.Requests;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Links;

/// <summary>Cases that may belong to this one, for a person to join or link: open ones of the same kind near by, and earlier ones of the same telephone.</summary>
internal static class ListRelated
{
    private const int Most = 50;

    /// <param name="SamePerson">The same telephone.</param>
    /// <param name="SamePlace">The same place by name, or within 300 m.</param>
    /// <param name="SameClass">The same class.</param>
    /// <param name="CanJoin">Whether it can be joined as one incident with this case.</param>
    /// <param name="CanRepeat">Whether this case can be a repeat of it.</param>
    /// <param name="Alike">How near the words are apart from names of places, in thousandths; null when one of the texts is gone.</param>
    /// <param name="Shared">The longest words that both have.</param>
    public sealed record Related(
        Guid Id,
        string Number,
        CaseState State,
        string ClassName,
        string? PlaceName,
        UnitName Unit,
        DateTimeOffset ReceivedAt,
        Outcome? Outcome,
        bool SamePerson,
        bool SamePlace,
        bool SameClass,
        bool CanJoin,
        bool CanRepeat,
        int? Alike,
        IReadOnlyList<string> Shared
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/{id:guid}/related", HandleAsync)
            .Needs(Operation.ViewCases)
            .WithName(nameof(ListRelated))
            .Produces<IReadOnlyList<Related>>()
            .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<IResult> HandleAsync(
        Guid id,
        HttpContext http,
        CaseDesk desk,
        CancellationToken cancellation
    )
    {
        var actor = http.Actor();
        await using var connection = await desk.Database.OpenAsync(cancellation);
        var file = await CaseStore.LoadAsync(connection, id, cancellation);
        if (file is null || desk.Refuse(file, actor, Operation.ViewCases) is not null)
        {
            return new Refused(Refusal.UnknownCase).ToProblem();
        }

        var rows = await connection.QueryAsync<Row>(
            new CommandDefinition(
                """
                with near as (
                    select f.case_id from cases.case_file f
                    where f.class_code = @ClassCode and f.state in ('queued', 'dispatched', 'signed') and f.received_at between @from and @to
                        and (f.place_name = @PlaceName or st_dwithin(f.location, st_setsrid(st_makepoint(@lon, @lat), 4326), 0.003)
                            or (f.community_id = @CommunityId and (f.place_name is null or @PlaceName::text is null)))
                    order by f.case_id desc limit @Most),
                same as (
                    select o.case_id from cases.requester o
                    where o.phone_hash = (select r.phone_hash from cases.requester r where r.case_id = @CaseId)
                    order by o.case_id desc limit @Most)
                select f.case_id, s.case_id is not null as same_person,
                    coalesce(f.place_name = @PlaceName, false) or coalesce(st_dwithin(f.location, st_setsrid(st_makepoint(@lon, @lat), 4326), 0.003), false) as same_place
                from cases.case_file f left join same s using (case_id)
                where f.case_id in (select case_id from near union select case_id from same union select @LikelyRepeatOf::uuid) and f.case_id <> @CaseId
                order by f.case_id desc limit @Most
                """,
                new
                {
                    file.CaseId,
                    file.ClassCode,
                    file.PlaceName,
                    file.CommunityId,
                    file.LikelyRepeatOf,
                    lon = file.LonE7 / 1e7,
                    lat = file.LatE7 / 1e7,
                    from = file.ReceivedAt.AddDays(-3),
                    to = file.ReceivedAt.AddDays(3),
                    Most,
                },
                cancellationToken: cancellation
            )
        );
        var hidesPerson = !desk.RequesterIsOpenTo(file, actor);
        var found = rows.ToDictionary(row => row.CaseId);
        var seen = (await CaseStore.LoadAsync(connection, found.Keys, cancellation))
            .Reverse()
            .Where(other => desk.Refuse(other, actor, Operation.ViewCases) is null)
            .ToList();
        var texts = await CaseTexts.FirstAsync(
            connection,
            desk.Keys,
            seen.Select(other => other.CaseId).Append(file.CaseId),
            cancellation
        );
        return TypedResults.Ok<IReadOnlyList<Related>>([
            .. seen.Select(other => Of(file, other, found[other.CaseId], Hides(other)))
                .OfType<Related>(),
        ]);

        // That two were told by one person is nothing for those who may not learn who asked.
        bool Hides(CaseFile other) => hidesPerson || !desk.RequesterIsOpenTo(other, actor);

        Related? Of(CaseFile here, CaseFile other, Row row, bool hidden) =>
            hidden && !row.SamePlace ? null : Told(here, other, row, hidden, Alike(other));

        TextLikeness? Alike(CaseFile other) =>
            texts.TryGetValue(file.CaseId, out var one)
            && texts.TryGetValue(other.CaseId, out var two)
                ? TextLikeness.OfMatter(one, two, file.PlaceName, other.PlaceName)
                : null;

        Related Told(CaseFile here, CaseFile other, Row row, bool hidden, TextLikeness? alike) =>
            new(
                other.CaseId,
                other.Number,
                other.State,
                desk.Dispatcher.Class(other.ClassCode)?.Name ?? other.ClassCode,
                other.PlaceName,
                UnitName.Of(desk.City, other.UnitId),
                other.ReceivedAt,
                other.Outcome,
                row.SamePerson && !hidden,
                row.SamePlace,
                other.ClassCode == here.ClassCode,
                other is { IncidentId: null, Members: 0, State: <= CaseState.Signed }
                    && other.ClassCode == here.ClassCode
                    && other.Kind == here.Kind,
                other.ReceivedAt < here.ReceivedAt
                    && ((row.SamePerson && !hidden) || other.CaseId == here.LikelyRepeatOf),
                alike is null ? null : (int)Math.Round(alike.Words * 1_000),
                alike?.Shared ?? []
            );
    }

    private sealed record Row(Guid CaseId, bool SamePerson, bool SamePlace);
}
