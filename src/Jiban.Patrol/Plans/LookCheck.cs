using Jiban.City.Contracts;
using Jiban.Platform.Web;

namespace Jiban.Patrol.Plans;

/// <summary>What a look at a place of a plan must hold, whatever its plan. Pure.</summary>
internal static class LookCheck
{
    /// <summary>The fault of every field; null when there is none. A finding must have what a report must have.</summary>
    public static Problem? Faults(LookAtPlace.Request request, Place place) =>
        IsOdd(request.Stood)
            ? Problem.IfMalformed(("stood", true, "位置要在地球上，定位精度不能为负数。"))
        : request.Result == LookResult.Found ? SubmitReport.Check(ReportOf(request, place, null))
        : Problem.IfMalformed(
            (
                "text",
                request.Text?.Length > SubmitReport.LongestText || StoredText.IsUnfit(request.Text),
                $"最多 {SubmitReport.LongestText} 字，不含控制字符。"
            ),
            ("seal", SubmitReport.IsOddSeal(request.Seal, request.FoundAt), SubmitReport.SealFault),
            ("survey", IsOdd(request.Survey), "状态或位置不对：经纬度要成对，不能是“移除”。"),
            (
                "attachments",
                request.Attachments?.Count > SubmitReport.MostPictures,
                $"最多 {SubmitReport.MostPictures} 张照片。"
            ),
            (
                "recordings",
                SubmitReport.AreTooMany(request.Recordings),
                SubmitReport.RecordingsFault
            )
        );

    private static bool IsOdd(LookAtPlace.StoodPart? stood) =>
        stood is { Lon: not (>= -180 and <= 180) }
        || stood is { Lat: not (>= -90 and <= 90) }
        || stood is { AccuracyMetres: < 0 };

    internal static bool IsOdd(LookAtPlace.SurveyPart? survey) =>
        survey is not null
        && (
            !Enum.IsDefined(survey.State)
            || survey.State == ComponentState.Removed
            || survey.Lon is null != survey.Lat is null
            || survey.Lon is not (null or (>= -180 and <= 180))
            || survey.Lat is not (null or (>= -90 and <= 90))
            || survey.AccuracyMetres is < 0
        );

    /// <summary>A finding as the report that it is; at the place, unless the inspector says where.</summary>
    public static SubmitReport.Request ReportOf(
        LookAtPlace.Request request,
        Place place,
        string? classCode
    ) =>
        new(
            request.Text,
            classCode,
            request.Lon ?? place.LonE7 / 1e7,
            request.Lat ?? place.LatE7 / 1e7,
            request.AccuracyMetres,
            request.Attachments,
            request.FoundAt,
            request.PhoneAt,
            request.Seal,
            Sizes: request.Sizes,
            Recordings: request.Recordings
        );
}
