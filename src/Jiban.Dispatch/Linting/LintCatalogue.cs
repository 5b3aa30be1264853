using Jiban.City.Contracts;
using Jiban.Dispatch.Catalogue;
using Jiban.Dispatch.Contracts;
using Jiban.Dispatch.Deciding;

namespace Jiban.Dispatch.Linting;

/// <summary>
/// Reads rules as a whole and tells what a table of them hides: pure, over the same lookups that decide. It looks at a day and at every later
/// day on which a rule begins or has ended.
/// </summary>
internal sealed class LintCatalogue
{
    private readonly IReadOnlyList<DispatchRule> _rules;
    private readonly RuleBook _book;
    private readonly IReadOnlyList<DemandClass> _classes;
    private readonly bool[] _channels;
    private readonly string?[] _regions;
    private readonly TimeOnly?[] _hours;
    private readonly CityIndex _index;
    private readonly IReadOnlyList<DateOnly> _days;

    private LintCatalogue(
        IReadOnlyList<DispatchRule> rules,
        CatalogueRows rows,
        CityIndex index,
        DateOnly day
    )
    {
        _rules = [.. rules.Where(rule => !(rule.Until < day))];
        _book = new RuleBook(_rules);
        _classes = rows.Classes;
        _channels = [.. rows.Channels.Select(channel => channel.IsOwn).Distinct().Order()];
        _regions = [null, .. _rules.Select(rule => rule.RegionCode).OfType<string>().Distinct()];
        _hours =
        [
            null,
            .. _rules
                .SelectMany(rule => (TimeOnly?[])[rule.Hours?.From, rule.Hours?.Until])
                .OfType<TimeOnly>()
                .Distinct()
                .Select(hour => (TimeOnly?)hour),
        ];
        _index = index;
        _days =
        [
            .. _rules
                .SelectMany(rule => (DateOnly?[])[rule.From, rule.Until?.AddDays(1)])
                .OfType<DateOnly>()
                .Where(change => change > day)
                .Append(day)
                .Distinct()
                .Order(),
        ];
    }

    /// <summary>What is wrong with the rules from a day on, errors first.</summary>
    /// <param name="rules">All rules; those that ended before the day are left out.</param>
    /// <param name="rows">Whose classes and channels they speak of.</param>
    public static IReadOnlyList<LintFinding> Of(
        IReadOnlyList<DispatchRule> rules,
        CatalogueRows rows,
        CitySnapshot city,
        DateOnly day
    )
    {
        var lint = new LintCatalogue(rules, rows, CityIndex.Of(city), day);
        return
        [
            .. lint.UnknownClasses()
                .Concat(lint.UnknownRegions())
                .Concat(lint.Overlaps())
                .Concat(lint.Uncovered(out var winners))
                .Concat(lint.NeverFire(winners))
                .Concat(
                    LintUnits.Of(
                        lint._rules,
                        lint._book,
                        lint._classes,
                        lint._channels,
                        lint._index,
                        day
                    )
                )
                .OrderByDescending(finding => finding.IsError),
        ];
    }

    private IEnumerable<LintFinding> UnknownClasses()
    {
        var known = _classes.Select(of => of.Code).Append("").ToHashSet();
        return _rules
            .Where(rule => !known.Contains(rule.ClassCode))
            .Select(rule => new LintFinding(
                LintKind.UnknownClass,
                IsError: true,
                rule.Code,
                rule.ClassCode,
                $"规则 {rule.Code} 的分类 {rule.ClassCode} 不存在。",
                $"Rule {rule.Code} is for class {rule.ClassCode}, which does not exist."
            ));
    }

    private IEnumerable<LintFinding> UnknownRegions()
    {
        var known = _index.City.Regions.Select(region => region.Code).ToHashSet();
        return _rules
            .Where(rule => rule.RegionCode is { } code && !known.Contains(code))
            .Select(rule => new LintFinding(
                LintKind.UnknownRegion,
                IsError: true,
                rule.Code,
                rule.ClassCode,
                $"规则 {rule.Code} 限定的区域 {rule.RegionCode} 不存在。",
                $"Rule {rule.Code} is for region {rule.RegionCode}, which does not exist."
            ));
    }

    /// <summary>Of two that begin on one day a chance of names decides; a later one takes over silently. Hours of the night and of all day don't meet: the former go first.</summary>
    private IEnumerable<LintFinding> Overlaps() =>
        from same in _rules.GroupBy(rule =>
            (rule.ClassCode, rule.Channels, rule.RegionCode, IsAllDay: rule.Hours is null)
        )
        let inOrder = same.OrderBy(rule => rule.From)
            .ThenBy(rule => rule.Code, StringComparer.Ordinal)
            .ToList()
        from pair in inOrder.SelectMany(
            (first, at) => inOrder.Skip(at + 1).Select(second => (First: first, Second: second))
        )
        where
            !(pair.First.Until < pair.Second.From)
            && (same.Key.IsAllDay || pair.First.Hours!.Meets(pair.Second.Hours!))
        let alike = pair.First.From == pair.Second.From
        let inPart = pair.First.Hours != pair.Second.Hours
        select new LintFinding(
            LintKind.Overlap,
            alike,
            pair.Second.Code,
            same.Key.ClassCode,
            alike
                ? $"规则 {pair.First.Code} 和 {pair.Second.Code} 分类、渠道、区域和起始日都相同，时段{(inPart ? $"有重叠（{pair.First.Hours} 与 {pair.Second.Hours}）" : "也相同")}，只能用其中一条。"
                : $"规则 {pair.First.Code} 没有终止，{pair.Second.Code} 从 {pair.Second.From:yyyy-MM-dd} 起{(inPart ? "在重叠的时段" : "")}取代它。",
            alike
                ? $"Rules {pair.First.Code} and {pair.Second.Code} are for the same class, channels and region from the same day, {(inPart ? $"and their hours overlap ({pair.First.Hours}, {pair.Second.Hours})" : "at the same hours")}: only one can decide."
                : $"Rule {pair.First.Code} does not end, and {pair.Second.Code} takes over from {pair.Second.From:yyyy-MM-dd}{(inPart ? " at the hours that both have" : "")}."
        );

    /// <summary>Classes without a rule on some day; on the way, every rule that wins somewhere.</summary>
    private List<LintFinding> Uncovered(out HashSet<string> winners)
    {
        winners = new HashSet<string>(StringComparer.Ordinal);
        var missing = new List<LintFinding>();
        foreach (var of in _classes)
        {
            DateOnly? since = null;
            foreach (var day in _days)
            {
                foreach (var own in _channels)
                {
                    winners.UnionWith(
                        from region in _regions
                        from hour in _hours
                        let rule = _book.RuleFor(of.Code, own, day, region, hour)
                        where rule is not null
                        select rule.Code
                    );
                    // What holds in one region or at certain hours alone leaves a gap elsewhere.
                    if (_book.RuleFor(of.Code, own, day) is null)
                    {
                        since ??= day;
                    }
                }
            }

            if (since is { } from)
            {
                missing.Add(
                    new LintFinding(
                        LintKind.Gap,
                        IsError: true,
                        null,
                        of.Code,
                        $"{of.Name}（{of.Code}）从 {from:yyyy-MM-dd} 起没有规则。",
                        $"{of.NameEn} ({of.Code}) has no rule from {from:yyyy-MM-dd} on."
                    )
                    {
                        Since = from,
                    }
                );
            }
        }

        return missing;
    }

    private IEnumerable<LintFinding> NeverFire(HashSet<string> winners)
    {
        var known = _classes.Select(of => of.Code).Append("").ToHashSet();
        return _rules
            .Where(rule => !winners.Contains(rule.Code) && known.Contains(rule.ClassCode))
            .Select(rule => new LintFinding(
                LintKind.NeverFires,
                IsError: false,
                rule.Code,
                rule.ClassCode,
                $"规则 {rule.Code} 用不上：总有更具体或更新的规则在前。",
                $"Rule {rule.Code} never decides: a finer or later one always comes first."
            ));
    }
}
