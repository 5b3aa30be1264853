namespace Jiban.City.Components;

/// <summary>Quantities that are a time of day: when a lamp came on, when it went off.</summary>
internal static class ClockQuantity
{
    /// <summary>Whether a lamp came on or went off, as the forms of both languages and people name it.</summary>
    private static readonly Dictionary<string, bool> On = new(StringComparer.OrdinalIgnoreCase)
    {
        ["亮灯时刻"] = true,
        ["亮灯时间"] = true,
        ["开灯时刻"] = true,
        ["came on at"] = true,
        ["关灯时刻"] = false,
        ["关灯时间"] = false,
        ["灭灯时刻"] = false,
        ["went off at"] = false,
    };

    /// <summary>Whether a lamp came on then (else it went off); null for what is no time of a lamp.</summary>
    public static bool? ComesOn(string quantity) =>
        On.TryGetValue(quantity.Trim(), out var on) ? on : null;

    /// <summary>
    /// The time of day that was measured; null for what is none. Before clocks were asked for it was typed as hours with fractions: 18.25 is a quarter past
    /// six.
    /// </summary>
    public static TimeOnly? Told(string quantity, decimal? value, TimeOnly? clock) =>
        clock
        ?? (
            ComesOn(quantity) is not null && value is >= 0 and < 24
                ? TimeOnly.MinValue.AddMinutes((double)Math.Round(value.Value * 60))
                : null
        );
}
