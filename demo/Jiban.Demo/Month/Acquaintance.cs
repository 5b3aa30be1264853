using System.Collections.Concurrent;
using System.Text.Json;

namespace Jiban.Demo.Month;

/// <summary>What cases that touch each other know of one another, and the outside world that some of them come from.</summary>
/// <param name="Line">The city's 12345 line.</param>
/// <param name="FollowAsync">Returns when whatever follows the journal has followed it: what a rule flags is flagged then.</param>
internal sealed record Acquaintance(CityLine Line, Func<Task> FollowAsync)
{
    private readonly ConcurrentDictionary<string, (Guid Id, string Number)> _named = new();

    /// <summary>Remembers a case that has a name.</summary>
    public void Meet(string? name, Guid id, JsonElement page)
    {
        if (name is not null)
        {
            _named[name] = (id, page.GetProperty("number").GetString()!);
        }
    }

    /// <summary>The case of a name. It was registered before: a group is played in order of time.</summary>
    public (Guid Id, string Number) this[string name] => _named[name];
}
