using Jiban.Dispatch.Contracts;

namespace Jiban.Cases.Clocks;

/// <summary>A rung of the ladder as data.</summary>
/// <param name="Level">1 tells the unit, 2 the centre above it as well, 3 its leader.</param>
/// <param name="Minutes">After the due time; negative: before it.</param>
internal sealed record AlarmRule(Urgency Urgency, int Level, int Minutes);

/// <summary>When a clock tells whom (催办、督办): a reminder, that the time is over, that the leader must know.</summary>
internal sealed class AlarmLadder(IEnumerable<AlarmRule> rules)
{
    private readonly ILookup<Urgency, AlarmRule> _rules = rules
        .OrderBy(rule => rule.Level)
        .ToLookup(rule => rule.Urgency);

    /// <summary>The rungs, in order.</summary>
    public IReadOnlyList<AlarmRule> All =>
        [
            .. _rules
                .SelectMany(rules => rules)
                .OrderBy(rule => rule.Urgency)
                .ThenBy(rule => rule.Level),
        ];

    /// <summary>How high a clock stands now, and when it has something to tell next; null when it has told everything.</summary>
    public (int Level, DateTimeOffset? Next) At(
        Urgency urgency,
        DateTimeOffset startedAt,
        DateTimeOffset dueAt,
        DateTimeOffset now
    )
    {
        var level = 0;
        foreach (var rule in _rules[urgency])
        {
            var at = dueAt.AddMinutes(rule.Minutes);
            if (at > now)
            {
                return (level, at);
            }

            // A reminder that would come before the clock had started reminds of nothing.
            level = at > startedAt || rule.Minutes >= 0 ? rule.Level : level;
        }

        return (level, null);
    }
}
