using Dapper;
using Jiban.Cases.Limits;
using Jiban.Cases.Secrets;
using Jiban.Platform.Crypto;
using Jiban.Platform.Journaling;
using Jiban.Platform.Projections;
using Npgsql;

namespace Jiban.Cases.Links;

/// <summary>
/// Looks at each new case beside those of the same telephone: the same matter at the same place again is linked as a repeat, what only its words show to be one as well
/// where that is clear, and very many in a short time are flagged for a person to judge. It follows the journal, so that the door stays fast; what it found stands in the chain,
/// once, also when the journal is followed again from its beginning.
/// </summary>
internal sealed class RegistrationWatch(LimitsRegistry limits, KeyRing keys, TimeProvider clock)
    : IProjection
{
    /// <summary>Under which the rule stands in the journal.</summary>
    private const string ActorName = "rule";

    /// <summary>Of one telephone the newest so many cases are looked at, so that a busy one costs no more than others.</summary>
    private const int MostLooked = 50;

    /// <inheritdoc/>
    public string Name => "cases.watch";

    /// <summary>It writes in the chains.</summary>
    public bool IsDerived => false;

    /// <inheritdoc/>
    public async Task ApplyAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        IReadOnlyList<JournalEntry> entries,
        CancellationToken cancellation
    )
    {
        var registered = entries
            .Where(entry => entry.Kind == Happened.Registered)
            .Select(entry => entry.CaseId)
            .ToArray();
        if (registered.Length > 0 && keys.Numbers(KeyKind.Index).Count > 1)
        {
            // A rotation goes on: the new cases find the older ones of their telephone under the same key. Before any case is held
            // (PhoneHashes.HoldAsync).
            await PhoneHashes.MoveAsync(connection, transaction, keys, registered, cancellation);
        }

        await TellPraised.ApplyAsync(
            connection,
            transaction,
            entries,
            ActorName,
            Chain.ToMicroseconds(clock.GetUtcNow()),
            cancellation
        );
        if (registered.Length == 0)
        {
            return;
        }

        var inForce = await limits.CurrentAsync(cancellation);
        var plain = (
            await FindAsync(
                connection,
                transaction,
                registered,
                inForce.Abuse,
                inForce.Numbers.RepeatDays,
                cancellation
            )
        ).ToDictionary(found => found.CaseId);
        Guid[] unlinked =
        [
            .. registered.Where(id => plain.GetValueOrDefault(id) is not { Of: not null }),
        ];
        var byWords = (
            await FindRepeats.FindAsync(
                connection,
                keys,
                unlinked,
                inForce.Repeats,
                inForce.Numbers.RepeatDays,
                cancellation
            )
        ).ToDictionary(found => found.CaseId);
        Guid[] ids = [.. plain.Keys.Union(byWords.Keys)];
        if (ids.Length == 0)
        {
            return;
        }

        var files = await CaseStore.LoadForChangeAsync(connection, transaction, ids, cancellation);
        var known = await Journal.ReadAsync(connection, ids, cancellation);
        var earlier = (
            await CaseStore.LoadAsync(
                connection,
                plain.Values.Select(found => found.Of).OfType<Guid>().Distinct(),
                cancellation
            )
        ).ToDictionary(file => file.CaseId);
        var now = Chain.ToMicroseconds(clock.GetUtcNow());
        await CaseAppend.AppendManyAsync(
            connection,
            transaction,
            [
                .. files
                    .Where(file => file.State != CaseState.Closed)
                    .Select(file =>
                        Append(
                            file,
                            plain.GetValueOrDefault(file.CaseId),
                            byWords.GetValueOrDefault(file.CaseId),
                            earlier,
                            known[file.CaseId].Select(entry => entry.Kind).ToHashSet(),
                            inForce,
                            now
                        )
                    )
                    .Where(one => one.Entries.Count > 0),
            ],
            now,
            cancellation
        );
    }

    /// <summary>Nothing to empty: what was found stands in the chains.</summary>
    public Task ResetAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        CancellationToken cancellation
    ) => Task.CompletedTask;

    /// <summary>
    /// The new cases that repeat an earlier one within the days of the number (<see cref="RuleNumbers.RepeatDays"/>; same telephone, same class, same place: by name, within 200 m, or, where
    /// one of them is not known closer, the same community or street), and those with which a telephone has asked too often. Thanks repeat nothing. Written
    /// so that every step goes by an index: a planner without statistics would read all cases of the day for each batch.
    /// </summary>
    private static async Task<IReadOnlyList<Found>> FindAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        Guid[] registered,
        AbuseRule rule,
        int days,
        CancellationToken cancellation
    ) =>
        (
            await connection.QueryAsync<Found>(
                new CommandDefinition(
                    """
                    select n.case_id, e.case_id as of, coalesce(a.requests, 0)::int as requests
                    from cases.case_file n join cases.requester r using (case_id)
                    left join lateral (
                        select f.case_id
                        from (select o.case_id from cases.requester o where o.phone_hash = r.phone_hash and o.case_id < n.case_id
                            order by o.case_id desc limit @MostLooked) o
                        cross join lateral (select f.* from cases.case_file f where f.case_id = o.case_id limit 1) f
                        where f.received_at > n.received_at - make_interval(days => @days)
                            and f.class_code = n.class_code and n.kind <> 'praise' and f.kind <> 'praise'
                            and (n.parent_id is null or (f.parent_id is distinct from n.parent_id and f.case_id <> n.parent_id))
                            and (f.place_name = n.place_name or st_dwithin(f.location::geography, n.location::geography, 200)
                                or ((f.place_name is null or n.place_name is null) and f.community_id is not distinct from n.community_id
                                    and f.street_id is not distinct from n.street_id))
                        -- of two, the one that more people may know of
                        order by f.confidential and not n.confidential, f.case_id desc limit 1) e on true
                    left join lateral (
                        select count(*) as requests, bool_or(f.abuse = 'cleared') as cleared
                        from (select o.case_id from cases.requester o where o.phone_hash = r.phone_hash and o.case_id <= n.case_id
                            order by o.case_id desc limit @Requests) o
                        cross join lateral (select f.* from cases.case_file f where f.case_id = o.case_id limit 1) f
                        where f.received_at > n.received_at - make_interval(hours => @Hours)) a on true
                    where n.case_id = any(@registered) and r.phone_hash is not null
                        and (e.case_id is not null or (a.requests >= @Requests and a.cleared is not true))
                    order by n.case_id
                    """,
                    new
                    {
                        registered,
                        MostLooked,
                        days,
                        rule.Requests,
                        rule.Hours,
                    },
                    transaction,
                    cancellationToken: cancellation
                )
            )
        ).AsList();

    /// <summary>What was found of a case, as it is to stand in its chain. Pure.</summary>
    /// <param name="known">The kinds of what stands there: what a person took off is not linked again when the journal is followed anew.</param>
    private static Appended Append(
        CaseFile file,
        Found? plain,
        FoundRepeat? byWords,
        IReadOnlyDictionary<Guid, CaseFile> earlier,
        HashSet<string> known,
        TimeLimits inForce,
        DateTimeOffset now
    )
    {
        var rule = inForce.Abuse;
        var appended = Appended.To(file);
        var judged = known.Overlaps([Happened.RepeatLinked, Happened.RepeatLikely]);
        if (byWords is not null && !judged)
        {
            var link = LinkRepeat.ByWords(byWords, inForce.Repeats);
            appended = appended.With(now, ActorName, link.Kind, link.Data);
        }

        if (plain?.Of is { } of && !judged)
        {
            var link = LinkRepeat.Linked(earlier[of], null);
            appended = appended.With(now, ActorName, link.Kind, link.Data);
        }

        return plain?.Requests >= rule.Requests && !known.Contains(Happened.AbuseSuspected)
            ? appended.With(
                now,
                ActorName,
                Happened.AbuseSuspected,
                CanonicalJson.Of(new AbuseSuspectedFacts(plain.Requests, rule.Hours))
            )
            : appended;
    }

    private sealed record Found(Guid CaseId, Guid? Of, int Requests);
}
