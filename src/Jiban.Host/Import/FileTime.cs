using System.Globalization;

namespace Jiban.Host.Import;

/// <summary>The forms in which files write a time of this city's clock.</summary>
internal static class FileTime
{
    private static readonly string[] Forms =
    [
        "yyyy/M/d H:mm:ss",
        "yyyy/M/d H:mm",
        "yyyy-M-d H:mm:ss",
        "yyyy-M-d H:mm",
        "yyyy/M/d",
        "yyyy-M-d",
        "yyyy-MM-ddTHH:mm:ss",
    ];

    /// <summary>The time, or null where the words are none.</summary>
    public static DateTime? Read(string words) =>
        DateTime.TryParseExact(
            words.Trim(),
            Forms,
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var time
        )
            ? time
            : null;
}
