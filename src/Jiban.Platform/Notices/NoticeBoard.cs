using Dapper;
using Jiban.Platform.Live;
using Npgsql;

namespace Jiban.Platform.Notices;

/// <summary>Puts notices up, inside the transaction that makes them true.</summary>
public static class NoticeBoard
{
    /// <summary>
    /// Writes notices; what was told before is left out. The pages hear of it with the commit, by NOTIFY: only what works in the background,
    /// or is rare, calls this, for there it holds up nobody (see <see cref="LiveNotifier"/>).
    /// </summary>
    public static async Task<int> AddAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        IReadOnlyCollection<DeskNotice> notices,
        CancellationToken cancellation
    )
    {
        if (notices.Count == 0)
        {
            return 0;
        }

        var added = await connection.ExecuteAsync(
            new CommandDefinition(
                """
                insert into platform.notice (to_id, source, needs, kind, level, subject, subject_id, number, count, due_at, at)
                select * from unnest(@to, @sources, @needs, @kinds, @levels, @subjects, @ids, @numbers, @counts, @dues, @ats)
                on conflict do nothing
                """,
                new
                {
                    to = notices.Select(one => one.To).ToArray(),
                    sources = notices.Select(one => one.Source).ToArray(),
                    needs = notices.Select(one => one.Needs.ToString()).ToArray(),
                    kinds = notices.Select(one => one.Kind).ToArray(),
                    levels = notices.Select(one => one.Level).ToArray(),
                    subjects = notices
                        .Select(one => one.Subject.ToString().ToLowerInvariant())
                        .ToArray(),
                    ids = notices.Select(one => one.SubjectId).ToArray(),
                    numbers = notices.Select(one => one.Number).ToArray(),
                    counts = notices.Select(one => one.Count).ToArray(),
                    // As moments with an offset: an array of times that begins without one would be taken for local times.
                    dues = notices.Select(one => one.DueAt?.ToUniversalTime()).ToArray(),
                    ats = notices.Select(one => one.At.UtcDateTime).ToArray(),
                },
                transaction,
                cancellationToken: cancellation
            )
        );
        if (added > 0)
        {
            await TellPagesAsync(connection, transaction, notices, cancellation);
        }

        return added;
    }

    private static Task TellPagesAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        IEnumerable<DeskNotice> notices,
        CancellationToken cancellation
    ) =>
        connection.ExecuteAsync(
            new CommandDefinition(
                "select pg_notify(@Channel, payload) from unnest(@payloads) payload",
                new
                {
                    LiveMessage.Channel,
                    payloads = LiveMessage
                        .Pack([
                            .. notices
                                .GroupBy(one => (one.Needs, one.IsPerson))
                                .Select(some => new LiveMessage.Noticed(
                                    new Notice(
                                        "notice",
                                        some.First().SubjectId,
                                        some.Key.Needs,
                                        [.. Distinct(some, !some.Key.IsPerson)],
                                        [.. Distinct(some, some.Key.IsPerson)]
                                    )
                                )),
                        ])
                        .ToArray(),
                },
                transaction,
                cancellationToken: cancellation
            )
        );

    private static IEnumerable<Guid> Distinct(IEnumerable<DeskNotice> notices, bool wanted) =>
        wanted ? notices.Select(one => one.To).Distinct() : [];
}
