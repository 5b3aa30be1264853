using System.Globalization;
using System.Text.RegularExpressions;
using Jiban.Platform.Writing;

namespace Jiban.Dispatch.Understanding;

/// <summary>The forms in which a wish for a time is written, and what makes the same words something else. All are bounded: no text makes them slow.</summary>
internal static partial class WishWords
{
    private const string Number = "(?<n>[0-9]{1,3}|[一二两三四五六七八九十]{1,3}|半)";
    private const string Day = "(?<day>今天|今日|今晚|当天|明天|明日|明早|明晚|大后天|后天)";
    private const string Part =
        "(?<part>凌晨|早上|早晨|一早|上午|中午|下午|傍晚|晚上|夜里|上班|下班)?";
    private const string Hour =
        "(?<hour>[0-9]{1,2}|[零一二两三四五六七八九十]{1,3})(?:点钟?|时|:(?<minute>[0-5][0-9]))(?<half>半)?";

    /// <summary>"Before": not the front of a house, nor a time ago.</summary>
    private const string Before =
        "(?:之前|以前|前(?!面|门|方|后|排|台|期|往|来|去|年|天|几|任|段|侧|端|院|就))";
    private const string Needed =
        "(?:就|也)?(?:急着?|必须|需要?|得|要)(?:就)?(?:用|交|办|签|报名|上班|入职|上学|入学|开学|开庭|面试|出差|考试|登机|递|提交|手术|住院|做|拿|修好|解决|处理)";
    private const string End = "(?:截止|到期|为止)";
    private const string Asks =
        "(?:希望|请求?|恳请|能不能|能否|可否|可不可以|最好|争取|务必|尽量|尽快|麻烦|要求|必须|最迟|赶在)";
    private const string Does =
        "(?:修|办|解决|处理|弄|通|恢复|送|安排|来|清|给|答复|回复|完成|搞定|到位)";
    private const string Span =
        "(?<span>今天|今日|今晚|当天|明天|明晚|后天|大后天|(?:这|本)个?(?:周末|周|星期|礼拜|月|季度|年)|下下?个?(?:周|星期|礼拜|月)|周末|月底|年底|年内)";
    private const string Clause = "[^。！？!?;；\n]";

    /// <summary>明天要用、今天下班前、后天上午10点前。</summary>
    [GeneratedRegex($"{Day}{Part}(?:{Hour})?(?:{Before}|之?内|以内|{Needed}|{End})")]
    public static partial Regex OnDay();

    /// <summary>周五前、下周三下午三点前、这周五要用。</summary>
    [GeneratedRegex(
        $"(?<which>本|这个?|下下?个?)?(?:周|星期|礼拜)(?<week>[一二三四五六日天末]){Part}(?:{Hour})?(?:{Before}|{Needed}|{End})"
    )]
    public static partial Regex OnWeekday();

    /// <summary>月底前、本周内、年底之前。</summary>
    [GeneratedRegex(
        $"(?:(?<which>本|这个?|下下?个?|今)?(?<unit>周|星期|礼拜|月|季度|年)(?:底|末)(?:{Before}|{Needed})|(?<which>本|这个?|今)(?<unit>周|星期|礼拜|月|季度|年)之?以?内|(?<![半整几近个0-9一二两三四五六七八九十百多])(?<unit>年)内)"
    )]
    public static partial Regex ByEnd();

    /// <summary>11月30日之前、十二月一号上午要交。</summary>
    [GeneratedRegex(
        $"(?:(?<year>20[0-9]{{2}})年)?(?<month>[0-9]{{1,2}}|十[一二]?|[一二三四五六七八九])月(?:(?<date>[0-9]{{1,2}})[日号]?|(?<date>[一二三四五六七八九十]{{1,3}})[日号]){Part}(?:{Hour})?(?:{Before}|{Needed}|{End})"
    )]
    public static partial Regex OnDate();

    /// <summary>15号前、下个月五号之前；of days only where a month or "on" stands before, for 2日前 is past, and never the number of a house (人民路15号前).</summary>
    [GeneratedRegex(
        $"(?:(?<which>本月|这个月|当月|下个?月)(?<date>[0-9]{{1,2}}|[一二三四五六七八九十]{{1,3}})[日号]|(?<=(?:请|须|需|务必|要求|希望|争取|最迟)[^，,。！？!?;；]{{0,6}}[于在])(?<date>[0-9]{{1,2}})日|(?<![0-9一二三四五六七八九十月路街道巷弄里院村园区苑坊楼栋幢座段组桥同第])(?<date>[0-9]{{1,2}}|[一二三四五六七八九十]{{1,3}})号){Part}(?:{Hour})?(?:{Before}|{Needed}|{End})"
    )]
    public static partial Regex OnDayOfMonth();

    /// <summary>3天内、两个工作日之内、24小时以内。</summary>
    [GeneratedRegex(
        $"{Number}个?(?<half>半)?(?<unit>工作日|天|日|小时|钟头|周|星期|礼拜|月|年|分钟)(?:之内|以内|内)"
    )]
    public static partial Regex Within();

    /// <summary>下午五点前：only where the clause asks for it, for shops and sites have hours too.</summary>
    [GeneratedRegex(
        $"(?<![0-9点日号天])(?<part>凌晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里)?{Hour}(?:[0-5]?[0-9]分)?(?:{Before})"
    )]
    public static partial Regex AtHour();

    /// <summary>希望这周能修好、能不能明天来看看。</summary>
    [GeneratedRegex(
        $"(?:{Asks}{Clause}{{0,8}}?{Span}(?:之?前|以前|之?内|里)?{Clause}{{0,8}}?{Does}|{Span}(?:之?前|以前|之?内|里)?(?:能不能|能否|可否|可以|能){Clause}{{0,6}}?{Does})"
    )]
    public static partial Regex Asked();

    /// <summary>by tomorrow, before Friday, within 3 days, by the end of this week, by November 30, before 5 pm; "please … this week".</summary>
    [GeneratedRegex(
        @"\b(?:(?:by|before|until|no later than) (?:(?<span>today|tonight|tomorrow|the end of (?:the|this) (?:day|week|month|year))|(?:this |(?<next>next ))?(?<week>monday|tuesday|wednesday|thursday|friday|saturday|sunday)|(?<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* (?<date>[0-9]{1,2})(?:st|nd|rd|th)?|(?<hour>[0-9]{1,2}) ?(?<part>am|pm))|within (?:the next )?(?<n>[0-9]{1,3}|one|two|three|four|five|six|seven) (?<unit>working days?|business days?|hours?|days?|weeks?)|(?:please|could you|can you|must|need(?:ed)?|want|hope|asap)\b[^.!?;]{0,60}?\b(?<span>today|tonight|tomorrow|this week|this month))\b"
    )]
    public static partial Regex English();

    /// <summary>What stands before a time that is a habit, is past, or is somebody else's word: 每周五前, 上周五前, 物业承诺三天内修好.</summary>
    [GeneratedRegex(
        "(?:每|逢|上个?|过去|最近|近|前|头|第|隔|从|自从?|昨|(?:承诺|答应|保证|声称|说好?|说是|规定|告知|通知|宣传|写着|回复|答复|表示)(?:我们?|过)?[^，,。！？!?;；]{0,8})$"
    )]
    public static partial Regex NotMeantBefore();

    /// <summary>What stands behind a time that is past or a count: 三天内发生了两次, 今天之前从没停过.</summary>
    [GeneratedRegex(
        "^(?:[^，,。！？!?;；]{0,6}(?:发生|出现|多次|连续|反复|接连|[0-9一二两三四五六七八九十]+[次回])|(?:就|已|从|没|未|一直|曾|反映|打过|报过|来过|说过|的(?!话))|了)"
    )]
    public static partial Regex NotMeantBehind();

    /// <summary>English words before a time that is no wish.</summary>
    [GeneratedRegex("(?:every|each|last|since|promised|said|told)[^.!?;]{0,30}$")]
    public static partial Regex NotMeantInEnglish();

    /// <summary>What makes a bare hour a wish.</summary>
    [GeneratedRegex("希望|请|能|要|必须|务必|最迟|赶|需|麻烦|尽量|修|解决|处理|恢复|送来|办好")]
    public static partial Regex AsksForIt();

    /// <summary>What makes an hour a habit of others: 每天早上七点前就开始施工.</summary>
    [GeneratedRegex(
        "每|天天|平时|经常|总是|往往|一直|就(?:开始|开工|施工|关门|下班|起来)|营业|开门|关门"
    )]
    public static partial Regex IsHabit();

    /// <summary>The number that a group of digits, of either kind, holds; 0 where it is no number (十十).</summary>
    public static int NumberOf(this Match match, string group) =>
        int.TryParse(
            Numerals.Arabic(match.Groups[group].ValueSpan),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : 0;
}
