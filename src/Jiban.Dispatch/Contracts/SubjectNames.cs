using System.Text.RegularExpressions;
using Jiban.Dispatch.Understanding;

namespace Jiban.Dispatch.Contracts;

/// <summary>
/// Names of companies, projects, estates and shops as a message writes them. Read from the words alone: what ends as such names do, back to the nearest word
/// that can't belong to a name. Good for showing a person what else was said of them, and for nothing that decides.
/// </summary>
public static partial class SubjectNames
{
    private const int Most = 3;
    private const int Shortest = 3;
    private const int Longest = 14;

    /// <summary>The names in order of the text, each once, in plain form; of a company without "公司" where enough is left.</summary>
    public static IReadOnlyList<string> Of(string? text)
    {
        var plain = PlainText.Of(text);
        return
        [
            .. Ending()
                .Matches(plain)
                .Select(ending => Name(plain, ending))
                .OfType<string>()
                .Distinct()
                .Take(Most),
        ];
    }

    /// <summary>Where such names stand in a plain text; of a company with "公司".</summary>
    internal static IEnumerable<Range> Placed(string plain) =>
        Ending()
            .Matches(plain)
            .Where(ending => Name(plain, ending) is not null)
            .Select(ending => Begin(plain, ending)..(ending.Index + ending.Length));

    private static string? Name(string plain, Match ending)
    {
        var whole = plain[Begin(plain, ending)..(ending.Index + ending.Length)];
        var own = whole[..^ending.Length];
        var name = Company().Replace(whole, "");
        name = name.Length > Shortest ? name : whole;
        return own.Length >= 2 && name.Length >= Shortest && !Anyone().IsMatch(own) ? name : null;
    }

    private static int Begin(string plain, Match ending)
    {
        var from = Math.Min(ending.Index, Math.Max(0, ending.Index + ending.Length - Longest));
        var before = Before().Matches(plain[from..ending.Index]);
        return before is [.., var last] ? from + last.Index + last.Length : from;
    }

    /// <summary>What such names end with; several may stand in a row (物业公司).</summary>
    [GeneratedRegex(
        "(?:有限责任公司|有限公司|公司|集团|物业|超市|商场|商城|市场|酒店|宾馆|饭店|餐厅|餐馆|火锅店|烧烤店|小区|花园|家园|公馆|公寓|新村|大厦|广场|项目|工地|楼盘|幼儿园|学校|驾校|健身房|网吧|养老院|搅拌站)+"
    )]
    private static partial Regex Ending();

    /// <summary>What stands before a name and is no part of it.</summary>
    [GeneratedRegex(
        "[^\\p{IsCJKUnifiedIdeographs}a-z0-9]|投诉|举报|反映|咨询|请问|感谢|关于|要求|希望|建议|我们|你们|他们|咱们|这个|那个|这家|那家|一家|附近|旁边|隔壁|对面|楼下|门口|位于|[的在是住向对给把被让找从到与和及了叫去由于我]"
    )]
    private static partial Regex Before();

    /// <summary>Of anybody and nobody: "the company of the water".</summary>
    [GeneratedRegex(
        "^(?:小区|本小区|社区|业主|开发|开发商|施工|建筑|供水|供电|供热|供暖|自来水|水务|燃气|天然气|公交|保险|快递|装修|装饰|搬家|房产|置业|新建|在建|老旧|整个|很多|所有|两个|大型|农贸|菜)+$"
    )]
    private static partial Regex Anyone();

    [GeneratedRegex("(?:有限责任公司|有限公司|公司)$")]
    private static partial Regex Company();
}
