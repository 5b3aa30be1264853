using System.Globalization;
using Jiban.City.Contracts;
using Jiban.Platform.Time;

namespace Jiban.City.Components;

/// <summary>One field of the record as it is exchanged.</summary>
/// <param name="Abbreviation">Of the national standard where it has one (GB/T 47678.5 table 2), else ours.</param>
/// <param name="Zh">The name of the standard.</param>
/// <param name="Older">What interfaces of the earlier generation call it; null when they have it not.</param>
internal sealed record ComponentField(string Abbreviation, string Zh, string? Older = null);

/// <summary>The fields of a component's record in the order of the standard, and how their values are written.</summary>
internal static class ComponentFields
{
    public static readonly ComponentField Code = new("GLBJBSM", "管理部件标识码", "ObjID");
    public static readonly ComponentField Name = new("GLBJMC", "管理部件名称", "ObjName");
    public static readonly ComponentField ClassCode = new("LBDM", "类别代码");
    public static readonly ComponentField GridCode = new("SZDYWGBSM", "所在单元网格标识码", "BGID");
    public static readonly ComponentField StreetCode = new("SZJDDM", "所在街道代码");
    public static readonly ComponentField StreetName = new("SZJDMC", "所在街道名称");
    public static readonly ComponentField CommunityCode = new("SZSQDM", "所在社区代码");
    public static readonly ComponentField CommunityName = new("SZSQMC", "所在社区名称");
    public static readonly ComponentField State = new("GLBJZT", "状态", "ObjState");
    public static readonly ComponentField InitialDate = new("CSRQ", "初始日期", "ORDate");
    public static readonly ComponentField ChangedDate = new("BGRQ", "变更日期", "CHDate");
    public static readonly ComponentField Source = new("SJLY", "数据来源", "DataSource");
    public static readonly ComponentField Remark = new("BZ", "备注", "Note");
    public static readonly ComponentField Lon = new("JD", "经度", "PointX");
    public static readonly ComponentField Lat = new("WD", "纬度", "PointY");
    public static readonly ComponentField Accuracy = new("DWJD", "定位精度");
    public static readonly ComponentField Elevation = new("GC", "高程");
    public static readonly ComponentField PlaceText = new("WZMS", "位置描述", "LocateDSC");
    public static readonly ComponentField Material = new("CZ", "材质", "Material");
    public static readonly ComponentField Shape = new("XZ", "形状", "ObjShape");
    public static readonly ComponentField OnTactilePaving = new("ZYMD", "占用盲道", "AtBlindPth");

    /// <summary>Code and name of the unit in each role.</summary>
    public static readonly IReadOnlyList<(
        DutyRole Role,
        ComponentField Code,
        ComponentField Name
    )> Units =
    [
        (
            DutyRole.Authority,
            new("ZGBMDM", "主管部门代码", "DeptCode1"),
            new("ZGBMMC", "主管部门名称", "DeptName1")
        ),
        (
            DutyRole.Owner,
            new("QSDWDM", "权属单位代码", "DeptCode2"),
            new("QSDWMC", "权属单位名称", "DeptName2")
        ),
        (
            DutyRole.Maintainer,
            new("YHDWDM", "养护单位代码", "DeptCode3"),
            new("YHDWMC", "养护单位名称", "DeptName3")
        ),
        (DutyRole.Installer, new("AZDWDM", "安装单位代码"), new("AZDWMC", "安装单位名称")),
        (DutyRole.Manager, new("GLDWDM", "管理单位代码"), new("GLDWMC", "管理单位名称")),
    ];

    public static readonly IReadOnlyList<ComponentField> All =
    [
        Code,
        Name,
        ClassCode,
        .. Units.SelectMany(unit => new[] { unit.Code, unit.Name }),
        GridCode,
        State,
        InitialDate,
        ChangedDate,
        Source,
        Remark,
        StreetCode,
        StreetName,
        CommunityCode,
        CommunityName,
        Lon,
        Lat,
        Accuracy,
        Elevation,
        PlaceText,
        Material,
        Shape,
        OnTactilePaving,
    ];

    private static readonly Dictionary<ComponentState, string> States = new()
    {
        [ComponentState.Intact] = "完好",
        [ComponentState.Damaged] = "破损",
        [ComponentState.Lost] = "丢失",
        [ComponentState.Abandoned] = "废弃",
        [ComponentState.Removed] = "移除",
    };

    private static readonly Dictionary<DataSource, string> Sources = new()
    {
        [DataSource.Survey] = "实测",
        [DataSource.TopographicMap] = "地形图",
        [DataSource.BaseData] = "基础地理数据",
        [DataSource.Other] = "其他",
    };

    /// <summary>The values of a component in the order of <see cref="All"/>.</summary>
    public static IReadOnlyList<string?> Of(
        Component row,
        IEnumerable<ComponentDuty> duties,
        CitySnapshot city,
        DateOnly day
    )
    {
        var units = duties
            .Where(duty => duty.HoldsOn(day))
            .GroupBy(duty => duty.Role)
            .ToDictionary(role => role.Key, role => city.Unit(role.Last().UnitId));
        var (street, community) = (row.GridCode[..9], row.GridCode[..12]);
        return
        [
            row.Code,
            row.Name,
            row.ClassCode,
            .. Units.SelectMany(unit =>
                new[]
                {
                    CodeOf(units.GetValueOrDefault(unit.Role)),
                    units.GetValueOrDefault(unit.Role)?.Name,
                }
            ),
            row.GridCode,
            States[row.State],
            Day(row.InitialDate),
            row.Version == 1 ? null : Day(CivilTime.DayOf(row.ValidFrom)),
            Sources[row.DataSource],
            row.Remark,
            street,
            city.RegionOf(street)?.Name,
            community,
            city.RegionOf(community)?.Name,
            Degrees(row.Location.X),
            Degrees(row.Location.Y),
            row.Accuracy.ToString(),
            Components.Elevation.Text(row.ElevationMetres),
            row.PlaceText,
            row.Material,
            row.Shape,
            row.OnTactilePaving ? "是" : "否",
        ];
    }

    /// <summary>The code that the standard wants, and while it is not known the one under which the platform keeps the unit.</summary>
    private static string? CodeOf(Unit? unit) => unit?.CreditCode ?? unit?.Code;

    public static ComponentState? StateOf(string text) => KeyOf(States, text);

    public static DataSource? SourceOf(string text) => KeyOf(Sources, text);

    public static PositionAccuracy? AccuracyOf(string text) =>
        text.ToUpperInvariant() switch
        {
            "A" => PositionAccuracy.A,
            "B" => PositionAccuracy.B,
            "C" => PositionAccuracy.C,
            _ => null,
        };

    /// <summary>A date of the standard, <c>yyyyMMdd</c>, or with hyphens or strokes.</summary>
    public static DateOnly? DayOf(string text) =>
        DateOnly.TryParseExact(
            text,
            ["yyyyMMdd", "yyyy-MM-dd", "yyyy/M/d"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        )
            ? day
            : null;

    private static string Day(DateOnly day) =>
        day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    /// <summary>Eight decimals are a millimetre: what was surveyed comes back as it was.</summary>
    private static string Degrees(double degrees) =>
        Math.Round(degrees, 8).ToString("0.########", CultureInfo.InvariantCulture);

    /// <summary>The word in Chinese, as the standard has it, or as our JSON has it.</summary>
    private static T? KeyOf<T>(Dictionary<T, string> words, string text)
        where T : struct, Enum
    {
        foreach (var (key, zh) in words)
        {
            if (zh == text || Stored.Word(key) == text)
            {
                return key;
            }
        }

        return null;
    }
}
