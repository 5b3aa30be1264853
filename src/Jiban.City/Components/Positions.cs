using Jiban.Platform.Web;
using Microsoft.AspNetCore.Http;
using NetTopologySuite.Geometries;

namespace Jiban.City.Components;

/// <summary>Positions and boxes as they come in.</summary>
internal static class Positions
{
    public const double MetresPerDegree = 111_320;

    private static readonly Problem MalformedPosition = new(
        StatusCodes.Status400BadRequest,
        "malformed-position",
        "位置坐标不完整或不正确：经度、纬度须同时给出。请重新在地图上点选。",
        "The position is incomplete or wrong: longitude and latitude are needed together. Please point on the map again."
    );

    /// <summary>The problem of a position that is none on the globe; null when it is one.</summary>
    public static Problem? Refuse(double lon, double lat) =>
        lon is >= -180 and <= 180 && lat is >= -90 and <= 90 ? null : MalformedPosition;

    /// <summary>Metres between two points that are near each other.</summary>
    public static double Metres(Point one, Point other) =>
        double.Hypot(
            (one.X - other.X) * MetresPerDegree * Narrowing(one.Y),
            (one.Y - other.Y) * MetresPerDegree
        );

    /// <summary>How much shorter a degree of longitude is than one of latitude.</summary>
    public static double Narrowing(double lat) => Math.Max(0.01, Math.Cos(lat * Math.PI / 180));

    /// <summary>
    /// West, south, east, north with commas between, or with a lowest and a highest height behind each pair, which a registry of the plane
    /// doesn't ask; false when it is no box.
    /// </summary>
    public static bool TryBox(string text, out Envelope box)
    {
        box = new Envelope();
        var parts = text.Split(',');
        if (parts is [var west, var south, var low, var east, var north, var high])
        {
            if (!IsNumber(low) || !IsNumber(high))
            {
                return false;
            }

            parts = [west, south, east, north];
        }

        var numbers = new double[4];
        if (parts.Length != numbers.Length)
        {
            return false;
        }

        for (var i = 0; i < numbers.Length; i++)
        {
            if (
                !double.TryParse(
                    parts[i],
                    System.Globalization.NumberStyles.Float,
                    System.Globalization.CultureInfo.InvariantCulture,
                    out numbers[i]
                ) || !double.IsFinite(numbers[i])
            )
            {
                return false;
            }
        }

        box = new Envelope(numbers[0], numbers[2], numbers[1], numbers[3]);
        return Refuse(numbers[0], numbers[1]) is null
            && Refuse(numbers[2], numbers[3]) is null
            && numbers[0] <= numbers[2]
            && numbers[1] <= numbers[3];
    }

    private static bool IsNumber(string text) =>
        double.TryParse(
            text,
            System.Globalization.NumberStyles.Float,
            System.Globalization.CultureInfo.InvariantCulture,
            out var number
        ) && double.IsFinite(number);
}
