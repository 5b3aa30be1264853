using Dapper;
using Jiban.Platform.Journaling;
using Jiban.Platform.Time;
using Npgsql;

namespace Jiban.Channels.Upstream;

/// <summary>An order of the city's line, as the journal says that it arrived.</summary>
internal sealed record Order(Guid CaseId, string Number, DateTimeOffset? Limit, DateOnly Day)
{
    /// <summary>The order that an entry registers; null for every other entry.</summary>
    public static Order? Of(JournalEntry entry) =>
        entry.Kind == "registered" && entry.Data.TryGetProperty("upstream", out var number)
            ? new(
                entry.CaseId,
                number.GetString()!,
                entry.Data.TryGetProperty("limit", out var limit)
                    ? limit.GetDateTimeOffset()
                    : null,
                CivilTime.DayOf(entry.At)
            )
            : null;

    /// <summary>
    /// The state that an entry leads to, in the words that are compared with the city's list; null when it leads to none. Each of these entries is told to
    /// the city, or is its own word, so that when everything has arrived both lists are the same: who handles a signed order next changes nothing here.
    /// </summary>
    public static string? StateAfter(JournalEntry entry) =>
        entry.Kind switch
        {
            "signed" or "reopened" => "signed",
            "reinspected" when !entry.Data.GetProperty("passed").GetBoolean() => "signed",
            "resolved" => "resolved",
            "closed" => "closed",
            _ => null,
        };

    public static Task AddAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        IReadOnlyList<Order> orders,
        CancellationToken cancellation
    ) =>
        connection.ExecuteAsync(
            new CommandDefinition(
                """
                insert into channels.upstream_order (number, case_id, limit_at, received_on, state)
                select n, c, l, d, 'received' from unnest(@numbers, @cases, @limits, @days) o (n, c, l, d)
                on conflict do nothing
                """,
                new
                {
                    numbers = orders.Select(order => order.Number).ToArray(),
                    cases = orders.Select(order => order.CaseId).ToArray(),
                    // An array says its type by what stands first in it, and a DateTime may be null there.
                    limits = orders.Select(order => order.Limit?.ToUniversalTime()).ToArray(),
                    days = orders
                        .Select(order => order.Day.ToDateTime(TimeOnly.MinValue))
                        .ToArray(),
                },
                transaction,
                cancellationToken: cancellation
            )
        );

    /// <summary>Those of the cases of some entries that are orders.</summary>
    public static async Task<IReadOnlySet<Guid>> AmongAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        IReadOnlyList<JournalEntry> entries,
        CancellationToken cancellation
    ) =>
        (
            await connection.QueryAsync<Guid>(
                new CommandDefinition(
                    "select case_id from channels.upstream_order where case_id = any(@ids)",
                    new { ids = entries.Select(entry => entry.CaseId).Distinct().ToArray() },
                    transaction,
                    cancellationToken: cancellation
                )
            )
        ).ToHashSet();
}
