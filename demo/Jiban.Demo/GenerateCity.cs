using Jiban.City.Contracts;
using Jiban.Demo.Land;
using Jiban.Demo.Units;
using Jiban.Platform.Time;

namespace Jiban.Demo;

/// <summary>Makes the invented city 澄川市: pure, the same for the same seed, no clock, no store.</summary>
public static class GenerateCity
{
    /// <summary>The seed of the city that <c>jiban up</c> loads.</summary>
    public const int Seed = 20260101;

    /// <summary>What is added to the city's seed for the ids of its gazetteer: those of the land stay as they were.</summary>
    private const int TownNames = 7;

    /// <summary>The moment that the ids carry: the city is older than any of its cases.</summary>
    private static readonly DateTimeOffset MadeAt = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The whole city and its staff.</summary>
    public static DemoWorld From(int seed)
    {
        var ids = new Ids(new DemoClock(MadeAt), new Random(seed));
        var land = new DrawLand(ids, new Random(seed + 1)).Draw();
        var (units, duties) = new DrawUnits(ids, land.Regions).Draw();
        var houses = Keep(land, units, ids);
        var plan = new CityPlan(
            land.Regions,
            land.Cells,
            land.Roads,
            houses,
            land.Landmarks,
            Seat(units, land.Regions, houses),
            duties
        )
        {
            Toponyms = DrawToponyms.Draw(
                new Ids(new DemoClock(MadeAt), new Random(seed + TownNames))
            ),
        };
        return new DemoWorld(plan, new DrawPeople(new Random(seed + 2)).Draw(units));
    }

    /// <summary>
    /// Gives each unit a house for its seat, one of its own area; who answers for more than a street sits somewhere in the street that is drawn in
    /// detail. Where no house is drawn its seat is not on record.
    /// </summary>
    private static IReadOnlyList<Unit> Seat(
        IReadOnlyList<Unit> units,
        IReadOnlyList<Region> regions,
        IReadOnlyList<Building> houses
    )
    {
        var ofRegion = regions.ToDictionary(region => region.RegionId);
        var street = regions.ToDictionary(
            region => region.RegionId,
            region => region.Level == RegionLevel.Community ? region.ParentId : null
        );
        return
        [
            .. units.Select(
                (unit, n) =>
                    unit.RegionId is { } region
                    && HousesOf(ofRegion[region]) is { Count: > 0 } near
                    && near[n * 37 % near.Count] is var house
                        ? unit with
                        {
                            Address = house.Address,
                            Seat = house.Footprint.InteriorPoint,
                        }
                        : unit
            ),
        ];

        IReadOnlyList<Building> HousesOf(Region region) =>
            region.Level switch
            {
                RegionLevel.Community =>
                [
                    .. houses.Where(house => house.CommunityId == region.RegionId),
                ],
                RegionLevel.Street =>
                [
                    .. houses.Where(house => street[house.CommunityId] == region.RegionId),
                ],
                _ => houses,
            };
    }

    /// <summary>Gives each house its community and each estate its property company.</summary>
    private static List<Building> Keep(LandOfCity land, IReadOnlyList<Unit> units, Ids ids)
    {
        var companies = units
            .Where(unit =>
                unit.Kind == UnitKind.PropertyCompany
                && unit.Code.StartsWith(Board.Streets[0].Code, StringComparison.Ordinal)
            )
            .Zip(Data.Lines("estates.txt"))
            .ToDictionary(pair => pair.Second, pair => pair.First.UnitId);
        var communities = land
            .Regions.Where(region => region.Level == RegionLevel.Community)
            .ToDictionary(region => region.Name, region => region.RegionId);
        return
        [
            .. land.Houses.Select(house => new Building(
                ids.New(),
                house.Name,
                house.Address,
                house.Block.IsEstate ? house.Block.Name : null,
                house.Use,
                house.HeightMetres,
                house.BuiltYear,
                communities[house.Block.Community.Name],
                house.Block.IsEstate ? companies[house.Block.Name] : null,
                Ground.Footprint(house.Box)
            )),
        ];
    }
}
