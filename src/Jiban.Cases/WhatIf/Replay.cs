using Jiban.City.Contracts;
using Jiban.Dispatch.Contracts;
using NetTopologySuite.Geometries;

namespace Jiban.Cases.WhatIf;

/// <summary>A case that the draft would have sent elsewhere.</summary>
/// <param name="From">Who has it by the catalogue in force: the unit, or whose queue it waits in.</param>
/// <param name="FromQueue">Whether a person would choose.</param>
/// <param name="FromRule">The rule that decided; null when none did.</param>
internal sealed record MovedCase(
    Guid CaseId,
    string Number,
    string ClassCode,
    Guid From,
    bool FromQueue,
    string? FromRule,
    Guid To,
    bool ToQueue,
    string? ToRule
);

/// <summary>How many cases of the period a unit would have.</summary>
internal sealed record UnitLoad(Guid UnitId, int Before, int After);

/// <summary>What came of a run.</summary>
/// <param name="Cases">The first 1,000 that would have gone elsewhere.</param>
/// <param name="Loads">Units whose number differs, the most changed first.</param>
internal sealed record WhatIfResult(IReadOnlyList<MovedCase> Cases, IReadOnlyList<UnitLoad> Loads);

/// <summary>Replays cases one after the other and adds up. Pure: case and words in, counts out.</summary>
internal sealed class Replay(DraftReplay draft, CitySnapshot city)
{
    private const int MostCases = 1_000;
    private const string ByRule = "rule:";

    private readonly List<MovedCase> _moved = [];
    private readonly Dictionary<Guid, (int Before, int After)> _loads = [];

    public int Moved { get; private set; }

    public WhatIfResult Result =>
        new(
            _moved,
            [
                .. _loads
                    .Where(load => load.Value.Before != load.Value.After)
                    .Select(load => new UnitLoad(load.Key, load.Value.Before, load.Value.After))
                    .OrderByDescending(load => Math.Abs(load.After - load.Before))
                    .ThenBy(load => load.UnitId),
            ]
        );

    /// <summary>Adds a case.</summary>
    /// <param name="text">Its words; null when they were erased: then the class on record speaks for them.</param>
    public void Add(CaseFile file, string? text, NamedComponent? component)
    {
        var (before, after) = draft.Decide(MessageOf(file, text, component), city);
        var (from, to) = (Holder(before), Holder(after));
        var had = _loads.GetValueOrDefault(from);
        _loads[from] = had with { Before = had.Before + 1 };
        var has = _loads.GetValueOrDefault(to);
        _loads[to] = has with { After = has.After + 1 };
        if (from == to && before.UnitId is null == after.UnitId is null)
        {
            return;
        }

        Moved++;
        if (_moved.Count < MostCases)
        {
            _moved.Add(
                new MovedCase(
                    file.CaseId,
                    file.Number,
                    after.ClassCode,
                    from,
                    before.UnitId is null,
                    RuleOf(before),
                    to,
                    after.UnitId is null,
                    RuleOf(after)
                )
            );
        }
    }

    /// <summary>
    /// The message as it came to the door, as far as the case says: where somebody pointed or what was named there. What an inspector classed
    /// keeps its class, and what was filed counts as filed.
    /// </summary>
    private Message MessageOf(CaseFile file, string? text, NamedComponent? component) =>
        new(
            text ?? "",
            file.Kind,
            text is null || !file.HasPerson ? file.ClassCode : null,
            file.PlaceSource == "named" ? file.PlaceName : component?.PlaceText,
            file is { PlaceSource: "pin", LonE7: { } lon, LatE7: { } lat }
                ? new Point(lon / 1e7, lat / 1e7) { SRID = 4326 }
                : component?.Location,
            file.Channel,
            file.Mode == DispatchMode.ByChoice ? file.UnitId : null,
            file.ReceivedAt,
            0,
            file is { PlaceSource: "street", StreetId: { } street }
                ? city.StreetOffice(street)?.UnitId
                : null,
            component,
            IsFiled: true
        );

    private static Guid Holder(Decision decision) => decision.UnitId ?? decision.QueueUnitId;

    private static string? RuleOf(Decision decision) =>
        decision
            .Reasons.FirstOrDefault(reason =>
                reason.Code.StartsWith(ByRule, StringComparison.Ordinal)
            )
            ?.Code[ByRule.Length..];
}
