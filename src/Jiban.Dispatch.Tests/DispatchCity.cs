using Jiban.City.Contracts;
using Jiban.Testing;
using NetTopologySuite.Geometries;

namespace Jiban.Dispatch.Tests;

/// <summary>
/// A small city of squares for dispatch: 2 districts, each of 2 streets, the first street of 2 communities; an estate of two
/// buildings with a property company, a school, two roads; departments in each district, utilities for the city, sections.
/// </summary>
internal static class DispatchCity
{
    private const double Side = 0.01;
    private static readonly DateOnly Since = new(2024, 1, 1);
    private static readonly WorkingHours Hours = new(new(9, 0), new(18, 0), EveryDay: false);

    public static readonly Guid City = Some.Id(1);
    public static readonly Guid West = Some.Id(2);
    public static readonly Guid East = Some.Id(3);
    public static readonly Guid Bay = Some.Id(4);
    public static readonly Guid Bridge = Some.Id(5);
    public static readonly Guid Grain = Some.Id(6);
    public static readonly Guid Ferry = Some.Id(7);
    public static readonly Guid South = Some.Id(8);
    public static readonly Guid North = Some.Id(9);

    public static readonly Guid Centre = Some.Id(101);
    public static readonly Guid WestGovernment = Some.Id(102);
    public static readonly Guid EastGovernment = Some.Id(103);
    public static readonly Guid BayOffice = Some.Id(104);
    public static readonly Guid BridgeOffice = Some.Id(105);
    public static readonly Guid GrainTown = Some.Id(106);
    public static readonly Guid FerryOffice = Some.Id(107);
    public static readonly Guid BayUpkeep = Some.Id(111);
    public static readonly Guid BayWelfare = Some.Id(112);
    public static readonly Guid SouthCommittee = Some.Id(113);
    public static readonly Guid WestHealth = Some.Id(121);
    public static readonly Guid EastHealth = Some.Id(122);
    public static readonly Guid WestHousing = Some.Id(123);
    public static readonly Guid EastHousing = Some.Id(124);
    public static readonly Guid WestUpkeep = Some.Id(125);
    public static readonly Guid WestEducation = Some.Id(126);
    public static readonly Guid WaterCompany = Some.Id(131);
    public static readonly Guid HomeProperty = Some.Id(132);

    /// <summary>The snapshot: built once, as in a host.</summary>
    public static readonly CitySnapshot Snapshot = new(
        Regions(),
        [
            new("990101001001001", South, Box(0, 0, 0.5, 1)),
            new("990101001001002", South, Box(0.5, 0, 1, 1)),
        ],
        Places(),
        Buildings(),
        Units(),
        Duties()
    )
    {
        Roads =
        [
            new(Some.Id(204), "试湾路", Line((0.1, 0.5), (0.9, 0.5)), []),
            new(Some.Id(208), "滩头街", Line((0.4, 0.1), (0.4, 0.9)), []),
            // Drawn a little short of 试湾路.
            new(Some.Id(209), "观潮巷", Line((0.7, 0.51), (0.7, 0.9)), []),
        ],
        Landmarks =
        [
            new(
                Some.Id(202),
                PlaceKind.School,
                "试湾小学",
                [],
                "school",
                Box(0.25, 1.55, 0.35, 1.65)
            ),
        ],
    };

    /// <summary>The same city with lines of a customer's gazetteer.</summary>
    public static CitySnapshot With(params Toponym[] lines) =>
        new CityPlan(
            Snapshot.Regions,
            Snapshot.Cells,
            Snapshot.Roads,
            Snapshot.Buildings,
            Snapshot.Landmarks,
            Snapshot.Units,
            Snapshot.Duties
        )
        {
            Toponyms = lines,
        }.ToSnapshot();

    /// <summary>A line, in sides of a community.</summary>
    public static LineString Line(params (double X, double Y)[] corners) =>
        new([.. corners.Select(at => new Coordinate(at.X * Side, at.Y * Side))]) { SRID = 4326 };

    /// <summary>A point, in sides of a community from the south-west of the city.</summary>
    public static Point At(double x, double y) => new(x * Side, y * Side) { SRID = 4326 };

    private static Polygon Box(double west, double south, double east, double north) =>
        new(
            new LinearRing([
                new(west * Side, south * Side),
                new(east * Side, south * Side),
                new(east * Side, north * Side),
                new(west * Side, north * Side),
                new(west * Side, south * Side),
            ])
        )
        {
            SRID = 4326,
        };

    private static Region[] Regions() =>
        [
            new(City, "9901", RegionLevel.City, "试城市", null, Box(0, 0, 4, 2)),
            new(West, "990101", RegionLevel.District, "试西区", City, Box(0, 0, 2, 2)),
            new(East, "990102", RegionLevel.District, "试东区", City, Box(2, 0, 4, 2)),
            new(Bay, "990101001", RegionLevel.Street, "试湾街道", West, Box(0, 0, 1, 2)),
            new(Bridge, "990101002", RegionLevel.Street, "试桥街道", West, Box(1, 0, 2, 2)),
            new(Grain, "990102101", RegionLevel.Street, "试禾镇", East, Box(2, 0, 3, 2)),
            new(Ferry, "990102002", RegionLevel.Street, "试渡街道", East, Box(3, 0, 4, 2)),
            new(South, "990101001001", RegionLevel.Community, "南滩社区", Bay, Box(0, 0, 1, 1)),
            new(North, "990101001002", RegionLevel.Community, "北滩社区", Bay, Box(0, 1, 1, 2)),
        ];

    private static Place[] Places() =>
        [
            new(West, PlaceKind.District, "试西区", null, null, At(1, 1)),
            new(East, PlaceKind.District, "试东区", null, null, At(3, 1)),
            new(Bay, PlaceKind.Street, "试湾街道", null, Bay, At(0.5, 1)),
            new(Bridge, PlaceKind.Street, "试桥街道", null, Bridge, At(1.5, 1)),
            new(Grain, PlaceKind.Street, "试禾镇", null, Grain, At(2.5, 1)),
            new(South, PlaceKind.Community, "南滩社区", South, Bay, At(0.5, 0.5)),
            new(Some.Id(201), PlaceKind.Estate, "试湾家园", South, Bay, At(0.25, 0.61)),
            new(Some.Id(301), PlaceKind.Building, "试湾家园1号楼", South, Bay, At(0.22, 0.61)),
            new(Some.Id(302), PlaceKind.Building, "试湾家园2号楼", South, Bay, At(0.32, 0.61)),
            new(Some.Id(202), PlaceKind.School, "试湾小学", North, Bay, At(0.3, 1.6)),
            new(Some.Id(203), PlaceKind.Estate, "禾香苑", null, Grain, At(2.5, 0.5)),
            new(Some.Id(204), PlaceKind.Road, "试湾路", South, Bay, At(0.5, 0.5)),
            new(Some.Id(205), PlaceKind.Road, "试城大街", null, null, At(1.8, 0.1)),
            new(Some.Id(208), PlaceKind.Road, "滩头街", South, Bay, At(0.4, 0.5)),
            new(Some.Id(209), PlaceKind.Road, "观潮巷", South, Bay, At(0.7, 0.7)),
            // One name twice: an estate of each district.
            new(Some.Id(206), PlaceKind.Estate, "阳光里", null, Bridge, At(1.5, 1.5)),
            new(Some.Id(207), PlaceKind.Estate, "阳光里", null, Ferry, At(3.5, 1.5)),
        ];

    private static Building[] Buildings() =>
        [
            Building(301, "试湾家园1号楼", 0.20, HomeProperty),
            Building(302, "试湾家园2号楼", 0.30, HomeProperty),
        ];

    private static Building Building(int id, string name, double west, Guid property) =>
        new(
            Some.Id(id),
            name,
            "试湾路2号院",
            "试湾家园",
            "residential",
            54,
            2009,
            South,
            property,
            Box(west, 0.6, west + 0.04, 0.62)
        );

    private static Unit[] Units() =>
        [
            Unit(Centre, "9901", "试城市12345中心", UnitKind.CityCentre, null, City),
            Unit(WestGovernment, "990101", "试西区政府", UnitKind.DistrictGovernment, Centre, West),
            Unit(EastGovernment, "990102", "试东区政府", UnitKind.DistrictGovernment, Centre, East),
            Unit(
                BayOffice,
                "990101001",
                "试湾街道办事处",
                UnitKind.StreetOffice,
                WestGovernment,
                Bay
            ),
            Unit(
                BridgeOffice,
                "990101002",
                "试桥街道办事处",
                UnitKind.StreetOffice,
                WestGovernment,
                Bridge
            ),
            Unit(
                GrainTown,
                "990102101",
                "试禾镇政府",
                UnitKind.StreetOffice,
                EastGovernment,
                Grain
            ),
            Unit(
                FerryOffice,
                "990102002",
                "试渡街道办事处",
                UnitKind.StreetOffice,
                EastGovernment,
                Ferry
            ),
            Unit(
                BayUpkeep,
                "990101001-S1",
                "试湾街道城市管理办公室",
                UnitKind.Section,
                BayOffice,
                Bay
            ),
            Unit(
                BayWelfare,
                "990101001-S2",
                "试湾街道民生保障办公室",
                UnitKind.Section,
                BayOffice,
                Bay
            ),
            Unit(
                SouthCommittee,
                "990101001001",
                "南滩社区居委会",
                UnitKind.Community,
                BayOffice,
                South
            ),
            Unit(
                WestHealth,
                "990101-D1",
                "试西区卫生健康委员会",
                UnitKind.Department,
                WestGovernment,
                West
            ),
            Unit(
                EastHealth,
                "990102-D1",
                "试东区卫生健康委员会",
                UnitKind.Department,
                EastGovernment,
                East
            ),
            Unit(
                WestHousing,
                "990101-D2",
                "试西区住房和城乡建设委员会",
                UnitKind.Department,
                WestGovernment,
                West
            ),
            Unit(
                EastHousing,
                "990102-D2",
                "试东区住房和城乡建设委员会",
                UnitKind.Department,
                EastGovernment,
                East
            ),
            Unit(
                WestUpkeep,
                "990101-D3",
                "试西区城市管理委员会",
                UnitKind.Department,
                WestGovernment,
                West
            ),
            Unit(
                WestEducation,
                "990101-D4",
                "试西区教育委员会",
                UnitKind.Department,
                WestGovernment,
                West
            ),
            Unit(WaterCompany, "9901-U1", "试城自来水公司", UnitKind.Utility, Centre, City),
            Unit(HomeProperty, "9901-P1", "试家物业公司", UnitKind.PropertyCompany, BayOffice, Bay),
        ];

    private static Unit Unit(
        Guid id,
        string code,
        string name,
        UnitKind kind,
        Guid? parent,
        Guid region
    ) => new(id, code, name, name, kind, parent, region, Hours, []);

    private static Duty[] Duties() =>
        [
            Duty(
                501,
                BayUpkeep,
                "城市管理",
                "市容环境和道路设施巡查",
                ["04", "05", "10", "11", "12", "25"]
            ),
            Duty(502, BayWelfare, "民生保障", "养老和救助服务", ["15", "03"]),
            Duty(511, WestHealth, "职责", "医疗机构监督管理", ["07", "24"]),
            Duty(512, EastHealth, "职责", "医疗机构监督管理", ["07", "24"]),
            Duty(513, WestHousing, "职责", "房屋交易和登记管理", ["03", "0402", "0403", "0409"]),
            Duty(514, EastHousing, "职责", "房屋交易和登记管理", ["03", "0402", "0403", "0409"]),
            Duty(515, WestUpkeep, "职责", "道路照明设施管理", ["0407", "0405", "0408"]),
            Duty(516, WestEducation, "职责", "学校管理", ["09"]),
            Duty(521, WaterCompany, "职责", "城市供水", ["0202", "1301", "1302"]),
        ];

    private static Duty Duty(int id, Guid unit, string board, string name, string[] classes) =>
        new(Some.Id(id), unit, board, name, classes, Since, null);
}
