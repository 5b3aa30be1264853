namespace Jiban.Dispatch.Catalogue;

/// <summary>Rules by class: which of them speaks on a day.</summary>
internal sealed class RuleBook(IReadOnlyList<DispatchRule> rules)
{
    private readonly ILookup<string, DispatchRule> _rules = rules.ToLookup(rule => rule.ClassCode);

    /// <summary>The rule for a class: the longest class code wins, then a rule of the street itself, then the narrower channel, then the later start; null when none is in force.</summary>
    /// <param name="street">Code of the street where it is; null for what holds everywhere.</param>
    public DispatchRule? RuleFor(
        string classCode,
        bool ownChannel,
        DateOnly day,
        string? street = null
    )
    {
        foreach (var length in (ReadOnlySpan<int>)[4, 2, 0])
        {
            if (length > classCode.Length)
            {
                continue;
            }

            var best = _rules[classCode[..length]]
                .Where(rule =>
                    rule.Covers(classCode, ownChannel)
                    && rule.HoldsOn(day)
                    && (rule.StreetCode is null || rule.StreetCode == street)
                )
                .OrderByDescending(rule => rule.StreetCode is not null)
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
