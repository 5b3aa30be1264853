using Dapper;
using Jiban.Channels.Outbox;
using Jiban.Platform.Notices;
using Jiban.Platform.Store;

namespace Jiban.Channels.Notices;

/// <summary>
/// What units are told on the desk of a whistle without a case (吹哨), to their webhooks and duty telephones too. There is no journal to follow (ADR 0015): the notices are read, each has
/// one message a way by its key, and of what is no news any more none is written.
/// </summary>
internal sealed class WhistleMessages(Database database, TimeProvider clock)
{
    /// <summary>Puts into the outbox what is new; returns how many messages that is.</summary>
    public async Task<int> AddAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        var notices = await NoticeOfNoCase.SinceAsync(
            connection,
            clock.GetUtcNow() - OutboxProjection.NewsFor,
            cancellation
        );
        return notices.Count == 0
            ? 0
            : await connection.ExecuteAsync(
                new CommandDefinition(
                    """
                    insert into channels.outbox (case_id, seq, destination, what, at, next_at, subject, due_at)
                    select n.id, n.seq, d.code, t.code, n.at, n.at, 'whistle', n.due
                    from unnest(@ids, @seqs, @to, @kinds, @ats, @dues) n (id, seq, unit, kind, at, due)
                    join channels.template t on t.kind = n.kind and t.audience = 'whistle' and t.in_use
                    join (
                        select d.code, substr(d.code, 6)::uuid as unit, d.since, array['never', 'urgent', 'always'] as ways from channels.destination d
                        where d.in_use and d.code like 'unit:%'
                        union all
                        select 'sms:unit:' || p.unit_id, p.unit_id, greatest(p.since, g.since), array['urgent', 'always'] from channels.duty_phone p
                        join channels.destination g on g.code = 'sms' and g.in_use
                    ) d on d.unit = n.unit and d.since <= n.at and t.by_sms = any(d.ways)
                    where n.at >= (select swept_until from channels.outbox_setting)
                    on conflict do nothing
                    """,
                    new
                    {
                        ids = notices.Select(one => one.SubjectId).ToArray(),
                        seqs = notices.Select(one => checked((int)one.NoticeId)).ToArray(),
                        to = notices.Select(one => one.To).ToArray(),
                        kinds = notices.Select(one => KindOf(one.Kind)).ToArray(),
                        ats = notices.Select(one => one.At.UtcDateTime).ToArray(),
                        // As moments with an offset: an array of times that begins without one would be taken for local times.
                        dues = notices.Select(one => one.DueAt?.ToUniversalTime()).ToArray(),
                    },
                    cancellationToken: cancellation
                )
            );
    }

    /// <summary>The look at a task is told as the task is, as with a case.</summary>
    private static string KindOf(string kind) => kind == "reviewAlarmed" ? "taskAlarmed" : kind;
}
