using Jiban.City.Contracts;
using Jiban.Testing;

namespace Jiban.Assessment.Tests;

/// <summary>A city of units only: two streets with what is below them, and one or two of every other kind.</summary>
internal static class SmallCity
{
    public static readonly Guid Centre = Some.Id(1);
    public static readonly Guid District = Some.Id(2);
    public static readonly Guid North = Some.Id(10);
    public static readonly Guid NorthSection = Some.Id(11);
    public static readonly Guid NorthCommunity = Some.Id(12);
    public static readonly Guid NorthProperty = Some.Id(13);
    public static readonly Guid South = Some.Id(20);
    public static readonly Guid SouthCommunity = Some.Id(21);
    public static readonly Guid Health = Some.Id(30);
    public static readonly Guid Water = Some.Id(31);

    public static readonly CitySnapshot Snapshot = new(
        [],
        [],
        [],
        [],
        [
            Unit(Centre, "00", "市民热线中心", UnitKind.CityCentre, null),
            Unit(District, "01", "青川区政府", UnitKind.DistrictGovernment, Centre),
            Unit(North, "0101", "北桥街道", UnitKind.StreetOffice, District),
            Unit(NorthSection, "010101", "北桥街道城管办", UnitKind.Section, North),
            Unit(NorthCommunity, "010102", "柳荫社区", UnitKind.Community, North),
            Unit(NorthProperty, "010103", "柳荫物业", UnitKind.PropertyCompany, NorthCommunity),
            Unit(South, "0102", "南湾镇", UnitKind.StreetOffice, District),
            Unit(SouthCommunity, "010201", "石埠社区", UnitKind.Community, South),
            Unit(Health, "0150", "区卫健委", UnitKind.Department, District),
            Unit(Water, "0160", "青川供水公司", UnitKind.Utility, District),
        ],
        []
    );

    /// <summary>Everybody who can hold a case.</summary>
    public static IReadOnlyList<Guid> Holders { get; } =
    [.. Snapshot.Units.Select(unit => unit.UnitId)];

    private static Unit Unit(Guid id, string code, string name, UnitKind kind, Guid? parent) =>
        new(
            id,
            code,
            name,
            name,
            kind,
            parent,
            null,
            new WorkingHours(new TimeOnly(9, 0), new TimeOnly(18, 0), false),
            []
        );
}
