using Jiban.City.Contracts;
using Jiban.Dispatch.Catalogue;
using Jiban.Dispatch.Contracts;

namespace Jiban.Dispatch.Deciding;

/// <summary>A unit that a rule leads to.</summary>
/// <param name="Share">How much of the rule's confidence reaches this unit: less when several would fit or the rule's first choice does not exist.</param>
/// <param name="Holds">In which role it holds the component that the message names; null when that did not lead to it.</param>
internal readonly record struct Led(
    Unit Unit,
    DispatchRule Rule,
    string? Duty,
    double Share,
    DutyRole? Holds = null
)
{
    /// <summary>A component names the unit that holds it, whatever the rule does with other matters of the class.</summary>
    public DispatchMode Mode => Holds is null ? Rule.Mode : DispatchMode.Directed;
}

/// <summary>Follows one rule to its units for one place.</summary>
internal static class FindUnits
{
    /// <summary>The district allocates what its missing department would do (兜底): right, but one step more.</summary>
    private const double DistrictInstead = 0.8;

    /// <summary>The street office instead of a section, a company or a community that is not known: it stands above them.</summary>
    private const double StreetInstead = 0.97;

    /// <summary>The next kind of a rule that names several departments or utilities.</summary>
    private const double NextKind = 0.97;

    /// <summary>A wider centre because the place is not known well enough for a narrower one.</summary>
    private const double WiderForPlace = 0.55;

    /// <summary>
    /// The units of a rule, in order of code. Whoever holds the component goes before them in a matter of components (先属主后属地) and behind them
    /// in every other (先属地后属主). Empty only in a city without the kinds that the rule names.
    /// </summary>
    /// <param name="component">The component that the message names.</param>
    public static IReadOnlyList<Led> Follow(
        DispatchRule rule,
        string classCode,
        PlaceGuess? place,
        NamedComponent? component,
        CityIndex index,
        DateOnly day
    )
    {
        var holder = Holder(component, rule, index.City);
        if (rule.OwnerFirst && holder.Count > 0)
        {
            return holder;
        }

        var led = ByRule(rule, classCode, place, index, day);
        return led.Count > 0 ? led : holder;
    }

    /// <summary>Who helps the responsible unit by its rule (协办), in the order of the rule; what is not there at that place helps not.</summary>
    public static IReadOnlyList<Unit> Helping(
        DispatchRule rule,
        string classCode,
        PlaceGuess? place,
        CityIndex index,
        DateOnly day
    ) =>
        [
            .. rule
                .Assisting.SelectMany(kind => Of(kind, rule, classCode, place, index, day, 1))
                .Select(led => led.Unit)
                .DistinctBy(unit => unit.UnitId),
        ];

    /// <summary>Whoever holds the component, when it is a unit of this city: nobody else can be given a case.</summary>
    private static IReadOnlyList<Led> Holder(
        NamedComponent? component,
        DispatchRule rule,
        CitySnapshot city
    ) =>
        component?.Holder is { } holder && city.Unit(holder.UnitId) is { } unit
            ? [new Led(unit, rule, null, 1, holder.Role)]
            : [];

    private static IReadOnlyList<Led> ByRule(
        DispatchRule rule,
        string classCode,
        PlaceGuess? place,
        CityIndex index,
        DateOnly day
    )
    {
        if (
            rule.UnitCode is { } code
            && index.City.Units.FirstOrDefault(unit => unit.Code == code) is { } named
        )
        {
            return [new Led(named, rule, null, 1)];
        }

        var share = 1d;
        for (var i = 0; i < rule.Units.Count; i++)
        {
            var kind = rule.Units[i];
            var led = Of(kind, rule, classCode, place, index, day, share);
            if (led.Count > 0)
            {
                return led;
            }

            var next = i + 1 < rule.Units.Count ? rule.Units[i + 1] : kind;
            share *= Step(kind, next, place);
        }

        return [];
    }

    private static double Step(UnitKind missing, UnitKind next, PlaceGuess? place) =>
        next switch
        {
            UnitKind.StreetOffice => StreetInstead,
            UnitKind.DistrictGovernment when missing == UnitKind.StreetOffice => WiderForPlace,
            UnitKind.DistrictGovernment => place?.Where.District is null
                ? WiderForPlace
                : DistrictInstead,
            UnitKind.CityCentre => WiderForPlace,
            _ => NextKind,
        };

    private static IReadOnlyList<Led> Of(
        UnitKind kind,
        DispatchRule rule,
        string classCode,
        PlaceGuess? place,
        CityIndex index,
        DateOnly day,
        double share
    ) =>
        kind switch
        {
            UnitKind.CityCentre => One(index.City.CityCentre, rule, share),
            UnitKind.DistrictGovernment => One(
                place?.Where.District is { } district
                    ? index.City.DistrictGovernment(district.RegionId)
                    : null,
                rule,
                share
            ),
            UnitKind.StreetOffice => One(
                place?.Where.Street is { } street ? index.City.StreetOffice(street.RegionId) : null,
                rule,
                share
            ),
            UnitKind.Community => One(
                place?.Where.Community is { } community
                    ? index.City.UnitsFor(UnitKind.Community, community.RegionId).FirstOrDefault()
                    : null,
                rule,
                share
            ),
            UnitKind.PropertyCompany => One(
                place?.Building?.PropertyUnitId is { } company ? index.City.Unit(company) : null,
                rule,
                share
            ),
            _ => ByDuty(kind, rule, classCode, place, index, day, share),
        };

    private static IReadOnlyList<Led> One(Unit? unit, DispatchRule rule, double share) =>
        unit is null ? [] : [new Led(unit, rule, null, share)];

    /// <summary>
    /// Departments, utilities and sections answer for a class by a duty, in the region where they act. The nearest region wins;
    /// within it the duty that names the finer class; equal ones share.
    /// </summary>
    private static List<Led> ByDuty(
        UnitKind kind,
        DispatchRule rule,
        string classCode,
        PlaceGuess? place,
        CityIndex index,
        DateOnly day,
        double share
    )
    {
        var holders = index
            .Holders(kind, classCode, day)
            .Select(held => (Held: held, Level: Level(held.Unit, place, index.City)))
            .Where(h => h.Level is not null)
            .ToList();
        if (holders.Count == 0 || (kind == UnitKind.Section && place?.Where.Street is null))
        {
            return [];
        }

        var nearest = holders.Max(h => h.Level);
        var near = holders.Where(h => h.Level == nearest).ToList();
        var finest = near.Max(h => h.Held.ClassCode.Length);
        var units = near.Where(h => h.Held.ClassCode.Length == finest)
            .DistinctBy(h => h.Held.Unit.UnitId)
            .ToList();
        return units.ConvertAll(h => new Led(
            h.Held.Unit,
            rule,
            h.Held.Duty.Name,
            share / units.Count
        ));
    }

    /// <summary>
    /// How near the region of a unit is to the place: 3 its community, 2 its street, 1 its district, 0 the whole city; null when it
    /// acts elsewhere. Without a place every unit of the city is as near as any other.
    /// </summary>
    private static int? Level(Unit unit, PlaceGuess? place, CitySnapshot city)
    {
        if (unit.RegionId is not { } regionId || city.Region(regionId) is not { } region)
        {
            return 0;
        }

        if (region.Level == RegionLevel.City || place is null)
        {
            return 0;
        }

        return region.Level switch
        {
            RegionLevel.District => Same(place.Where.District, region) ? 1 : null,
            RegionLevel.Street => Same(place.Where.Street, region) ? 2 : null,
            RegionLevel.Community => Same(place.Where.Community, region) ? 3 : null,
            _ => null,
        };
    }

    private static bool Same(Region? one, Region other) => one?.RegionId == other.RegionId;
}
