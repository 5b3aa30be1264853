using System.Globalization;
using Jiban.Platform.Files;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Http;

namespace Jiban.City.Components;

/// <summary>
/// The seal of a measurement on site. Its lines: <c>jiban measurement 1</c>; the identifier of the component; the value in millionths of its unit; longitude
/// and latitude in 1e-7 degrees, accuracy in decimetres, or <c>-</c> for what is not known; then as every <see cref="FieldSeal"/>, with quantity and unit,
/// apart by a space, for the words. Of a time of day <c>jiban measurement 2</c>, the time as <c>18:15</c> for the value, and the quantity alone for the words.
/// </summary>
internal static class MeasurementSeal
{
    public static readonly Problem Broken = new(
        StatusCodes.Status422UnprocessableEntity,
        "seal-broken",
        "数值、位置、时间或照片与手机封存时不一致，没有保存。请核对内容，改好后重新发送。",
        "Value, position, time or photos are not as the phone sealed them, and nothing was saved. Please check them and send it anew."
    );

    /// <summary>What the phone must have made of it.</summary>
    public static string Of(
        string code,
        RecordMeasurement.Request request,
        DateTimeOffset measuredAt,
        IReadOnlyList<byte[]> photos
    ) =>
        FieldSeal.Over(
            [
                .. request.Clock is { } clock
                    ? (string[])
                        [
                            "jiban measurement 2",
                            code,
                            clock.ToString("HH:mm", CultureInfo.InvariantCulture),
                        ]
                    :
                    [
                        "jiban measurement 1",
                        code,
                        FieldSeal.Whole((double)(request.Value ?? 0) * 1e6),
                    ],
                .. FieldSeal.Where(request.Lon, request.Lat, request.AccuracyMetres),
            ],
            measuredAt,
            photos,
            request.Clock is null ? $"{request.Quantity} {request.Unit}" : request.Quantity
        );
}
