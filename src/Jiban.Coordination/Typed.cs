using System.Text.Json;
using Jiban.Platform.Web;

namespace Jiban.Coordination;

/// <summary>What people type into the forms of this module.</summary>
internal static class Typed
{
    public const int LongestNote = 2_000;
    public const int LongestMinutes = 5_000;
    public const int LongestLine = 200;
    private const int ShortestText = 4;

    /// <summary>The fault of a field that is too long or holds control characters; null when there is none.</summary>
    public static Problem? Check(params (string Field, string? Text, int Longest)[] fields)
    {
        var faults = fields
            .Where(field =>
                field.Text is { } text
                && (
                    text.Length > field.Longest
                    || text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t'))
                )
            )
            .ToDictionary(
                field => field.Field,
                field => new[] { $"最多{field.Longest}个字，不含控制字符。" }
            );
        return faults.Count == 0 ? null : Problem.Malformed(faults);
    }

    /// <summary>Whether somebody wrote enough to say something.</summary>
    public static bool Says(string? text) => (text?.Trim().Length ?? 0) >= ShortestText;

    /// <summary>Degrees as the store keeps them.</summary>
    public static int? E7(double? degrees) =>
        degrees is { } known ? (int)Math.Round(known * 1e7) : null;

    /// <summary>The fault of a position; null when there is none. It is whole or not there.</summary>
    public static Problem? CheckPosition(double? lon, double? lat, double? accuracyMetres = null) =>
        (lon is null) != (lat is null)
        || lon is < -180 or > 180 or double.NaN
        || lat is < -90 or > 90 or double.NaN
        || accuracyMetres is < 0 or > 1_000_000 or double.NaN
            ? new(
                400,
                "malformed-position",
                "位置不完整或超出范围，请重新定位。",
                "The position is not whole, or out of range."
            )
            : null;

    /// <summary>Several fields that go into one box.</summary>
    public static string Boxed<T>(T fields) => JsonSerializer.Serialize(fields, ApiJson.Options);

    /// <summary>Reads them back.</summary>
    public static T Unboxed<T>(string text) =>
        JsonSerializer.Deserialize<T>(text, ApiJson.Options)!;
}
