using Jiban.City.Contracts;
using Jiban.Dispatch.Catalogue;
using Jiban.Dispatch.Contracts;
using Jiban.Dispatch.Understanding;

namespace Jiban.Dispatch.Deciding;

/// <summary>A unit with everything that spoke for it. Most units that are weighed are told to nobody: the reasons are worded when somebody asks.</summary>
/// <param name="Rule">The rule that led to it with the most weight; null when none did.</param>
internal sealed record Weighed(
    Unit Unit,
    DispatchMode Mode,
    double Weight,
    Func<IReadOnlyList<Reason>> Reasons,
    DispatchRule? Rule = null
)
{
    /// <summary>What spoke for it, the mode first.</summary>
    public IReadOnlyList<Reason> Why => Reasons();
}

/// <summary>
/// Weighs every unit that may be right: over the classes and the places that dispatch must reckon with, each rule passes its
/// confidence on to the units it leads to. Units that several readings agree on gather weight; so the unit can be surer than the
/// class.
/// </summary>
internal static class WeighUnits
{
    private const double MostSure = 0.99;

    public static List<Weighed> Weigh(
        ClassReading reading,
        PlaceReading places,
        NamedComponent? component,
        bool ownChannel,
        DateTime at,
        CityIndex index,
        DispatchSnapshot snapshot
    )
    {
        var day = DateOnly.FromDateTime(at);
        var gathered =
            new Dictionary<Guid, (double Weight, double Most, Led Led, string ClassCode)>();
        List<PlaceGuess?> where = places.Guesses.Count > 0 ? [.. places.Guesses] : [null];
        foreach (var guess in reading.Guesses)
        {
            foreach (var place in where)
            {
                if (
                    snapshot.RuleFor(
                        guess.Code,
                        ownChannel,
                        day,
                        Narrowest(place)?.Code,
                        TimeOnly.FromDateTime(at)
                    )
                    is not { } rule
                )
                {
                    continue;
                }

                foreach (
                    var led in FindUnits.Follow(rule, guess.Code, place, component, index, day)
                )
                {
                    var weight =
                        guess.Probability
                        * (place?.Weight ?? 1)
                        * led.Share
                        * rule.Permille
                        / 1000d;
                    var before = gathered.GetValueOrDefault(led.Unit.UnitId);
                    gathered[led.Unit.UnitId] =
                        weight > before.Most
                            ? (before.Weight + weight, weight, led, guess.Code)
                            : before with
                            {
                                Weight = before.Weight + weight,
                            };
                }
            }
        }

        return Sorted(
            gathered.Values.Select(g => new Weighed(
                g.Led.Unit,
                g.Led.Mode,
                Math.Min(g.Weight, MostSure),
                () => Why(g.Led, snapshot.Class(g.ClassCode), component),
                g.Led.Rule
            ))
        );
    }

    private static Region? Narrowest(PlaceGuess? place) =>
        place?.Where.Community ?? place?.Where.Street ?? place?.Where.District;

    /// <summary>Heaviest first, equal ones in order of the unit's code: the same message always gives the same order.</summary>
    public static List<Weighed> Sorted(IEnumerable<Weighed> units) =>
        [
            .. units
                .OrderByDescending(unit => unit.Weight)
                .ThenBy(unit => unit.Unit.Code, StringComparer.Ordinal)
                .ThenBy(unit => unit.Unit.UnitId),
        ];

    private static List<Reason> Why(Led led, DemandClass? demandClass, NamedComponent? component)
    {
        var (zh, en) = (demandClass?.Name ?? "该", demandClass?.NameEn ?? "this matter");
        var mode = led switch
        {
            { Holds: { } role } => ByOwner(led.Unit, role, component!),
            { Mode: DispatchMode.Directed } => new Reason(
                "mode-directed",
                $"{zh}类事项定向派给主管单位：{led.Unit.Name}。",
                $"{en} goes directly to the unit in charge: {led.Unit.Name}."
            ),
            { Mode: DispatchMode.ByKind } => new Reason(
                "mode-by-kind",
                $"{zh}类事项按类别派给当地主管部门：{led.Unit.Name}。",
                $"{en} goes by its kind to the department of that area: {led.Unit.Name}."
            ),
            _ => new Reason(
                "mode-by-place",
                $"{zh}类事项属地办理：{led.Unit.Name}。",
                $"{en} goes by its place to {led.Unit.Name}."
            ),
        };
        var rule = new Reason(
            $"rule:{led.Rule.Code}",
            $"这是派单目录对{zh}类事项的规定。",
            $"So says the dispatch catalogue of {en}."
        );
        return
        [
            mode,
            rule,
            .. led.Duty is { } duty
                ? [new Reason("duty", $"该单位职责：{duty}。", $"Duty of that unit: {duty}.")]
                : (IEnumerable<Reason>)[],
            .. led is { Holds: null, Rule.OwnerFirst: true } && component is not null
                ? [OwnerUnknown(component)]
                : (IEnumerable<Reason>)[],
        ];
    }

    private static Reason ByOwner(Unit unit, DutyRole role, NamedComponent component)
    {
        var (zh, en) = role switch
        {
            DutyRole.Manager => ("管理", "runs"),
            DutyRole.Maintainer => ("养护", "maintains"),
            _ => ("所有", "owns"),
        };
        return new Reason(
            "mode-by-owner",
            $"按部件权属派给{unit.Name}：{component.ClassName}（{component.Code}）由该单位{zh}。",
            $"By the component: {unit.Name} {en} the {component.ClassNameEn} {component.Code}."
        );
    }

    private static Reason OwnerUnknown(NamedComponent component) =>
        new(
            "owner-unknown",
            $"登记册没有写明{component.ClassName}（{component.Code}）归本市哪个单位，按派单目录派单。",
            $"The registry names no unit of this city that holds the {component.ClassNameEn} {component.Code}: the catalogue decides."
        );
}
