using Jiban.Cases.Requests;
using Jiban.Platform.Web;

namespace Jiban.Cases.Handling;

/// <summary>Notes and answers that staff write.</summary>
internal static class FreeText
{
    /// <summary>Characters of a note, at most.</summary>
    public const int MaxLength = 2_000;

    private const int Shortest = 4;

    /// <summary>Whether something is said: four characters or more, so that a reason is one.</summary>
    public static bool IsSaid(string? text) => (text?.Trim().Length ?? 0) >= Shortest;

    /// <summary>The fault of a line, such as a place or names; null when there is none.</summary>
    public static Problem? CheckLine(string field, string? text) =>
        RequestText.CheckShort(field, text, 200);

    /// <summary>The fault of a note; null when there is none.</summary>
    public static Problem? Check(string field, string? text)
    {
        var lines = text
            ?.Replace("\n", "", StringComparison.Ordinal)
            .Replace("\r", "", StringComparison.Ordinal)
            .Replace("\t", "", StringComparison.Ordinal);
        return RequestText.CheckShort(field, lines, MaxLength);
    }
}
