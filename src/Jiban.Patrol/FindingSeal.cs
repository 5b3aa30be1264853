using System.Globalization;
using Jiban.Dispatch.Contracts;
using Jiban.Patrol.Plans;
using Jiban.Platform.Files;

namespace Jiban.Patrol;

/// <summary>
/// The seal of a finding or a look (<see cref="FieldSeal"/>). It shows that what arrived hours later is what was found. The tests of the phone share
/// their examples with those here.
/// </summary>
/// <remarks>
/// Lines, each ended by LF. Of a finding: <c>jiban finding 1</c>, or <c>jiban finding 2</c> and the identifier of its component, or, when something was
/// measured, <c>jiban finding 3</c>, the identifier or <c>-</c>, and the sizes as <c>area 120 depth 30</c> in the order in which they are sent; longitude and
/// latitude in 1e-7 degrees; accuracy in decimetres, or <c>-</c> for a point set by hand. Of a look at a place of a plan: <c>jiban look 1</c>; the
/// plan; the number of the place; the result; the answers, 1 or 0 each, or <c>-</c>; with sizes it is
/// <c>jiban look 2</c>, and they follow the answers; of a component of a census that differs it is <c>jiban look 3</c>, and its state, longitude,
/// latitude and accuracy follow, or <c>-</c>; of a phone that says where its inspector stood it is <c>jiban look 4</c>, and sizes, state and position
/// of the component, or <c>-</c> each, and longitude, latitude and accuracy of where he stood follow. Files are the photos, then the recordings.
/// </remarks>
internal static class FindingSeal
{
    public static string Of(
        double lon,
        double lat,
        double? accuracyMetres,
        string? component,
        IReadOnlyList<MeasuredSize> sizes,
        DateTimeOffset foundAt,
        IReadOnlyList<byte[]> photos,
        string text
    ) =>
        FieldSeal.Over(
            [
                .. sizes.Count > 0 ? ["jiban finding 3", component ?? "-", Line(sizes)]
                : component is null ? ["jiban finding 1"]
                : (string[])["jiban finding 2", component],
                .. FieldSeal.Where(lon, lat, accuracyMetres),
            ],
            foundAt,
            photos,
            text
        );

    /// <param name="stood">Where the inspector stood; null for a phone that did not say.</param>
    public static string OfLook(
        Guid plan,
        int place,
        LookResult result,
        IReadOnlyList<bool> answers,
        IReadOnlyList<MeasuredSize> sizes,
        LookAtPlace.SurveyPart? survey,
        LookAtPlace.StoodPart? stood,
        DateTimeOffset foundAt,
        IReadOnlyList<byte[]> photos,
        string text
    ) =>
        FieldSeal.Over(
            [
                stood is not null ? "jiban look 4"
                : survey is not null ? "jiban look 3"
                : sizes.Count > 0 ? "jiban look 2"
                : "jiban look 1",
                $"{plan}",
                place.ToString(CultureInfo.InvariantCulture),
                Words.Of(result),
                answers.Count == 0
                    ? "-"
                    : string.Concat(answers.Select(holds => holds ? '1' : '0')),
                .. stood is not null
                    ?
                    [
                        sizes.Count > 0 ? Line(sizes) : "-",
                        .. Surveyed(survey),
                        .. FieldSeal.Where(stood.Lon, stood.Lat, stood.AccuracyMetres),
                    ]
                : survey is not null ? Surveyed(survey)
                : sizes.Count > 0 ? (string[])[Line(sizes)]
                : [],
            ],
            foundAt,
            photos,
            text
        );

    private static IEnumerable<string> Surveyed(LookAtPlace.SurveyPart? survey) =>
        [
            survey is null ? "-" : Words.Of(survey.State),
            .. FieldSeal.Where(survey?.Lon, survey?.Lat, survey?.AccuracyMetres),
        ];

    private static string Line(IReadOnlyList<MeasuredSize> sizes) =>
        string.Join(
            ' ',
            sizes.Select(size =>
                $"{Words.Of(size.Dimension)} {size.Value.ToString(CultureInfo.InvariantCulture)}"
            )
        );
}
