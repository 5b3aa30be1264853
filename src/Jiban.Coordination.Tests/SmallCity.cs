using Jiban.City.Contracts;
using Jiban.Testing;
using NetTopologySuite.Geometries;

namespace Jiban.Coordination.Tests;

/// <summary>One street of one district, and who can be called there.</summary>
internal static class SmallCity
{
    public static readonly Guid CityRegion = Some.Id(901);
    public static readonly Guid DistrictRegion = Some.Id(902);
    public static readonly Guid StreetRegion = Some.Id(903);

    public static readonly Guid Centre = Some.Id(1);
    public static readonly Guid District = Some.Id(2);
    public static readonly Guid Office = Some.Id(10);
    public static readonly Guid Section = Some.Id(11);
    public static readonly Guid OtherSection = Some.Id(12);
    public static readonly Guid Community = Some.Id(13);
    public static readonly Guid Property = Some.Id(14);
    public static readonly Guid Police = Some.Id(20);
    public static readonly Guid Environment = Some.Id(21);
    public static readonly Guid Heat = Some.Id(30);

    public static readonly CitySnapshot Snapshot = new(
        [
            new(CityRegion, "9901", RegionLevel.City, "试城市", null, Box(4)),
            new(DistrictRegion, "990101", RegionLevel.District, "试西区", CityRegion, Box(2)),
            new(StreetRegion, "990101001", RegionLevel.Street, "试湾街道", DistrictRegion, Box(1)),
        ],
        [],
        [],
        [],
        [
            Unit(Centre, "00", "市受理中心", UnitKind.CityCentre, null, CityRegion),
            Unit(District, "01", "试西区政府", UnitKind.DistrictGovernment, Centre, DistrictRegion),
            Unit(Office, "0101", "试湾街道", UnitKind.StreetOffice, District, StreetRegion),
            Unit(Section, "010101", "城管办", UnitKind.Section, Office, StreetRegion),
            Unit(OtherSection, "010102", "社区办", UnitKind.Section, Office, StreetRegion),
            Unit(Community, "010103", "柳荫社区", UnitKind.Community, Office, null),
            Unit(Property, "010104", "柳荫物业", UnitKind.PropertyCompany, Office, StreetRegion),
            Unit(Police, "0150", "公安分局", UnitKind.Department, District, DistrictRegion),
            Unit(Environment, "0151", "环境局", UnitKind.Department, District, DistrictRegion),
            Unit(Heat, "0060", "热力集团", UnitKind.Utility, Centre, CityRegion),
        ],
        [
            Duty(501, Section, "0407"),
            Duty(502, Police, "0601"),
            Duty(503, Environment, "10"),
            Duty(504, Heat, "0201"),
        ]
    );

    private static Unit Unit(
        Guid id,
        string code,
        string name,
        UnitKind kind,
        Guid? parent,
        Guid? region
    ) =>
        new(
            id,
            code,
            name,
            name,
            kind,
            parent,
            region,
            new WorkingHours(new TimeOnly(9, 0), new TimeOnly(18, 0), false),
            []
        );

    private static Duty Duty(int id, Guid unit, string code) =>
        new(Some.Id(id), unit, "职责", "负责", [code], new DateOnly(2025, 1, 1), null);

    private static Polygon Box(double side) =>
        new(new LinearRing([new(0, 0), new(side, 0), new(side, side), new(0, side), new(0, 0)]))
        {
            SRID = 4326,
        };
}
