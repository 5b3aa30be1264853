using Jiban.Dispatch.Contracts;

namespace Jiban.Dispatch.Catalogue;

/// <summary>Rules by class: which of them speaks on a day.</summary>
internal sealed class RuleBook(IReadOnlyList<DispatchRule> rules)
{
    private readonly ILookup<string, DispatchRule> _rules = rules.ToLookup(rule => rule.ClassCode);

    /// <summary>The rule for a class: the longest class code wins, then the narrower region, then a rule for certain hours, then the narrower channel, then the later start; null when none is in force.</summary>
    /// <param name="region">Code of the narrowest region that is known; null for what holds everywhere.</param>
    /// <param name="hour">By the clock of the city; null for what holds all day.</param>
    public DispatchRule? RuleFor(
        string classCode,
        bool ownChannel,
        DateOnly day,
        string? region = null,
        TimeOnly? hour = null
    )
    {
        foreach (var above in ClassTree.UpFrom(classCode).Append(""))
        {
            var best = _rules[above]
                .Where(rule =>
                    rule.Covers(classCode, ownChannel)
                    && rule.HoldsOn(day)
                    && rule.HoldsIn(region)
                    && rule.HoldsAt(hour)
                )
                .OrderByDescending(rule => rule.RegionCode?.Length ?? 0)
                .ThenByDescending(rule => rule.Hours is not null)
                .ThenByDescending(rule => rule.Channels)
                .ThenByDescending(rule => rule.From)
                .ThenBy(rule => rule.Code, StringComparer.Ordinal)
                .FirstOrDefault();
            if (best is not null)
            {
                return best;
            }
        }

        return null;
    }
}
