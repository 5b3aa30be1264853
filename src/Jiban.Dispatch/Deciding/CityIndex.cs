using System.Runtime.CompilerServices;
using Jiban.City.Contracts;
using Jiban.Dispatch.Understanding;

namespace Jiban.Dispatch.Deciding;

/// <summary>A duty with the unit that holds it.</summary>
internal readonly record struct HeldDuty(Unit Unit, Duty Duty, string ClassCode);

/// <summary>
/// What dispatch looks up in one city snapshot: names of places and units in a trie, duties by class. Built once for a snapshot and
/// kept as long as the snapshot lives.
/// </summary>
internal sealed class CityIndex
{
    /// <summary>A unit is recognised by names of at least this length: shorter ones stand in other words.</summary>
    private const int ShortestUnitName = 4;
    private const int ShortestPlaceName = 2;

    private static readonly ConditionalWeakTable<CitySnapshot, CityIndex> Built = [];

    private readonly Phrases<Place> _places;
    private readonly Phrases<Unit> _units;
    private readonly ILookup<string, HeldDuty> _duties;
    private readonly Dictionary<Guid, Building> _buildings;
    private readonly ILookup<string, Building> _estates;

    private CityIndex(CitySnapshot city)
    {
        City = city;
        _places = new Phrases<Place>(
            city.Places.Select(place => KeyValuePair.Create(Form(place.Name), place))
                .Where(entry => entry.Key.Length >= ShortestPlaceName)
        );
        _units = new Phrases<Unit>(
            city.Units.SelectMany(unit =>
                unit.Aliases.Append(unit.Name)
                    .Append(unit.ShortName)
                    .Select(Form)
                    .Where(name => name.Length >= ShortestUnitName)
                    .Distinct()
                    .Select(name => KeyValuePair.Create(name, unit))
            )
        );
        _duties = city
            .Duties.SelectMany(duty =>
                city.Unit(duty.UnitId) is { } unit
                    ? duty.ClassCodes.Select(code => new HeldDuty(unit, duty, code))
                    : []
            )
            .OrderBy(held => held.Unit.Code, StringComparer.Ordinal)
            .ThenBy(held => held.Duty.DutyId)
            .ToLookup(held => held.ClassCode);
        _buildings = city.Buildings.DistinctBy(b => b.BuildingId).ToDictionary(b => b.BuildingId);
        _estates = city.Buildings.Where(b => b.EstateName is not null).ToLookup(b => b.EstateName!);
    }

    /// <summary>The snapshot itself.</summary>
    public CitySnapshot City { get; }

    /// <summary>The index of a snapshot, built at the first question.</summary>
    public static CityIndex Of(CitySnapshot city) =>
        Built.GetValue(city, static c => new CityIndex(c));

    /// <summary>The form in which names are compared.</summary>
    public static string Form(string text) => HouseNumbers.Of(PlainText.Of(text));

    /// <summary>Places named in a text of that form, the longest name at each position.</summary>
    public List<Found<IReadOnlyList<Place>>> PlacesIn(string form) => _places.Longest(form);

    /// <summary>Units named in a text of that form.</summary>
    public List<Found<IReadOnlyList<Unit>>> UnitsIn(string form) => _units.Longest(form);

    /// <summary>Units of a kind that hold a duty for a class on a day; those whose duty names the finer class first.</summary>
    public IEnumerable<HeldDuty> Holders(UnitKind kind, string classCode, DateOnly day)
    {
        for (var length = classCode.Length; length >= 2; length -= 2)
        {
            foreach (var held in _duties[classCode[..length]])
            {
                if (held.Unit.Kind == kind && held.Duty.From <= day && !(held.Duty.Until < day))
                {
                    yield return held;
                }
            }
        }
    }

    /// <summary>The building a place of the gazetteer stands for, or any building of an estate.</summary>
    public Building? BuildingOf(Place place) =>
        place.Kind switch
        {
            PlaceKind.Building => _buildings.GetValueOrDefault(place.PlaceId),
            PlaceKind.Estate => _estates[place.Name].FirstOrDefault(),
            _ => null,
        };
}
