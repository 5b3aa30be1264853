using Jiban.Dispatch.Contracts;

namespace Jiban.Cases.Requests;

/// <summary>The six kinds as people write them.</summary>
internal static class DemandKinds
{
    private static readonly Dictionary<string, DemandKind> Chinese = new()
    {
        ["咨询"] = DemandKind.Consultation,
        ["求助"] = DemandKind.Help,
        ["投诉"] = DemandKind.Complaint,
        ["举报"] = DemandKind.Report,
        ["建议"] = DemandKind.Suggestion,
        ["表扬"] = DemandKind.Praise,
    };

    /// <summary>Reads a kind; nothing given is fine and gives null. False for a word that is none.</summary>
    public static bool TryRead(string? word, out DemandKind? kind)
    {
        kind = null;
        if (string.IsNullOrWhiteSpace(word))
        {
            return true;
        }

        if (
            Chinese.TryGetValue(word.Trim(), out var known)
            || Words.TryParse(word.Trim(), out known)
        )
        {
            kind = known;
            return true;
        }

        return false;
    }
}
