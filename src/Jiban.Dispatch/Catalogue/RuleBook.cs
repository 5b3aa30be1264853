namespace Jiban.Dispatch.Catalogue;

/// <summary>Rules by class: which of them speaks on a day.</summary>
internal sealed class RuleBook(IReadOnlyList<DispatchRule> rules)
{
    private readonly ILookup<string, DispatchRule> _rules = rules.ToLookup(rule => rule.ClassCode);

    /// <summary>The rule for a class: the longest class code wins, then the narrower channel, then the later start; null when none is in force.</summary>
    public DispatchRule? RuleFor(string classCode, bool ownChannel, DateOnly day)
    {
        foreach (var length in (ReadOnlySpan<int>)[4, 2, 0])
        {
            if (length > classCode.Length)
            {
                continue;
            }

            var best = _rules[classCode[..length]]
                .Where(rule => rule.Covers(classCode, ownChannel) && rule.HoldsOn(day))
                .OrderByDescending(rule => rule.Channels)
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
