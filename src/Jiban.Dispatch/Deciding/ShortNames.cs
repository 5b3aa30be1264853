using System.Text.RegularExpressions;
using Jiban.Dispatch.Understanding;

namespace Jiban.Dispatch.Deciding;

/// <summary>
/// Names of two characters (锦园, 东风) are pieces of other words more often than they are places. One is a place only where what stands around it says so: it is all that was written, stands behind a word of being
/// somewhere, or before what belongs to a place (…小区, …3号楼, …门口).
/// </summary>
internal static partial class ShortNames
{
    /// <summary>A longer name speaks for itself.</summary>
    public const int Longest = 2;

    private const int ReachBefore = 3;
    private const int ReachAfter = 6;

    /// <summary>Whether a stretch of a text, in the form in which names are compared, is named as a place.</summary>
    public static bool IsPlace(ReadOnlySpan<char> form, int start, int end)
    {
        var before = form[Math.Max(0, start - ReachBefore)..start];
        var after = form[end..Math.Min(form.Length, end + ReachAfter)];
        return (Stops(before, atEnd: true) && Stops(after, atEnd: false))
            || Behind().IsMatch(after)
            || (Before().IsMatch(before) && !IsOfLongerWord(after));
    }

    /// <summary>A text, or a line or clause of it, that is the name and nothing else.</summary>
    private static bool Stops(ReadOnlySpan<char> around, bool atEnd) =>
        around.IsEmpty || !PlainText.IsWord(atEnd ? around[^1] : around[0]);

    /// <summary>"In the sun" is said with a word of place, too, and is none: 阳光下, 和平时期.</summary>
    private static bool IsOfLongerWord(ReadOnlySpan<char> after) =>
        !after.IsEmpty && !Stops(after, atEnd: false) && !Goes().IsMatch(after);

    [GeneratedRegex("(?:在|住|住在|位于|地址|来自|我家是|搬到|搬进)$")]
    private static partial Regex Before();

    /// <summary>What stands behind the name of a place that somebody lives in or passes, and says that it is over.</summary>
    [GeneratedRegex(
        "^(?:的|租|买|里|内|这|那|有|没|住|门|旁|边|附|对|前|后|东|南|西|北|一|二|三|[0-9a-z])"
    )]
    private static partial Regex Goes();

    [GeneratedRegex(
        "^(?:小区|社区|家园|花园|花苑|公寓|宿舍|大厦|广场|大道|新村|[路街巷村院]|[一二三四五六七八九十0-9a-z]{1,3}(?:号|栋|幢|座|期|区|单元|组)|[东南西北]{1,2}[门侧区]|业主|业委会|物业|门口|附近|旁边|对面|楼下)"
    )]
    private static partial Regex Behind();
}
