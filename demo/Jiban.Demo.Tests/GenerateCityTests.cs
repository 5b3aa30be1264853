using System.Text.Json;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using NetTopologySuite.Geometries;

namespace Jiban.Demo.Tests;

public sealed class GenerateCityTests
{
    private static readonly DemoWorld World = GenerateCity.From(GenerateCity.Seed);
    private static readonly CityPlan Plan = World.Plan;

    private static readonly Region Street = Plan.Regions.Single(region =>
        region.Name == "潞湾街道"
    );

    private static readonly Region[] Communities =
    [
        .. Plan.Regions.Where(region => region.Level == RegionLevel.Community),
    ];

    [Fact]
    public void The_same_seed_makes_the_same_city()
    {
        var again = GenerateCity.From(GenerateCity.Seed);

        Assert.Equal(Text(World), Text(again));
        Assert.NotEqual(Text(World), Text(GenerateCity.From(GenerateCity.Seed + 1)));
    }

    [Fact]
    public void It_has_the_counts_that_were_ordered()
    {
        Assert.Equal(2, Count(RegionLevel.District));
        Assert.Equal(8, Count(RegionLevel.Street));
        Assert.Equal(5, Communities.Length);
        Assert.Equal(16_000, Street.Residents);
        Assert.Equal(16_000, Communities.Sum(community => community.Residents));
        Assert.InRange(Plan.Buildings.Count, 680, 720);
        Assert.InRange(Plan.Roads.Count, 30, 60);
        Assert.All(
            Communities,
            it => Assert.Equal(15, Plan.Cells.Count(cell => cell.CommunityId == it.RegionId))
        );
        Assert.InRange(Units(UnitKind.PropertyCompany).Count(), 60, 80);
        Assert.Equal(12, Units(UnitKind.Utility).Count());
        Assert.Equal(8, Units(UnitKind.StreetOffice).Count());
        Assert.Equal(15, World.People.Count(person => person.Role == Role.Inspector));

        static int Count(RegionLevel level) => Plan.Regions.Count(region => region.Level == level);
    }

    [Fact]
    public void The_office_of_the_street_its_communities_and_the_city_s_units_have_a_seat_inside_their_own_area()
    {
        var seated = Plan.Units.Where(unit => unit.Seat is not null).ToList();
        Assert.Contains(seated, unit => unit.Name == "潞湾街道办事处");
        Assert.Equal(5, seated.Count(unit => unit.Kind == UnitKind.Community));
        Assert.Equal(12, seated.Count(unit => unit.Kind == UnitKind.Utility));
        var areas = Plan.Regions.ToDictionary(region => region.RegionId);
        Assert.All(
            seated.Where(unit => unit.Kind is UnitKind.StreetOffice or UnitKind.Community),
            unit => Assert.True(areas[unit.RegionId!.Value].Boundary.Contains(unit.Seat))
        );
        Assert.All(seated, unit => Assert.False(string.IsNullOrWhiteSpace(unit.Address)));
    }

    [Fact]
    public void The_street_measures_six_point_nine_square_kilometres() =>
        Assert.InRange(SquareMetres(Street.Boundary), 6_895_000, 6_905_000);

    [Fact]
    public void Communities_tile_the_street_and_cells_their_community()
    {
        Tile(Street.Boundary, Communities.Select(community => community.Boundary));
        foreach (var community in Communities)
        {
            Tile(
                community.Boundary,
                Plan.Cells.Where(cell => cell.CommunityId == community.RegionId)
                    .Select(cell => cell.Boundary)
            );
        }
    }

    [Fact]
    public void Streets_tile_their_district_and_districts_the_city()
    {
        foreach (var region in Plan.Regions.Where(region => region.Level <= RegionLevel.District))
        {
            Tile(
                region.Boundary,
                Plan.Regions.Where(other => other.ParentId == region.RegionId)
                    .Select(other => other.Boundary)
            );
        }
    }

    [Fact]
    public void Cells_are_numbered_from_north_to_south_and_west_to_east()
    {
        foreach (var community in Communities)
        {
            var cells = Plan
                .Cells.Where(cell => cell.CommunityId == community.RegionId)
                .OrderBy(cell => cell.Code, StringComparer.Ordinal)
                .ToArray();
            Assert.Equal(
                Enumerable.Range(1, 15).Select(n => $"{community.Code}{n:000}"),
                cells.Select(cell => cell.Code)
            );
            foreach (var (before, after) in cells.Zip(cells.Skip(1)))
            {
                var (from, to) = (before.Boundary.Centroid, after.Boundary.Centroid);
                Assert.True(to.X > from.X || to.Y < from.Y, $"{before.Code} → {after.Code}");
            }
        }
    }

    [Fact]
    public void Every_building_stands_in_its_community_and_on_no_road_river_or_neighbour()
    {
        var river = Plan.Landmarks.Single(landmark => landmark.Cover == "water").Area;
        foreach (var building in Plan.Buildings)
        {
            var community = Communities.Single(it => it.RegionId == building.CommunityId);
            Assert.True(community.Boundary.Covers(building.Footprint), building.Name);
            Assert.False(river.Intersects(building.Footprint), building.Name);
            Assert.DoesNotContain(Plan.Roads, road => road.Line.Intersects(building.Footprint));
            Assert.DoesNotContain(
                Plan.Buildings,
                other => other != building && other.Footprint.Intersects(building.Footprint)
            );
        }
    }

    [Fact]
    public void Names_of_units_people_and_buildings_are_their_own()
    {
        Own(Plan.Units.Select(unit => unit.Name));
        Own(Plan.Units.Select(unit => unit.ShortName));
        Own(World.People.Select(person => person.Name));
        Own(World.People.Select(person => person.Login));
        Own(Plan.Buildings.Select(building => building.Name));
        Own(Plan.Roads.Select(road => road.Name));
        Own(Plan.Regions.Select(region => region.Name));
    }

    [Fact]
    public void Every_person_acts_in_a_unit_and_every_unit_below_a_centre_has_somebody()
    {
        var staffed = World.People.Select(person => person.UnitCode).ToHashSet();

        Assert.Superset(staffed, Plan.Units.Select(unit => unit.Code).ToHashSet());
        Assert.Empty(
            Plan.Units.Where(unit => !staffed.Contains(unit.Code)).Select(unit => unit.Name)
        );
        Assert.Equal(
            Enum.GetValues<Role>().Except([Role.Public, Role.Upstream, Role.MapProgram]),
            World.People.Select(person => person.Role).Distinct().Order()
        );
    }

    [Fact]
    public void A_pin_on_a_building_finds_its_community_and_its_cell()
    {
        var city = Plan.ToSnapshot();
        foreach (var building in Plan.Buildings)
        {
            var at = city.Locate(building.Footprint.Centroid);
            Assert.Equal(building.CommunityId, at.Community?.RegionId);
            Assert.NotNull(at.GridCode);
        }
    }

    private static IEnumerable<Unit> Units(UnitKind kind) =>
        Plan.Units.Where(unit => unit.Kind == kind);

    private static void Own(IEnumerable<string> names) =>
        Assert.Empty(
            names.GroupBy(name => name).Where(same => same.Count() > 1).Select(same => same.Key)
        );

    private static void Tile(Geometry whole, IEnumerable<Geometry> parts)
    {
        var all = parts.ToArray();
        Assert.Equal(whole.Area, all.Sum(part => part.Area), whole.Area * 1e-9);
        foreach (var (one, i) in all.Select((part, i) => (part, i)))
        {
            Assert.True(whole.Buffer(1e-9).Covers(one));
            Assert.DoesNotContain(
                all.Skip(i + 1),
                other => one.Intersection(other).Area > whole.Area * 1e-9
            );
        }
    }

    /// <summary>Area on the sphere of the WGS-84 ellipsoid's local radius: good to some hundredths of a percent for a street.</summary>
    private static double SquareMetres(Geometry area)
    {
        var latitude = area.Centroid.Y * Math.PI / 180;
        const double A = 6_378_137;
        const double E2 = 0.00669437999;
        var w = 1 - E2 * Math.Sin(latitude) * Math.Sin(latitude);
        var north = A * (1 - E2) / Math.Pow(w, 1.5) * Math.PI / 180;
        var east = A / Math.Sqrt(w) * Math.Cos(latitude) * Math.PI / 180;
        return area.Area * north * east;
    }

    [Fact]
    public void Its_gazetteer_names_bridges_stops_and_what_things_were_called()
    {
        (string Name, string OnRecord, PlaceKind Kind)[] told =
        [
            ("澄明大桥", "澄明桥", PlaceKind.Bridge),
            ("南渡桥", "青石桥", PlaceKind.Bridge),
            ("棠梨路口站", "棠梨路口", PlaceKind.BusStop),
            ("湾畔社区公交站", "湾畔社区", PlaceKind.BusStop),
            ("运河大街", "潞湾大街", PlaceKind.Road),
        ];
        var city = Plan.ToSnapshot();
        Assert.All(
            told,
            one =>
            {
                var place = Assert.Single(city.Places, place => place.Name == one.Name);
                Assert.Equal((one.OnRecord, one.Kind), (place.Standard, place.Kind));
                Assert.NotNull(city.Locate(place.Location).District);
            }
        );
    }

    private static string Text(DemoWorld world) =>
        JsonSerializer.Serialize(
            new
            {
                Regions = world.Plan.Regions.Select(it =>
                    (object)
                        new
                        {
                            it.RegionId,
                            it.Code,
                            it.Name,
                            Wkt = it.Boundary.AsText(),
                        }
                ),
                Cells = world.Plan.Cells.Select(it =>
                    (object)new { it.Code, Wkt = it.Boundary.AsText() }
                ),
                Buildings = world.Plan.Buildings.Select(it =>
                    (object)
                        new
                        {
                            it.BuildingId,
                            it.Name,
                            it.Address,
                            it.HeightMetres,
                            it.BuiltYear,
                            Wkt = it.Footprint.AsText(),
                        }
                ),
                Units = world.Plan.Units.Select(it =>
                    (object)new { Unit = it with { Seat = null }, Seat = it.Seat?.AsText() }
                ),
                world.Plan.Duties,
                world.People,
            }
        );
}
