using Dapper;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Crypto;
using Npgsql;

namespace Jiban.Cases.Links;

/// <summary>An earlier case that a new one repeats as its words say.</summary>
internal sealed record FoundRepeat(Guid CaseId, CaseFile Earlier, RepeatScore Why);

/// <summary>
/// Repeats that class and place do not show, for they were entered otherwise: the newest cases of the same telephone, and, for a request without one, what is over at the
/// same place, compared by what they say. Few texts are opened for each new case.
/// </summary>
internal static class FindRepeats
{
    private const int MostCompared = 20;

    /// <summary>The surest earlier case of each of the new ones, from the rule's offer on.</summary>
    /// <param name="days">How long ago it may be (<see cref="Limits.RuleNumbers.RepeatDays"/>).</param>
    public static async Task<IReadOnlyList<FoundRepeat>> FindAsync(
        NpgsqlConnection connection,
        KeyRing keys,
        Guid[] registered,
        RepeatRule rule,
        int days,
        CancellationToken cancellation
    )
    {
        var pairs = (
            await connection.QueryAsync<Pair>(
                new CommandDefinition(
                    """
                    with unknown as materialized ( -- Before the places are searched: most requesters have a telephone.
                        select n.case_id, n.location, n.place_name from cases.case_file n left join cases.requester r using (case_id)
                        where n.case_id = any(@registered) and n.has_person and r.phone_hash is null and n.location is not null)
                    select n.case_id, o.case_id as of, true as same_person
                    from cases.requester n
                    cross join lateral (select o.case_id from cases.requester o where o.phone_hash = n.phone_hash and o.case_id < n.case_id
                        order by o.case_id desc limit @MostCompared) o
                    where n.case_id = any(@registered) and n.phone_hash is not null
                    union all
                    select n.case_id, o.case_id, false
                    from unknown n
                    cross join lateral (select f.case_id from cases.case_file f
                        where f.location && st_expand(n.location, 0.001) and f.place_name = n.place_name and f.case_id < n.case_id
                            and f.has_person and f.state in ('resolved', 'closed')
                        order by f.case_id desc limit @MostCompared) o
                    """,
                    new { registered, MostCompared },
                    cancellationToken: cancellation
                )
            )
        ).AsList();
        if (pairs.Count == 0)
        {
            return [];
        }

        Guid[] ids = [.. pairs.SelectMany(pair => new[] { pair.CaseId, pair.Of }).Distinct()];
        var files = (await CaseStore.LoadAsync(connection, ids, cancellation)).ToDictionary(file =>
            file.CaseId
        );
        var texts = await CaseTexts.FirstAsync(connection, keys, ids, cancellation);
        return
        [
            .. pairs
                .Where(pair => texts.ContainsKey(pair.CaseId) && texts.ContainsKey(pair.Of))
                .Where(pair => MayRepeat(files[pair.CaseId], files[pair.Of], days))
                .Select(pair => new FoundRepeat(
                    pair.CaseId,
                    files[pair.Of],
                    RepeatScore.Of(
                        (files[pair.CaseId], texts[pair.CaseId]),
                        (files[pair.Of], texts[pair.Of]),
                        pair.SamePerson
                    )
                ))
                .Where(found => found.Why.Score >= rule.Offer)
                .GroupBy(found => found.CaseId)
                .Select(of =>
                    of.OrderByDescending(found => found.Why.Score)
                        .ThenByDescending(found => found.Earlier.CaseId)
                        .First()
                ),
        ];
    }

    /// <summary>The newest other cases of the telephone of one, of a year and more.</summary>
    public static async Task<IReadOnlyList<CaseFile>> OfPersonAsync(
        NpgsqlConnection connection,
        Guid caseId,
        CancellationToken cancellation
    )
    {
        var ids = await connection.QueryAsync<Guid>(
            new CommandDefinition(
                """
                select o.case_id from cases.requester o
                where o.phone_hash = (select r.phone_hash from cases.requester r where r.case_id = @caseId) and o.case_id < @caseId
                order by o.case_id desc limit @MostCompared
                """,
                new { caseId, MostCompared },
                cancellationToken: cancellation
            )
        );
        return await CaseStore.LoadAsync(connection, ids, cancellation);
    }

    /// <summary>Thanks repeat nothing, the parts of one request do not repeat each other, and a link must not tell who wants to stay unknown.</summary>
    internal static bool MayRepeat(CaseFile now, CaseFile before, int days) =>
        now.Kind != DemandKind.Praise
        && before.Kind != DemandKind.Praise
        && !now.Confidential
        && !before.Confidential
        && before.ReceivedAt < now.ReceivedAt
        && now.ReceivedAt - before.ReceivedAt <= TimeSpan.FromDays(days)
        && (
            now.ParentId is not { } parent || (before.ParentId != parent && before.CaseId != parent)
        );

    private sealed record Pair(Guid CaseId, Guid Of, bool SamePerson);
}
