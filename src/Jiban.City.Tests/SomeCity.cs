using Jiban.City.Contracts;
using Jiban.Testing;
using NetTopologySuite.Geometries;

namespace Jiban.City.Tests;

/// <summary>A small city of squares: 2 districts, each of 2 streets, the first street of 2 communities of 2 cells.</summary>
internal static class SomeCity
{
    /// <summary>Side of a community; degrees.</summary>
    public const double Side = 0.01;

    public static readonly Guid City = Some.Id(1);
    public static readonly Guid WestDistrict = Some.Id(2);
    public static readonly Guid EastDistrict = Some.Id(3);
    public static readonly Guid DetailedStreet = Some.Id(4);
    public static readonly Guid PlainStreet = Some.Id(5);
    public static readonly Guid EastStreet = Some.Id(6);
    public static readonly Guid LowerCommunity = Some.Id(7);
    public static readonly Guid UpperCommunity = Some.Id(8);

    public static readonly Guid Centre = Some.Id(101);
    public static readonly Guid WestGovernment = Some.Id(102);
    public static readonly Guid EastGovernment = Some.Id(103);
    public static readonly Guid Office = Some.Id(104);
    public static readonly Guid PlainOffice = Some.Id(105);
    public static readonly Guid Committee = Some.Id(106);
    public static readonly Guid HealthCommission = Some.Id(107);
    public static readonly Guid Water = Some.Id(108);
    public static readonly Guid Property = Some.Id(109);

    public static CityPlan Plan() =>
        new(Regions(), Cells(), Roads(), Buildings(), Landmarks(), Units(), Duties());

    public static Point At(double x, double y) => new(x, y) { SRID = 4326 };

    /// <summary>An upright rectangle, corners in communities' sides from the south-west of the city.</summary>
    public static Polygon Box(double west, double south, double east, double north) =>
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
            new(WestDistrict, "990101", RegionLevel.District, "试西区", City, Box(0, 0, 2, 2)),
            new(EastDistrict, "990102", RegionLevel.District, "试东区", City, Box(2, 0, 4, 2)),
            new(
                DetailedStreet,
                "990101001",
                RegionLevel.Street,
                "试湾街道",
                WestDistrict,
                Box(0, 0, 1, 2),
                16000
            ),
            new(
                PlainStreet,
                "990101002",
                RegionLevel.Street,
                "试桥街道",
                WestDistrict,
                Box(1, 0, 2, 2)
            ),
            new(
                EastStreet,
                "990102101",
                RegionLevel.Street,
                "试禾镇",
                EastDistrict,
                Box(2, 0, 4, 2)
            ),
            new(
                LowerCommunity,
                "990101001001",
                RegionLevel.Community,
                "南社区",
                DetailedStreet,
                Box(0, 0, 1, 1),
                7000
            ),
            new(
                UpperCommunity,
                "990101001002",
                RegionLevel.Community,
                "北社区",
                DetailedStreet,
                Box(0, 1, 1, 2),
                9000
            ),
        ];

    private static GridCell[] Cells() =>
        [
            new("990101001001001", LowerCommunity, Box(0, 0, 0.5, 1)),
            new("990101001001002", LowerCommunity, Box(0.5, 0, 1, 1)),
            new("990101001002001", UpperCommunity, Box(0, 1, 0.5, 2)),
            new("990101001002002", UpperCommunity, Box(0.5, 1, 1, 2)),
        ];

    private static Road[] Roads() =>
        [
            new(Some.Id(201), "试湾路", Line(0.1, 0.5, 0.9, 0.5), ["湾路"]),
            new(Some.Id(202), "试城大街", Line(0.5, 0.1, 3.5, 0.1), []),
        ];

    private static LineString Line(double x1, double y1, double x2, double y2) =>
        new([new(x1 * Side, y1 * Side), new(x2 * Side, y2 * Side)]) { SRID = 4326 };

    private static Building[] Buildings() =>
        [
            new(
                Some.Id(301),
                "试湾家园1号楼",
                "试湾路2号院1号楼",
                "试湾家园",
                "residential",
                54,
                2009,
                LowerCommunity,
                Property,
                Box(0.2, 0.6, 0.24, 0.62)
            ),
            new(
                Some.Id(302),
                "试湾家园2号楼",
                "试湾路2号院2号楼",
                "试湾家园",
                "residential",
                54.5,
                null,
                LowerCommunity,
                Property,
                Box(0.3, 0.6, 0.34, 0.62)
            ),
            new(
                Some.Id(303),
                "试湾小学教学楼",
                "试城大街9号",
                null,
                "school",
                16,
                2014,
                UpperCommunity,
                null,
                Box(0.2, 1.6, 0.24, 1.62)
            ),
        ];

    private static Landmark[] Landmarks() =>
        [
            new(
                Some.Id(401),
                PlaceKind.School,
                "试湾小学",
                ["湾小"],
                "school",
                Box(0.15, 1.5, 0.4, 1.8)
            ),
            new(Some.Id(402), PlaceKind.Landmark, "试河", [], "water", Box(0.2, 0.9, 0.8, 1.1)),
        ];

    private static readonly WorkingHours Office9To6 = new(new(9, 0), new(18, 0), EveryDay: false);

    private static Unit[] Units() =>
        [
            new(
                Centre,
                "9901",
                "试城市12345中心",
                "市中心",
                UnitKind.CityCentre,
                null,
                City,
                Office9To6,
                ["12345"]
            ),
            new(
                WestGovernment,
                "990101",
                "试西区政府",
                "试西区",
                UnitKind.DistrictGovernment,
                Centre,
                WestDistrict,
                Office9To6,
                []
            ),
            new(
                EastGovernment,
                "990102",
                "试东区政府",
                "试东区",
                UnitKind.DistrictGovernment,
                Centre,
                EastDistrict,
                Office9To6,
                []
            ),
            new(
                Office,
                "990101001",
                "试湾街道办事处",
                "试湾街道",
                UnitKind.StreetOffice,
                WestGovernment,
                DetailedStreet,
                Office9To6,
                ["湾街道办"]
            ),
            new(
                PlainOffice,
                "990101002",
                "试桥街道办事处",
                "试桥街道",
                UnitKind.StreetOffice,
                WestGovernment,
                PlainStreet,
                Office9To6,
                []
            ),
            new(
                Committee,
                "990101001001",
                "南社区居委会",
                "南社区",
                UnitKind.Community,
                Office,
                LowerCommunity,
                Office9To6,
                []
            ),
            new(
                HealthCommission,
                "990101-D01",
                "试西区卫生健康委员会",
                "卫健委",
                UnitKind.Department,
                WestGovernment,
                WestDistrict,
                Office9To6,
                []
            ),
            new(
                Water,
                "9901-U01",
                "试城自来水公司",
                "自来水",
                UnitKind.Utility,
                Centre,
                City,
                new(new(0, 0), new(23, 59), true),
                []
            ),
            new(
                Property,
                "9901-P01",
                "试家物业公司",
                "试家物业",
                UnitKind.PropertyCompany,
                Office,
                DetailedStreet,
                Office9To6,
                []
            ),
        ];

    private static Duty[] Duties() =>
        [
            new(
                Some.Id(501),
                Office,
                "城市管理",
                "清理无主垃圾",
                ["11", "0501"],
                new(2025, 1, 1),
                null
            ),
            new(
                Some.Id(502),
                HealthCommission,
                "职责",
                "督导就医秩序",
                ["07"],
                new(2025, 1, 1),
                new(2030, 12, 31)
            ),
        ];
}
