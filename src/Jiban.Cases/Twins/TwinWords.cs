using Jiban.Cases.Links;

namespace Jiban.Cases.Twins;

/// <summary>Why two cases count as one event, in words.</summary>
internal static class TwinWords
{
    public static string Why(TwinScore score, bool english) =>
        english
            ? $"{Kind(score, true)}, {Where(score.Metres, true)}, {Span(score.Minutes, true)} apart, words {score.Words / 10}% alike"
            : $"{Kind(score, false)}，{Where(score.Metres, false)}，相隔{Span(score.Minutes, false)}，文字相近{score.Words / 10}%";

    /// <summary>The same without what would tell of the words of others.</summary>
    public static string ForEverybody(TwinScore score, bool english) =>
        english
            ? $"{(score.OtherClass ? "told in like words" : "same kind")}, {Where(score.Metres, true)}, told {Span(score.Minutes, true)} ago"
            : $"{(score.OtherClass ? "说法相近" : "同类事情")}，{Where(score.Metres, false)}，{Span(score.Minutes, false)}前有人反映";

    /// <summary>The line of the chain.</summary>
    public static (string Zh, string En) Joined(string lead, TwinFacts why)
    {
        var score = new TwinScore(why.Score, why.Words, why.Metres, why.Minutes, why.OtherClass);
        return why.Told
            ? (
                $"提交时确认与主单{lead}是同一件事，已并入（{Why(score, false)}）",
                $"Said to be the same as {lead} when it was told; joined ({Why(score, true)})"
            )
            : (
                $"按规则并入主单{lead}，把握{why.Score / 10}%（{Why(score, false)}）",
                $"Joined to {lead} by rule, {why.Score / 10}% sure ({Why(score, true)})"
            );
    }

    private static string Kind(TwinScore score, bool english) =>
        (score.OtherClass, english) switch
        {
            (false, false) => "类别相同",
            (false, true) => "same kind",
            (true, false) => "类别登记得不同",
            (true, true) => "another kind on record",
        };

    private static string Where(int? metres, bool english) =>
        (metres, english) switch
        {
            (null, true) => "same place",
            (null, false) => "地点相同",
            ({ } far, true) => $"about {Rounded(far)} m away",
            ({ } far, false) => $"相距约{Rounded(far)}米",
        };

    private static int Rounded(int metres) => (metres + 49) / 50 * 50;

    private static string Span(int minutes, bool english) =>
        minutes switch
        {
            < 1 => english ? "a moment" : "片刻",
            < 120 => english ? $"{minutes} min" : $"{minutes}分钟",
            < 48 * 60 => english ? $"{minutes / 60} h" : $"{minutes / 60}小时",
            _ => english ? $"{minutes / 1440} days" : $"{minutes / 1440}天",
        };
}
