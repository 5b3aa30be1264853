using Jiban.Dispatch.Contracts;
using Jiban.Dispatch.Learning;
using Jiban.Dispatch.Understanding;

namespace Jiban.Dispatch.Catalogue;

/// <summary>Numbers an administrator may set. Shares are 0 to 1.</summary>
/// <param name="UnitThreshold">Below it a person chooses the unit.</param>
/// <param name="ClassThreshold">Below it the deepest class above is told that reaches it, or else the first level.</param>
internal sealed record DispatchSettings(double UnitThreshold, double ClassThreshold);

/// <summary>The rows of the catalogue as they stand in the store.</summary>
internal sealed record CatalogueRows(
    IReadOnlyList<DemandClass> Classes,
    IReadOnlyList<Channel> Channels,
    IReadOnlyList<DispatchRule> Rules,
    IReadOnlyList<FilingCondition> Filing,
    IReadOnlyList<Term> Terms,
    DispatchSettings Settings
);

/// <summary>
/// Everything that dispatch knows beside the city, immutable: classes, channels, rules, words, settings, model. What is slow to
/// build (the tries over the words) is built once, here.
/// </summary>
internal sealed class DispatchSnapshot
{
    private readonly Dictionary<string, DemandClass> _classes;
    private readonly Dictionary<string, Channel> _channels;
    private readonly RuleBook _rules;

    public DispatchSnapshot(CatalogueRows rows, NumberedModel? model)
    {
        Rows = rows;
        Model = model;
        Classes = [.. rows.Classes.OrderBy(c => c.Code, StringComparer.Ordinal)];
        _classes = Classes.ToDictionary(c => c.Code);
        _channels = rows.Channels.ToDictionary(c => c.Code);
        _rules = new RuleBook(rows.Rules);
        Words = new WordLists(rows.Terms);
        Blend = new ClassBlend(Classes, model?.Text);
    }

    public CatalogueRows Rows { get; }
    public NumberedModel? Model { get; }
    public IReadOnlyList<DemandClass> Classes { get; }
    public IReadOnlyList<Channel> Channels => Rows.Channels;
    public DispatchSettings Settings => Rows.Settings;
    public WordLists Words { get; }
    public ClassBlend Blend { get; }

    public DemandClass? Class(string code) => _classes.GetValueOrDefault(code);

    public Channel? Channel(string code) => _channels.GetValueOrDefault(code);

    /// <inheritdoc cref="RuleBook.RuleFor"/>
    public DispatchRule? RuleFor(
        string classCode,
        bool ownChannel,
        DateOnly day,
        string? region = null,
        TimeOnly? hour = null
    ) => _rules.RuleFor(classCode, ownChannel, day, region, hour);

    /// <summary>The filing conditions of a class: its own, its parent's, or the general ones.</summary>
    public FilingCondition? FilingFor(string classCode) =>
        Rows
            .Filing.Where(filing =>
                classCode.StartsWith(filing.ClassCode, StringComparison.Ordinal)
            )
            .MaxBy(filing => filing.ClassCode.Length);

    /// <summary>The same with another model.</summary>
    public DispatchSnapshot With(NumberedModel? model) => new(Rows, model);

    /// <summary>The same with other rules.</summary>
    public DispatchSnapshot With(IReadOnlyList<DispatchRule> rules) =>
        new(Rows with { Rules = rules }, Model);
}
