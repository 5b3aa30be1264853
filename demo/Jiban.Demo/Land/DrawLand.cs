using Jiban.City.Contracts;
using Jiban.Platform.Time;
using NetTopologySuite.Geometries;

namespace Jiban.Demo.Land;

/// <summary>The land of the city: regions, cells, roads, landmarks, and houses that wait for their keeper.</summary>
internal sealed record LandOfCity(
    IReadOnlyList<Region> Regions,
    IReadOnlyList<GridCell> Cells,
    IReadOnlyList<Road> Roads,
    IReadOnlyList<Landmark> Landmarks,
    IReadOnlyList<House> Houses
);

/// <summary>Lays the board on the ground.</summary>
internal sealed class DrawLand(Ids ids, Random chance)
{
    /// <summary>Half the width of the river; metres.</summary>
    private const double HalfRiver = 22;

    public LandOfCity Draw()
    {
        var regions = Regions();
        var blocks = Blocks.Named();
        var filling = new Blocks(chance);
        return new LandOfCity(
            regions,
            [.. blocks.Select(block => Cell(block, regions))],
            [
                .. Board.Roads.Select(road => new Road(
                    ids.New(),
                    road.Name,
                    Ground.Line(road.From, road.To),
                    road.Aliases
                )),
            ],
            [.. Landmarks(blocks)],
            [.. blocks.SelectMany(filling.Fill)]
        );
    }

    private List<Region> Regions()
    {
        var city = new Region(
            ids.New(),
            Board.CityCode,
            RegionLevel.City,
            Board.City,
            null,
            Ground.Area(new Box(-3000, -2200, 14000, 5200)),
            Board.Streets.Sum(street => street.Residents)
        );
        var regions = new List<Region> { city };
        foreach (var (name, code, outline) in Board.Districts)
        {
            var district = new Region(
                ids.New(),
                code,
                RegionLevel.District,
                name,
                city.RegionId,
                Ground.Area(outline)
            );
            regions.Add(district);
            foreach (
                var street in Board.Streets.Where(street =>
                    street.Code.StartsWith(code, StringComparison.Ordinal)
                )
            )
            {
                regions.Add(
                    new Region(
                        ids.New(),
                        street.Code,
                        RegionLevel.Street,
                        street.Name,
                        district.RegionId,
                        Ground.Area(street.Outline),
                        street.Residents
                    )
                );
            }
        }

        var detailed = regions.Single(region => region.Code == Board.Streets[0].Code);
        regions.AddRange(
            Board.Communities.Select(
                (community, n) =>
                    new Region(
                        ids.New(),
                        $"{detailed.Code}{n + 1:000}",
                        RegionLevel.Community,
                        community.Name,
                        detailed.RegionId,
                        Ground.Area(community.Whole),
                        community.Residents
                    )
            )
        );
        return regions;
    }

    private static GridCell Cell(Block block, List<Region> regions)
    {
        var community = regions.Single(region => region.Name == block.Community.Name);
        return new GridCell(
            $"{community.Code}{block.Sequence:000}",
            community.RegionId,
            Ground.Area(block.Box)
        );
    }

    private IEnumerable<Landmark> Landmarks(IReadOnlyList<Block> blocks)
    {
        foreach (var block in blocks)
        {
            (PlaceKind Kind, string Cover)? mark = block.Use switch
            {
                'S' => (PlaceKind.School, "school"),
                'P' => (PlaceKind.Landmark, "park"),
                'M' => (PlaceKind.Landmark, "market"),
                'H' => (PlaceKind.Landmark, "hospital"),
                'I' => (PlaceKind.Landmark, "industry"),
                'C' or 'F' => (PlaceKind.Landmark, "business"),
                _ => null,
            };
            if (mark is { } known)
            {
                yield return Mark(
                    known.Kind,
                    block.Name,
                    known.Cover,
                    Ground.Area(block.Box.Inside(14))
                );
            }
        }

        yield return Mark(
            PlaceKind.Landmark,
            "滨河公园",
            "park",
            Ground.Area(new Box(14, 510, 2986, 740)),
            "滨河绿地"
        );
        yield return Mark(PlaceKind.Landmark, "柳溪", "water", River(), "柳溪河");
        yield return Mark(
            PlaceKind.Landmark,
            "潞湾站",
            "station",
            Ground.Footprint(Box.Around(1400, 1250, 90, 24)),
            "潞湾地铁站"
        );
        foreach (var street in Board.Streets.Skip(1))
        {
            var stem = street.Name[..^(street.IsTown ? 1 : 2)];
            var (u, v) = (
                (street.Middle.West + street.Middle.East) / 2,
                (street.Middle.South + street.Middle.North) / 2
            );
            yield return Mark(
                PlaceKind.School,
                stem + "中心小学",
                "school",
                Ground.Footprint(Box.Around(u + 260, v + 240, 160, 120))
            );
            yield return Mark(
                PlaceKind.Landmark,
                stem + "公园",
                "park",
                Ground.Footprint(Box.Around(u - 420, v + 330, 340, 220))
            );
            yield return Mark(
                PlaceKind.Landmark,
                stem + "农贸市场",
                "market",
                Ground.Footprint(Box.Around(u - 250, v - 270, 110, 80))
            );
        }
    }

    private Landmark Mark(
        PlaceKind kind,
        string name,
        string cover,
        Geometry area,
        params string[] aliases
    ) => new(ids.New(), kind, name, aliases, cover, area);

    /// <summary>The stream winds between the two riverside roads and on through the neighbouring streets.</summary>
    private static Polygon River() =>
        Ground.Band(
            [
                .. Enumerable
                    .Range(0, 181)
                    .Select(n => -3000 + 50d * n)
                    .Select(u => new Coordinate(u, RiverAt(u))),
            ],
            HalfRiver
        );

    /// <summary>The middle of the stream at a line of the board.</summary>
    internal static double RiverAt(double u) => 625 + 55 * Math.Sin(u / 480);
}
