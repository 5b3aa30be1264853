using System.Collections.Concurrent;
using Dapper;
using Jiban.Platform.Time;

namespace Jiban.Platform.Store;

/// <summary>
/// Month partitions, made on demand: a table that is cut by time through its UUIDv7 gets the partition of a month when the first row
/// of that month comes, also when imports and virtual clocks bring old or future months (docs/architecture.md).
/// </summary>
/// <param name="schema">The module's schema.</param>
/// <param name="tables">Its partitioned tables.</param>
public sealed class MonthPartitions(Database database, string schema, params string[] tables)
{
    private readonly ConcurrentDictionary<(int Year, int Month), byte> _made = new();

    /// <summary>Makes what is missing for a row whose id carries <paramref name="at"/>. Costs nothing once a month is known.</summary>
    public async ValueTask EnsureAsync(DateTimeOffset at, CancellationToken cancellation)
    {
        var day = CivilTime.DayOf(at);
        if (_made.ContainsKey((day.Year, day.Month)))
        {
            return;
        }

        await using var connection = await database.OpenAsync(cancellation);
        foreach (var table in tables)
        {
            await connection.ExecuteAsync(
                new CommandDefinition(
                    "select platform.ensure_month(@schema, @table, @at)",
                    new
                    {
                        schema,
                        table,
                        at,
                    },
                    cancellationToken: cancellation
                )
            );
        }

        _made.TryAdd((day.Year, day.Month), 0);
    }
}
