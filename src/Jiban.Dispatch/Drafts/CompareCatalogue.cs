using System.Globalization;
using System.Text.RegularExpressions;
using Jiban.Dispatch.Catalogue;

namespace Jiban.Dispatch.Drafts;

/// <summary>What a draft does to a rule.</summary>
internal enum RuleChange
{
    Added,

    /// <summary>It ends the day before, and one of the same meaning with other words begins.</summary>
    Replaced,

    /// <summary>It only gets another last day, or has not begun yet and is rewritten.</summary>
    Changed,
    Ended,

    /// <summary>It has not begun yet and is taken back.</summary>
    Removed,
}

/// <param name="Before">As it stands; null when it is new.</param>
/// <param name="After">As it will be; null when it ends or is taken back.</param>
internal sealed record RuleDifference(RuleChange Change, DispatchRule? Before, DispatchRule? After);

/// <summary>
/// What becomes of the rules when a draft is put in force from a day on. Pure. The days before stay as they were, to the last rule: past
/// decisions stay explainable.
/// </summary>
internal static partial class CompareCatalogue
{
    private const int LongestStem = 50;

    /// <param name="rules">All rules as they stand.</param>
    /// <param name="draft">All rules that shall hold from the day on; one that ends before it is left out.</param>
    /// <param name="from">The first day of the draft, after today.</param>
    public static IReadOnlyList<RuleDifference> Of(
        IReadOnlyList<DispatchRule> rules,
        IReadOnlyList<DispatchRule> draft,
        DateOnly from
    )
    {
        var wanted = draft.Where(rule => !(rule.Until < from)).ToDictionary(rule => rule.Code);
        var taken = rules.Select(rule => rule.Code).ToHashSet(StringComparer.Ordinal);
        taken.UnionWith(wanted.Keys);
        var live = Settings.Rules.InOrder(rules.Where(rule => !(rule.Until < from))).ToList();
        var differences = live.Select(rule =>
                Of(rule, wanted.GetValueOrDefault(rule.Code), from, taken)
            )
            .OfType<RuleDifference>()
            .ToList();
        var known = live.Select(rule => rule.Code).ToHashSet(StringComparer.Ordinal);
        var ended = rules.Select(rule => rule.Code).ToHashSet(StringComparer.Ordinal);
        differences.AddRange(
            Settings
                .Rules.InOrder(wanted.Values.Where(rule => !known.Contains(rule.Code)))
                .Select(rule => new RuleDifference(
                    RuleChange.Added,
                    null,
                    Begin(rule, from) with
                    {
                        Code = ended.Contains(rule.Code)
                            ? FreeCode(rule.Code, from, taken)
                            : rule.Code,
                        Version = 1,
                    }
                ))
        );
        return differences;
    }

    /// <summary>The rules as they will stand.</summary>
    public static IReadOnlyList<DispatchRule> Apply(
        IReadOnlyList<DispatchRule> rules,
        IReadOnlyList<RuleDifference> differences,
        DateOnly from
    )
    {
        var changed = differences
            .Where(difference => difference.Before is not null)
            .ToDictionary(difference => difference.Before!.Code);
        return
        [
            .. rules.SelectMany(rule =>
                !changed.TryGetValue(rule.Code, out var difference)
                    ? [rule]
                    : difference.Change switch
                    {
                        RuleChange.Ended => [End(rule, from)],
                        RuleChange.Replaced => [End(rule, from), difference.After!],
                        RuleChange.Changed => [difference.After!],
                        _ => (DispatchRule[])[],
                    }
            ),
            .. differences
                .Where(difference => difference.Change == RuleChange.Added)
                .Select(difference => difference.After!),
        ];
    }

    /// <summary>A rule that held before the day, ended with the day before it.</summary>
    public static DispatchRule End(DispatchRule rule, DateOnly from) =>
        rule with
        {
            Until = from.AddDays(-1),
        };

    private static RuleDifference? Of(
        DispatchRule before,
        DispatchRule? wanted,
        DateOnly from,
        HashSet<string> taken
    )
    {
        var hasBegun = before.From < from;
        if (wanted is null)
        {
            return new RuleDifference(
                hasBegun ? RuleChange.Ended : RuleChange.Removed,
                before,
                null
            );
        }

        var begins = Begin(wanted, from);
        var sameStart = hasBegun ? wanted.From <= from : before.From == begins.From;
        if (before.SaysAs(wanted) && sameStart && before.Until == wanted.Until)
        {
            return null;
        }

        if (!hasBegun || (before.SaysAs(wanted) && sameStart))
        {
            return new RuleDifference(
                RuleChange.Changed,
                before,
                (hasBegun ? wanted with { From = before.From } : begins) with
                {
                    Version = before.Version,
                }
            );
        }

        return new RuleDifference(
            RuleChange.Replaced,
            before,
            begins with
            {
                Code = FreeCode(before.Code, from, taken),
                Version = 1,
            }
        );
    }

    private static DispatchRule Begin(DispatchRule rule, DateOnly from) =>
        rule.From < from ? rule with { From = from } : rule;

    /// <summary>The code with the day behind it; numbered when that is taken too.</summary>
    private static string FreeCode(string code, DateOnly from, HashSet<string> taken)
    {
        var stem = DayBehind().Replace(code, "");
        stem = stem[..Math.Min(stem.Length, LongestStem - 12)];
        var dated = $"{stem}-{from.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}";
        var free = dated;
        for (var n = 2; !taken.Add(free); n++)
        {
            free = string.Create(CultureInfo.InvariantCulture, $"{dated}-{n}");
        }

        return free;
    }

    [GeneratedRegex(@"-[0-9]{8}(-[0-9]+)?$")]
    private static partial Regex DayBehind();
}
