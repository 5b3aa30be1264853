using System.Globalization;

namespace Jiban.Dispatch.Catalogue;

/// <summary>The hours of each day at which a rule holds, by the clock of the city.</summary>
/// <param name="From">The first minute.</param>
/// <param name="Until">The minute before which it ends; earlier than <paramref name="From"/> when it runs over midnight.</param>
internal sealed record RuleHours(TimeOnly From, TimeOnly Until)
{
    private const string Clock = "HH:mm";

    /// <summary>Whether it is within the hours.</summary>
    public bool Hold(TimeOnly at) => at.IsBetween(From, Until);

    /// <summary>Whether there is a minute within both.</summary>
    public bool Meets(RuleHours other) => Hold(other.From) || other.Hold(From);

    /// <summary>As it is written: <c>22:00-06:00</c>.</summary>
    public override string ToString() =>
        $"{From.ToString(Clock, CultureInfo.InvariantCulture)}-{Until.ToString(Clock, CultureInfo.InvariantCulture)}";

    /// <summary>Reads what <see cref="ToString"/> writes; also with other dashes, a full-width colon and one digit of the hour.</summary>
    /// <returns>False when it is no such thing, or when both ends are the same minute.</returns>
    public static bool TryParse(string? text, out RuleHours? hours)
    {
        hours = null;
        var parts = text?.Replace('：', ':').Split(['-', '–', '—', '~', '至']) ?? [];
        if (
            parts.Length != 2
            || !TryParse(parts[0], out TimeOnly from)
            || !TryParse(parts[1], out TimeOnly until)
            || from == until
        )
        {
            return false;
        }

        hours = new RuleHours(from, until);
        return true;
    }

    private static bool TryParse(string text, out TimeOnly at) =>
        TimeOnly.TryParseExact(
            text.Trim(),
            [Clock, "H:mm"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out at
        );
}
