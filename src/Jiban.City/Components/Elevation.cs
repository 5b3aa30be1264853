using System.Globalization;

namespace Jiban.City.Components;

/// <summary>
/// How high a component stands (高程): metres over the 1985 national height datum (1985国家高程基准), to the millimetre. Not the height over the
/// ellipsoid that satellites tell, so it is never a third coordinate of GeoJSON (RFC 7946, 3.1.1).
/// </summary>
internal static class Elevation
{
    /// <summary>Below the deepest basin of the country, with what lies under its streets.</summary>
    public const decimal Lowest = -200;

    /// <summary>Above its highest mountain.</summary>
    public const decimal Highest = 9000;

    /// <summary>In words for whoever typed one that can't be.</summary>
    public static readonly string Fault =
        $"高程（1985国家高程基准）为{Lowest}到{Highest}米，至多三位小数。";

    public static bool IsOdd(decimal? metres) =>
        metres is < Lowest or > Highest || (metres is { } one && Math.Round(one, 3) != one);

    /// <summary>As it is written, without zeros that say nothing.</summary>
    public static string? Text(decimal? metres) =>
        metres?.ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>
    /// As it stands in a file, to the millimetre: programs write what they keep in binary with more digits than were measured, or with an exponent. Null for
    /// what is no number. A unit may stand behind it.
    /// </summary>
    public static decimal? Of(string text) =>
        decimal.TryParse(
            text.EndsWith('m') || text.EndsWith('米') ? text[..^1].TrimEnd() : text,
            NumberStyles.Float,
            CultureInfo.InvariantCulture,
            out var metres
        )
            ? Math.Round(metres, 3, MidpointRounding.AwayFromZero)
            : null;
}
