using System.Text.RegularExpressions;

namespace Jiban.Dispatch.Topics;

/// <summary>
/// The place that most texts of a group name, read from the words alone: the longest run that ends as names of places do and holds no word that is no
/// part of one. A county or district stands only where nothing narrower is named.
/// </summary>
internal static partial class PlaceOfTopic
{
    private const int Shortest = 3;
    private const int Longest = 16;
    private const string Marks = "区县镇乡村街道路巷桥站校院园苑城府湾庄寓厦";

    /// <summary>So many of a group are asked, the nearest first.</summary>
    private const int MostAsked = 50;

    /// <summary>A longer name is better even where some shorten it: such a share of those who say the commonest must say it whole.</summary>
    private const double SaidWhole = 0.7;

    /// <summary>The name as the first text writes it, or empty where no more than half of the texts share one.</summary>
    /// <param name="nearest">Texts, the nearest to the matter first.</param>
    public static string Of(IReadOnlyList<string> nearest)
    {
        var plain = nearest.Take(MostAsked).Select(TitleOfTopic.Plain).ToArray();
        var named = Names(plain[0])
            .Select(name =>
            {
                var words = plain[0][name];
                return (
                    name,
                    words.Length,
                    IsRegion: Region().IsMatch(words),
                    Texts: plain.Count(text => text.Contains(words, StringComparison.Ordinal))
                );
            })
            .Where(name => name.Texts > plain.Length / 2.0)
            .ToArray();
        var narrow = named.Where(name => !name.IsRegion).ToArray();
        var among = narrow.Length > 0 ? narrow : named;
        return among.Length == 0
            ? ""
            : nearest[0][
                among
                    .Where(name => name.Texts >= SaidWhole * among.Max(other => other.Texts))
                    .MaxBy(name => (name.Length, name.Texts))
                    .name
            ];
    }

    private static IEnumerable<Range> Names(string text)
    {
        for (var end = Shortest; end <= text.Length; end++)
        {
            if (
                !Marks.Contains(text[end - 1])
                || NoEnd().IsMatch(text.AsSpan(end - 1, Math.Min(2, text.Length - end + 1)))
            )
            {
                continue;
            }

            for (var start = Math.Max(0, end - Longest); start <= end - Shortest; start++)
            {
                // A name of letters and figures is not cut in two.
                var isCut =
                    start > 0
                    && char.IsAsciiLetterOrDigit(text[start - 1])
                    && char.IsAsciiLetterOrDigit(text[start]);
                if (!isCut && !NoName().IsMatch(text.AsSpan(start, end - start)))
                {
                    yield return start..end;
                }
            }
        }
    }

    /// <summary>The end with the character behind it: what ends like a place and is none (路灯, 城市, 小区域).</summary>
    [GeneratedRegex(
        "(?:路[灯面况障段人过费]|城[市乡管]|区[域别间]|站[在着点]|院[长士]|校[长车服方]|园[林区]|村[民委干]|街[舞道]|桥[梁]|[^街]道.?)$",
        RegexOptions.NonBacktracking
    )]
    private static partial Regex NoEnd();

    /// <summary>
    /// No name of a place: a kind of place without a name, and whatever holds a sign or a word that people put before or between.
    /// </summary>
    [GeneratedRegex(
        @"[^\w]|[的了我你他们这那该某请问吗在仅而从与被]|^(?:本|此|旁|内|等|及|和|与|是|为|对|到|至|从|被|把|以|其|一个|整个|附近|旁边|对面|门口)|投诉|举报|反映|反应|咨询|询问|请求|关于|建议|希望|要求|加快|解决|修建|新建|建设|附近|旁边|如何|什么|何时|为何|是否|能否|门口|设置|设立|开设|位于|目前|承诺|召开|通过|再加|用于|(?:^|小|社|校)区(?:小区|社区)$|^.?(?:小区|社区|学校|校区|园区|地区|片区|医院|法院|公园|车站|中学|小学|花园|广场)$|(?:搅拌|垃圾|中转|变电|加油|充电|污水)站$|政府$|网站$|[线公铁马思]路$|^.?.?道路$|[城家下]乡$|幼儿园$|中心城$"
    )]
    private static partial Regex NoName();

    /// <summary>A whole county, district or town.</summary>
    [GeneratedRegex("(?<![小社校园片])[区县镇]$")]
    private static partial Regex Region();
}
