using System.Collections.Concurrent;
using Dapper;
using Jiban.Platform.Store;

namespace Jiban.Platform.Auth;

/// <summary>Names by account, kept in memory for a while: every page with a timeline asks for them.</summary>
public sealed class AccountNames(Database database, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);
    private readonly ConcurrentDictionary<Guid, (string Name, DateTimeOffset At)> _known = new();

    internal async Task<IReadOnlyDictionary<Guid, string>> OfAsync(
        IEnumerable<Guid> accountIds,
        CancellationToken cancellation
    )
    {
        var now = clock.GetUtcNow();
        var names = new Dictionary<Guid, string>();
        var missing = new List<Guid>();
        foreach (var id in accountIds.Distinct())
        {
            if (_known.TryGetValue(id, out var known) && now - known.At < Fresh)
            {
                names[id] = known.Name;
            }
            else
            {
                missing.Add(id);
            }
        }

        if (missing.Count > 0)
        {
            await using var connection = await database.OpenAsync(cancellation);
            var rows = await connection.QueryAsync<(Guid AccountId, string Name)>(
                new CommandDefinition(
                    "select account_id, name from platform.account where account_id = any(@ids)",
                    new { ids = missing.ToArray() },
                    cancellationToken: cancellation
                )
            );
            foreach (var (id, name) in rows)
            {
                names[id] = name;
                _known[id] = (name, now);
            }
        }

        return names;
    }
}
