using System.Globalization;

namespace Jiban.Cases.Lists;

/// <summary>What was measured with a result, as staff read it: 温度15℃（不低于18℃，不合限值）.</summary>
internal static class MeasuredWords
{
    /// <summary>A result with its measurements behind it; as it is without any.</summary>
    public static (string Zh, string En) After(
        string zh,
        string en,
        IReadOnlyList<MeasuredFacts> measured
    ) =>
        measured.Count == 0
            ? (zh, en)
            : (
                $"{zh}；检测：{string.Join('、', measured.Select(InChinese))}",
                $"{en}; measured: {string.Join(", ", measured.Select(InEnglish))}"
            );

    private static string InChinese(MeasuredFacts one) =>
        $"{Names(one.What).Zh}{Number(one.Milli)}{one.Unit}（{(one.Bound == Bound.AtLeast ? "不低于" : "不高于")}{Number(one.LimitMilli)}{one.Unit}{(one.BreaksLimit() ? "，不合限值" : "")}）";

    private static string InEnglish(MeasuredFacts one) =>
        $"{Names(one.What).En} {Number(one.Milli)} {one.Unit} ({(one.Bound == Bound.AtLeast ? "at least" : "at most")} {Number(one.LimitMilli)} {one.Unit}{(one.BreaksLimit() ? ": not kept" : "")})";

    private static string Number(int milli) =>
        (milli / 1000m).ToString("0.###", CultureInfo.InvariantCulture);

    private static (string Zh, string En) Names(Measurable what) =>
        what switch
        {
            Measurable.Noise => ("噪声", "noise"),
            Measurable.OilFume => ("油烟", "cooking fumes"),
            Measurable.Dust => ("扬尘", "dust"),
            Measurable.Odour => ("异味", "odour"),
            Measurable.Water => ("水质", "water"),
            Measurable.Temperature => ("温度", "temperature"),
            Measurable.Pressure => ("压力", "pressure"),
            Measurable.Light => ("光照", "light"),
            _ => ("其他", "other"),
        };
}
