using Jiban.City.Contracts;
using Jiban.Dispatch.Contracts;

namespace Jiban.Dispatch.Deciding;

/// <summary>What is told of a place that lies at a border between units: who begins behind it. Nobody is decided by it.</summary>
/// <param name="Owners">Who answers for the neighbouring streets, for a person to choose from.</param>
internal sealed record BorderReading(IReadOnlyList<Unit> Owners, IReadOnlyList<Reason> Reasons);

/// <summary>
/// A position is no better than some ten metres, and a border runs in the middle of a road: near one both owners are named. Streets first; where the street is
/// the same on either side, communities.
/// </summary>
internal static class Borders
{
    private const double Metres = 30;
    private static readonly BorderReading None = new([], []);

    public static BorderReading Of(PlaceGuess? place, CitySnapshot city)
    {
        if (
            place is not { At: { IsEmpty: false } at, Where.Street: { } street }
            || (place.Source != "pin" && !IsSpot(place))
        )
        {
            return None;
        }

        var streets = Answering(RegionLevel.Street, street, city.StreetOffice(street.RegionId));
        if (streets.Count > 0)
        {
            return new BorderReading([.. streets.Select(one => one.Owner)], Told(streets));
        }

        return place.Where.Community is { } community
            ? new BorderReading(
                [],
                Told(Answering(RegionLevel.Community, community, Committee(community)))
            )
            : None;

        List<(Region Own, Unit? Keeps, Region Other, Unit Owner)> Answering(
            RegionLevel level,
            Region own,
            Unit? keeps
        ) =>
            [
                .. from other in city.Beside(level, at, Metres)
                where other.RegionId != own.RegionId
                let owner = level == RegionLevel.Street
                    ? city.StreetOffice(other.RegionId)
                    : Committee(other)
                where owner is not null && owner.UnitId != keeps?.UnitId
                select (own, keeps, other, owner),
            ];

        Unit? Committee(Region region) =>
            city.UnitsFor(UnitKind.Community, region.RegionId).FirstOrDefault();
    }

    private static bool IsSpot(PlaceGuess place) =>
        place.Named?.Kind
            is PlaceKind.Building
                or PlaceKind.School
                or PlaceKind.Landmark
                or PlaceKind.Bridge
                or PlaceKind.BusStop;

    private static List<Reason> Told(
        List<(Region Own, Unit? Keeps, Region Other, Unit Owner)> borders
    ) =>
        borders.ConvertAll(border => new Reason(
            "place-border",
            $"离{border.Own.Name}与{border.Other.Name}的边界不到{Metres:0}米：这一侧归{border.Keeps?.Name ?? border.Own.Name}，那一侧归{border.Owner.Name}。",
            $"Within {Metres:0} metres of the border of {border.Own.Name} and {border.Other.Name}: this side is {border.Keeps?.Name ?? border.Own.Name}'s, that one {border.Owner.Name}'s."
        ));
}
