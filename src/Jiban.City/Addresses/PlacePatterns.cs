using System.Text.RegularExpressions;

namespace Jiban.City.Addresses;

/// <summary>How the parts of a levelled text about a place are written. <c>|</c> stands where a part was taken out.</summary>
internal static partial class PlacePatterns
{
    private const string RoadWord = "(?:大道|大街|胡同|公路|路|街|道|巷|弄|里)";

    /// <summary>Takes province, city, district and town or street office off the head, each also when it is written twice.</summary>
    public static string WithoutRegions(string text)
    {
        foreach (var level in (Regex[])[Province(), City(), District(), Town()])
        {
            for (var times = 0; times < 2; times++)
            {
                var match = level.Match(text);
                if (
                    !match.Success
                    || text.Length - match.Length < 2
                    || Seat().IsMatch(text, match.Length)
                )
                {
                    break;
                }

                text = text[match.Length..];
            }
        }

        return text;
    }

    [GeneratedRegex("^[^0-9()]{2,8}?(?:自治区|省)")]
    private static partial Regex Province();

    [GeneratedRegex("^[^0-9()区县路街]{2,5}?(?:自治州|市)")]
    private static partial Regex City();

    /// <summary>小区, 社区, 东区 … are parts of estates and no districts; 超市 is a shop.</summary>
    [GeneratedRegex(
        "^[^0-9()路街]{1,4}?(?:(?<![小社园校东西南北新活业发住])区|开发区|新区|县|(?<!超)市)"
    )]
    private static partial Regex District();

    [GeneratedRegex("^[^0-9()路]{1,4}?(?:街道(?:办事处)?|地区|镇|乡)(?!政府)")]
    private static partial Regex Town();

    /// <summary>市政府, 区广场: the region is the first half of a name.</summary>
    [GeneratedRegex(@"\G(?:政府|广场|超市)")]
    private static partial Regex Seat();

    [GeneratedRegex(@"\(([^()]*)\)?")]
    public static partial Regex Brackets();

    [GeneratedRegex("^.{0,5}门[0-9]?$")]
    public static partial Regex BracketGate();

    [GeneratedRegex("[东南西北]{1,2}[0-9]?门$")]
    public static partial Regex Gate();

    /// <summary>A与B交叉口东南150米: where to go from a crossing.</summary>
    [GeneratedRegex(
        "^[^与和]*[与和].*?(?:交叉口|交汇处|交汇|交口|路口|交界处|交界)(?:以?往?[东南西北正]*(?:方向|侧)?[0-9]*米?(?:路[东南西北])?)?(?:附近)?"
    )]
    public static partial Regex Crossing();

    /// <summary>学府路东50米: where to go from a road.</summary>
    [GeneratedRegex("^[^|]{1,14}?(?:[东南西北]+侧?(?:方向)?|约)[0-9]+米(?:路[东南西北])?")]
    public static partial Regex Distance();

    [GeneratedRegex("^[^|]{2,14}?(?:附近|对面|旁边|旁|隔壁)(?=..)")]
    public static partial Regex Beside();

    [GeneratedRegex(
        @"(?<road>(?:[^0-9|]{1,5}?[0-9]?|[0-9]+号?)"
            + RoadWord
            + @")(?:[东西南北中]段|[0-9]段)?(?<number>[0-9]+(?:-[0-9]+)*)(?:号院|号(?!楼)|弄|甲|$|(?=[^-0-9号层楼栋座期区单]))"
    )]
    public static partial Regex NumberedRoad();

    [GeneratedRegex("([A-Z]?[0-9]+[A-Z]?|[A-Z])(?:栋|座|号房)")]
    public static partial Regex House();

    /// <summary>Units, floors and rooms.</summary>
    [GeneratedRegex(
        "(?:[0-9]+|[A-Z])单元|(?:负?[0-9]+|B[0-9]+)(?:层|楼|F)|[A-Z]?[0-9]+(?:-[0-9]+)*[A-Z]?(?:室|房|户|门面|门(?!诊)|铺)|[A-Z]?[0-9]{3,4}$"
    )]
    public static partial Regex Inside();

    /// <summary>A number of something that is no road: 赵家村17号.</summary>
    [GeneratedRegex("(?<![0-9A-Z])([A-Z]?[0-9]+(?:-[0-9]+)*[A-Z]?)(?:号(?!线|院)|弄|$)")]
    public static partial Regex BareNumber();

    [GeneratedRegex("^.{1,5}?" + RoadWord + "(?:[东西中南北]段|[0-9]段)?")]
    public static partial Regex LeadingRoad();

    [GeneratedRegex("[^0-9()|与和省市区县镇乡号]{1,3}?[0-9]?(?:大道|大街|公路|路|街|巷|弄)")]
    public static partial Regex Road();

    /// <summary>The word that says what kind of thing a name is; it tells less than the name and is often left out.</summary>
    [GeneratedRegex(
        "(?:有限责任公司|股份有限公司|有限公司|公司|小区|花园|新村|社区|大厦|大楼|村|园|苑|店|厂|超市|旁边|旁|附近|内|对面|收|楼|号院|院|住宅区)$"
    )]
    public static partial Regex Kind();
}
