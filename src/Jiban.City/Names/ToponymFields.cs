using Jiban.City.Contracts;

namespace Jiban.City.Names;

/// <summary>A column of a file of place names: by which it is known, and how it is called when we write it.</summary>
internal sealed record ToponymField(string Key, string Zh, params string[] Others)
{
    public static readonly ToponymField Code = new("code", "编号", "代码", "地名代码");
    public static readonly ToponymField Kind = new("kind", "类别", "类型", "地名类别");
    public static readonly ToponymField Name = new("name", "标准名称", "名称", "地名");
    public static readonly ToponymField Aliases = new("aliases", "别名", "俗称", "简称");
    public static readonly ToponymField OldNames = new("oldNames", "曾用名", "旧名", "历史名称");
    public static readonly ToponymField Lon = new("lon", "经度", "x");
    public static readonly ToponymField Lat = new("lat", "纬度", "y");

    /// <summary>Lines and areas of a table: well-known text.</summary>
    public static readonly ToponymField Shape = new("shape", "图形", "wkt", "geometry");

    /// <summary>In the order of the file that we write.</summary>
    public static readonly IReadOnlyList<ToponymField> All =
    [
        Code,
        Kind,
        Name,
        Aliases,
        OldNames,
        Lon,
        Lat,
        Shape,
    ];

    /// <summary>How the kinds are called in a file; the first is the one we write.</summary>
    private static readonly (PlaceKind Kind, string[] Words)[] Kinds =
    [
        (PlaceKind.District, ["区县", "区", "县", "市辖区"]),
        (PlaceKind.Street, ["街道乡镇", "街道", "乡镇", "镇", "乡"]),
        (PlaceKind.Community, ["社区", "村", "社区村", "行政村"]),
        (PlaceKind.Road, ["道路", "路", "街巷", "街路巷", "胡同"]),
        (PlaceKind.Estate, ["小区", "居民区", "住宅区", "自然村"]),
        (PlaceKind.Building, ["建筑", "建筑物", "楼宇", "大厦"]),
        (PlaceKind.School, ["学校", "幼儿园"]),
        (
            PlaceKind.Landmark,
            ["地标", "单位", "公园", "广场", "市场", "医院", "河流", "水系", "车站"]
        ),
        (PlaceKind.Bridge, ["桥梁", "桥", "立交桥", "天桥"]),
        (PlaceKind.BusStop, ["公交站", "公交站点", "公交车站", "站点"]),
    ];

    public bool IsCalled(string heading) =>
        Others.Prepend(Zh).Prepend(Key).Contains(heading.Trim(), StringComparer.OrdinalIgnoreCase);

    /// <summary>The kind that a word of a file means; null when none is meant.</summary>
    public static PlaceKind? KindOf(string word) =>
        Kinds
            .Where(kind =>
                kind.Words.Contains(word)
                || kind.Kind.ToString().Equals(word, StringComparison.OrdinalIgnoreCase)
            )
            .Select(kind => (PlaceKind?)kind.Kind)
            .FirstOrDefault();

    public static string WordOf(PlaceKind kind) => Kinds.First(one => one.Kind == kind).Words[0];
}
