using Dapper;
using Jiban.Channels.Notices;
using Jiban.Channels.Upstream;
using Jiban.Platform.Journaling;
using Jiban.Platform.Projections;
using Npgsql;

namespace Jiban.Channels.Outbox;

/// <summary>
/// The outbox follows the journal (ADR 0015): a message is a row of the transaction that moves the checkpoint, so an entry can't be without
/// its message, nor a message be written twice. It also keeps the city's orders, by their number.
/// </summary>
internal sealed class OutboxProjection(TimeProvider clock) : IProjection
{
    /// <summary>Nobody is told by SMS of what happened longer ago than this: an import, or a model that is built again, is no news.</summary>
    public static readonly TimeSpan NewsFor = TimeSpan.FromHours(24);

    /// <inheritdoc/>
    public string Name => "channels.outbox";

    /// <inheritdoc/>
    public async Task ApplyAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        IReadOnlyList<JournalEntry> entries,
        CancellationToken cancellation
    )
    {
        var arrived = entries.Select(Order.Of).OfType<Order>().ToList();
        if (arrived.Count > 0)
        {
            await Order.AddAsync(connection, transaction, arrived, cancellation);
        }

        var orders = await Order.AmongAsync(connection, transaction, entries, cancellation);
        var states = entries
            .Where(entry => orders.Contains(entry.CaseId))
            .Select(entry => (entry.CaseId, State: Order.StateAfter(entry)))
            .Where(change => change.State is not null)
            .GroupBy(change => change.CaseId)
            .Select(changes => changes.Last())
            .ToList();
        if (states.Count > 0)
        {
            await connection.ExecuteAsync(
                new CommandDefinition(
                    """
                    update channels.upstream_order o set state = n.state from unnest(@ids, @states) n (case_id, state)
                    where o.case_id = n.case_id
                    """,
                    new
                    {
                        ids = states.Select(change => change.CaseId).ToArray(),
                        states = states.Select(change => change.State).ToArray(),
                    },
                    transaction,
                    cancellationToken: cancellation
                )
            );
        }

        var audience = await Audience.LoadAsync(
            connection,
            transaction,
            clock.GetUtcNow() - NewsFor,
            cancellation
        );
        var messages = entries
            .SelectMany(entry => Messages(entry, orders.Contains(entry.CaseId), audience))
            .ToList();
        if (messages.Count > 0)
        {
            await AddAsync(connection, transaction, messages, cancellation);
        }
    }

    /// <summary>The orders are derived and go; the messages stay, because their keys are what keeps them from being sent again. Older than what was swept (<see cref="OutboxSweep"/>), none is written anew.</summary>
    public Task ResetAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        CancellationToken cancellation
    ) =>
        connection.ExecuteAsync(
            new CommandDefinition(
                "delete from channels.upstream_order",
                transaction: transaction,
                cancellationToken: cancellation
            )
        );

    /// <summary>The messages of an entry, at most one a destination.</summary>
    private static IEnumerable<(JournalEntry Entry, string Destination, string What)> Messages(
        JournalEntry entry,
        bool isOrder,
        Audience audience
    )
    {
        if (isOrder && TellCity.OperationOf(entry) is { } operation)
        {
            yield return (entry, Message.ToUpstream, operation);
        }

        if (audience.RequesterTemplate(entry) is { } told)
        {
            yield return (entry, Message.ToRequester, told);
        }

        foreach (var (destination, hooked) in audience.Units(entry))
        {
            yield return (entry, destination, hooked);
        }

        foreach (var (destination, rung) in audience.Duties(entry))
        {
            yield return (entry, destination, rung);
        }
    }

    private static Task AddAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        List<(JournalEntry Entry, string Destination, string What)> messages,
        CancellationToken cancellation
    ) =>
        connection.ExecuteAsync(
            new CommandDefinition(
                """
                insert into channels.outbox (case_id, seq, destination, what, at, next_at)
                select c, s, d, w, a, a from unnest(@cases, @seqs, @destinations, @whats, @ats) n (c, s, d, w, a)
                where a >= (select swept_until from channels.outbox_setting)
                on conflict do nothing
                """,
                new
                {
                    cases = messages.Select(one => one.Entry.CaseId).ToArray(),
                    seqs = messages.Select(one => one.Entry.Seq).ToArray(),
                    destinations = messages.Select(one => one.Destination).ToArray(),
                    whats = messages.Select(one => one.What).ToArray(),
                    ats = messages.Select(one => one.Entry.At.UtcDateTime).ToArray(),
                },
                transaction,
                cancellationToken: cancellation
            )
        );
}
