using Jiban.City.Contracts;
using Jiban.Dispatch.Catalogue;
using Jiban.Dispatch.Contracts;

namespace Jiban.Dispatch.Deciding;

/// <summary>Who it goes to, or that a person must say.</summary>
/// <param name="Decided">Null when a person must choose.</param>
/// <param name="Units">All that may be right, likeliest first; the decided one first.</param>
internal sealed record Choice(
    Weighed? Decided,
    double Confidence,
    IReadOnlyList<Weighed> Units,
    IReadOnlyList<Reason> Reasons
);

/// <summary>
/// Chooses among the weighed units: the citizen's own choice, praise, danger, filing, threshold, in this order. Danger to life is asked
/// before filing: no condition of a form makes it wait.
/// </summary>
internal static class ChooseUnit
{
    private const double PraiseNamed = 0.95;
    private const double PraiseOfPlace = 0.8;
    private const double PraiseOfCity = 0.3;
    private const double DangerByPlace = 0.5;

    /// <summary>What is known of the message apart from its units.</summary>
    internal sealed record Matter(
        Message Message,
        string Form,
        DemandKind Kind,
        bool DangerToLife,
        Urgency Urgency,
        IReadOnlyList<Lack> Lacking,
        Channel? Channel
    );

    public static Choice Choose(
        Matter matter,
        IReadOnlyList<Weighed> weighed,
        PlaceReading places,
        CityIndex index,
        DispatchSettings settings
    )
    {
        if (Chosen(matter, weighed, index.City) is { } chosen)
        {
            return chosen;
        }

        List<Reason> unknown = matter.Message.Choice is null
            ? []
            :
            [
                new Reason(
                    "choice-unknown",
                    "自选的单位不存在，改按规则派单。",
                    "The unit picked does not exist: decided by rule instead."
                ),
            ];
        var units = matter.Kind == DemandKind.Praise ? Praised(matter, places, index) : weighed;
        units = WithFallback(units, places, index.City, matter.Kind);
        var best = units[0];
        var decided = best.Weight >= settings.UnitThreshold;
        if (matter.DangerToLife && !decided)
        {
            return Rescue(units, places, index.City, unknown);
        }

        if (matter.Lacking.Count > 0 && !matter.DangerToLife)
        {
            return new Choice(
                null,
                best.Weight,
                units,
                [
                    .. unknown,
                    .. best.Why,
                    new Reason(
                        "filing-missing",
                        $"尚不满足立案条件，缺少{string.Join('、', matter.Lacking.Select(lack => lack.Zh))}，须人工立案。",
                        $"The filing conditions do not hold: {string.Join("; ", matter.Lacking.Select(lack => lack.En))}. A person files it."
                    ),
                ]
            );
        }

        return new Choice(decided ? best : null, best.Weight, units, [.. unknown, .. best.Why]);
    }

    private static Choice? Chosen(Matter matter, IReadOnlyList<Weighed> weighed, CitySnapshot city)
    {
        if (matter.Message.Choice is not { } id || city.Unit(id) is not { } unit)
        {
            return null;
        }

        var why = new Reason(
            "mode-by-choice",
            $"按诉求人选择，派给{unit.Name}。",
            $"The requester picked {unit.Name}."
        );
        var picked = new Weighed(unit, DispatchMode.ByChoice, 1, () => [why]);
        return new Choice(picked, 1, [picked, .. weighed.Where(w => w.Unit.UnitId != id)], [why]);
    }

    /// <summary>Praise goes to whom it names, else to the street where it happened.</summary>
    private static List<Weighed> Praised(Matter matter, PlaceReading places, CityIndex index)
    {
        var named = index
            .UnitsIn(matter.Form)
            .SelectMany(f => f.Value)
            .DistinctBy(u => u.UnitId)
            .ToList();
        return WeighUnits.Sorted(
            named.Select(unit => new Weighed(
                unit,
                DispatchMode.Directed,
                PraiseNamed / named.Count,
                () =>
                    [
                        new Reason(
                            "named-unit",
                            $"表扬对象：{unit.Name}。",
                            $"The praise names {unit.Name}."
                        ),
                    ]
            ))
        );
    }

    /// <summary>A danger never waits in a queue: whoever answers for the place takes it at once, and may pass it on.</summary>
    private static Choice Rescue(
        IReadOnlyList<Weighed> units,
        PlaceReading places,
        CitySnapshot city,
        List<Reason> before
    )
    {
        var holder = Responsible(places, city);
        var why = new Reason(
            "danger-first",
            $"可能危及生命，先派{holder.Unit.Name}立即处置。",
            $"Danger to life: {holder.Unit.Name} acts at once."
        );
        var first = holder with
        {
            Weight = Math.Max(holder.Weight, DangerByPlace),
            Reasons = () => [why],
        };
        return new Choice(
            first,
            first.Weight,
            [
                first,
                .. units
                    .Where(unit => unit.Unit.UnitId != first.Unit.UnitId)
                    .Select(unit => unit with { Weight = Math.Min(unit.Weight, first.Weight) }),
            ],
            [.. before, why]
        );
    }

    /// <summary>
    /// Behind all others stands the one who answers for the place, so that there is always a candidate. Thanks are sure to be theirs; of a message that says no matter only the place is sure.
    /// </summary>
    private static List<Weighed> WithFallback(
        IReadOnlyList<Weighed> units,
        PlaceReading places,
        CitySnapshot city,
        DemandKind kind
    )
    {
        var holder = Responsible(places, city);
        return units.Any(unit => unit.Unit.UnitId == holder.Unit.UnitId)
            ? [.. units]
            : WeighUnits.Sorted([
                .. units,
                units.Count == 0 && kind == DemandKind.Praise
                    ? holder
                    : holder with
                    {
                        Weight = Math.Min(holder.Weight, 0.1),
                    },
            ]);
    }

    private static Weighed Responsible(PlaceReading places, CitySnapshot city)
    {
        var (unit, weight) =
            places.Best?.Where.Street is { } street
            && city.StreetOffice(street.RegionId) is { } office
                ? (office, PraiseOfPlace * places.Best.Weight)
            : places.Best?.Where.District is { } district
            && city.DistrictGovernment(district.RegionId) is { } government
                ? (government, PraiseOfCity)
            : (city.CityCentre!, PraiseOfCity);
        return new Weighed(
            unit,
            DispatchMode.ByPlace,
            weight,
            () =>
                [
                    new Reason(
                        "mode-by-place",
                        $"属地办理：{unit.Name}。",
                        $"By its place: {unit.Name}."
                    ),
                ]
        );
    }
}
