using Jiban.Cases.Contracts;
using Jiban.City.Contracts;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Web;
using Jiban.Platform.Writing;
using NetTopologySuite.Geometries;

namespace Jiban.Cases.Requests;

/// <summary>The one check of every registration, whatever door it came through.</summary>
internal static class RegistrationCheck
{
    /// <summary>Photos of a request, at most.</summary>
    public const int MaxUploads = 9;

    /// <summary>The text, cleaned, or the first problem.</summary>
    public static (string? Text, Problem? Problem) Check(
        Registration registration,
        CitySnapshot city,
        Dispatcher dispatcher
    )
    {
        if (city.CityCentre is null)
        {
            return (
                null,
                new Problem(
                    503,
                    "no-city",
                    "系统还没有载入城市资料，请稍后再试。",
                    "No city is loaded yet; please try again later."
                )
            );
        }

        var (text, fault) = OnlyVoice.Is(registration)
            ? ("", null)
            : RequestText.Check(registration.Text);
        return (
            text,
            fault
                ?? Fields(registration)
                ?? Place(registration, city)
                ?? Known(registration, city, dispatcher)
        );
    }

    private static Problem? Fields(Registration registration) =>
        RequestText.CheckShort("contact.name", registration.Requester?.Name, 50)
        ?? RequestText.CheckShort("contact.phone", registration.Requester?.Phone, 30)
        ?? RequestText.CheckShort("reporter.name", registration.Reporter?.Name, 50)
        ?? RequestText.CheckShort("reporter.phone", registration.Reporter?.Phone, 30)
        ?? RequestText.CheckShort("place.text", registration.PlaceText, 200)
        ?? RequestText.CheckShort("component", registration.Component, 40)
        ?? RequestText.CheckShort("praises", registration.Praises, 50)
        ?? RequestText.CheckShort("praisesCode", registration.PraisesCode, 50)
        ?? RequestText.CheckShort("Idempotency-Key", registration.IdempotencyKey, 200)
        ?? Phone("contact.phone", registration.Requester?.Phone)
        ?? Phone("reporter.phone", registration.Reporter?.Phone)
        ?? (
            registration.Uploads.Count > MaxUploads
                ? RequestText.Malformed("attachments", $"照片最多{MaxUploads}张。")
                : null
        )
        ?? (
            registration.Uploads.Distinct().Count() != registration.Uploads.Count
                ? RequestText.Malformed("attachments", "同一张照片只能附一次。")
                : null
        );

    private static Problem? Phone(string field, string? phone) =>
        string.IsNullOrWhiteSpace(phone) || Telephone.Normalise(phone) is not null
            ? null
            : new Problem(
                422,
                "phone-number",
                "电话号码好像不对，请检查；也可以不留电话。",
                "This is no telephone number; you may also leave it out."
            )
            {
                Errors = new Dictionary<string, string[]>
                {
                    [field] = ["电话号码应为5到15位数字。"],
                },
            };

    private static Problem? Place(Registration registration, CitySnapshot city) =>
        (registration.Lon, registration.Lat) switch
        {
            (null, null) => null,
            ({ } lon, { } lat)
                when double.IsFinite(lon)
                    && double.IsFinite(lat)
                    && Math.Abs(lon) <= 180
                    && Math.Abs(lat) <= 90 => city.Contains(new Point(lon, lat) { SRID = 4326 })
                ? null
                : new Problem(
                    422,
                    "outside-the-city",
                    "地图上的位置不在本市范围内，请重新选点，或只用文字说明地点。",
                    "The pin lies outside the city; move it, or describe the place in words."
                ),
            _ => RequestText.Malformed("place", "经度和纬度要同时填写，并在有效范围内。"),
        };

    private static Problem? Known(
        Registration registration,
        CitySnapshot city,
        Dispatcher dispatcher
    ) =>
        dispatcher.Channel(registration.Channel) is null
            ? new Problem(422, "unknown-channel", "没有这个渠道。", "There is no such channel.")
        : registration.ClassCode is { } code && dispatcher.Class(code) is null
            ? new Refused(Refusal.UnknownClass).ToProblem()
        : IsUnknown(registration.Choice, city) || IsUnknown(registration.ChosenByStaff, city)
            ? new Refused(Refusal.UnknownUnit).ToProblem()
        : null;

    private static bool IsUnknown(Guid? unit, CitySnapshot city) =>
        unit is { } named && city.Unit(named) is null;
}
