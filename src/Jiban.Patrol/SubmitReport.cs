using Jiban.Cases.Contracts;
using Jiban.City.Contracts;
using Jiban.Dispatch.Contracts;
using Jiban.Patrol.Shifts;
using Jiban.Platform.Auth;
using Jiban.Platform.Files;
using Jiban.Platform.Store;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Patrol;

/// <summary>
/// An inspector reports what he found: pictures, a line, a position. It is a case at once, in the inbox of a unit when the filing
/// conditions (立案条件) of its class hold, else before a person (S5).
/// </summary>
internal static class SubmitReport
{
    /// <summary>A line, not an essay: it is typed standing in the street.</summary>
    public const int LongestText = 500;

    /// <summary>A grid cell measures about 100 m; a coarser fix can't say in which one it is.</summary>
    public const double CoarsestMetres = 100;

    public const int MostPictures = 9;

    /// <param name="Text">What was found, 1 to 500 characters; may be left out where a recording says it, and then a person files it.</param>
    /// <param name="ClassCode">The class, when the inspector knows it.</param>
    /// <param name="Lon">Degrees east, WGS-84.</param>
    /// <param name="Lat">Degrees north, WGS-84.</param>
    /// <param name="AccuracyMetres">Radius of the fix; null when the point was set by hand.</param>
    /// <param name="Attachments">Ids of uploaded photos, 1 to 9.</param>
    /// <param name="FoundAt">When it was found, by the phone's clock set right by the server's; a phone without network sends it later.</param>
    /// <param name="PhoneAt">The same moment as the phone's own clock had it.</param>
    /// <param name="Seal">SHA-256 over position, accuracy, time, photos and text, in hexadecimal; see the README of Patrol.</param>
    /// <param name="Component">Identifier of the component that it is about, scanned, typed or chosen from the nearest.</param>
    /// <param name="KnownCase">The open case in which the inspector recognised it: the report is joined to it when that can still be.</param>
    /// <param name="Sizes">What was measured on the spot, one of each dimension at most; see the filing conditions of the class.</param>
    /// <param name="Recordings">Ids of uploaded recordings of what was said on the spot, at most 3; sealed after the photos.</param>
    public sealed record Request(
        string? Text,
        string? ClassCode,
        double? Lon,
        double? Lat,
        double? AccuracyMetres,
        IReadOnlyList<Guid>? Attachments,
        DateTimeOffset? FoundAt = null,
        DateTimeOffset? PhoneAt = null,
        string? Seal = null,
        string? Component = null,
        Guid? KnownCase = null,
        IReadOnlyList<MeasuredSize>? Sizes = null,
        IReadOnlyList<Guid>? Recordings = null
    );

    /// <param name="Known">The known case that was named; null when none was, or it is not there.</param>
    public sealed record Response(
        Guid CaseId,
        string Number,
        DateTimeOffset ReceivedAt,
        DispatchPart Dispatch,
        KnownPart? Known
    );

    /// <param name="Joined">Whether the report goes its way; if not, that one was over by then, and the report is a case of its own.</param>
    public sealed record KnownPart(string Number, bool Joined);

    /// <param name="State"><c>dispatched</c> or <c>queued</c>.</param>
    /// <param name="Unit">Who has it now: the unit, or in the queue the centre whose people choose.</param>
    public sealed record DispatchPart(
        string State,
        ListReports.UnitName Unit,
        DispatchMode? Mode,
        IReadOnlyList<ReasonPart> Reasons,
        DateTimeOffset? At
    );

    public sealed record ReasonPart(string Code, string Text);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/reports", Handle)
            .WithName(nameof(SubmitReport))
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .Needs(Operation.Patrol);

    /// <summary>Files the report as a case. The same <c>Idempotency-Key</c> again gives the first answer again.</summary>
    public static async Task<Results<Created<Response>, Problem>> Handle(
        Request request,
        [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey,
        HttpContext http,
        CaseRegistrar registrar,
        CaseTwins twins,
        CityRegistry city,
        Database database,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        var actor = http.Actor();
        if (Check(request) is { } refused)
        {
            return refused;
        }

        if (
            request.FoundAt is { } found
            && FindingCheck.Time(
                found,
                clock.GetUtcNow(),
                (await ShiftSettings.ReadAsync(database, cancellation)).OldestFinding
            )
                is { } impossible
            // One that was filed and whose answer was lost is told its answer, however long ago it was.
            && !await registrar.KnowsAsync(actor, idempotencyKey, cancellation)
        )
        {
            return impossible;
        }

        if (!await FindingCheck.IsAsSealedAsync(request, database, cancellation))
        {
            return FieldSeal.Broken;
        }

        var result = await registrar.RegisterAsync(
            RegistrationOf(request, actor, idempotencyKey),
            cancellation
        );
        if (result.Registered is not { } registered)
        {
            return result.Problem!;
        }

        // After it was filed: it is safe whatever becomes of the other, and a phone that asks again under its key joins what was not joined yet.
        var known = request.KnownCase is { } lead
            ? await twins.JoinAsync(http, lead, registered.CaseId, cancellation)
            : null;
        return TypedResults.Created(
            $"/api/cases/{registered.CaseId}",
            Answer(registered, known, city.Current, Language.IsEnglish(http))
        );
    }

    /// <summary>What a report needs beyond what every registration needs; null when it has it.</summary>
    internal static Problem? Check(Request request)
    {
        var faults = new Dictionary<string, string[]>();
        Require(
            string.IsNullOrWhiteSpace(request.Text)
                ? request.Recordings is { Count: > 0 }
                : request.Text.Length <= LongestText,
            "text",
            $"请写一句话说明问题，最多 {LongestText} 字；不便写字时可以录音。"
        );
        Require(request.Lon is not null, "lon", "请提供位置。");
        Require(request.Lat is not null, "lat", "请提供位置。");
        Require(request.AccuracyMetres is null or >= 0, "accuracyMetres", "定位精度不能为负数。");
        Require(!IsOddSeal(request.Seal, request.FoundAt), "seal", SealFault);
        Require(!AreOddSizes(request.Sizes), "sizes", SizesFault);
        Require(
            request.Attachments is { Count: >= 1 and <= MostPictures },
            "attachments",
            $"请附 1 至 {MostPictures} 张现场照片。"
        );
        Require(!AreTooMany(request.Recordings), "recordings", RecordingsFault);
        return faults.Count > 0
                ? new Problem(
                    StatusCodes.Status400BadRequest,
                    "malformed",
                    "上报内容不完整，尚未提交。请按提示补全后再试。",
                    "The report is not complete, and nothing was filed. Please complete what is named."
                )
                {
                    Errors = faults,
                }
            : request.AccuracyMetres > CoarsestMetres
                ? new Problem(
                    StatusCodes.Status422UnprocessableEntity,
                    "position-too-coarse",
                    "定位误差过大，尚未提交。请到开阔处重新定位，或在地图上点选位置。",
                    "The fix is too coarse, and nothing was filed. Please try again under open sky, or point on the map."
                )
                {
                    Facts = new Dictionary<string, object?> { ["coarsestMetres"] = CoarsestMetres },
                }
            : null;

        void Require(bool holds, string field, string fault)
        {
            if (!holds)
            {
                faults[field] = [fault];
            }
        }
    }

    internal const string SizesFault = "实测尺寸每种最多一项，数值须为正且不超出可能的范围。";

    internal static bool AreOddSizes(IReadOnlyList<MeasuredSize>? sizes) =>
        sizes is not null
        && (
            sizes.Any(size =>
                size is null
                || !Enum.IsDefined(size.Dimension)
                || size.Value < 1
                || size.Value > Dimensions.Largest(size.Dimension)
            )
            || sizes.DistinctBy(size => size.Dimension).Count() < sizes.Count
        );

    internal static readonly string RecordingsFault = $"最多 {Recordings.MostAtOnce} 段录音。";

    internal static bool AreTooMany(IReadOnlyList<Guid>? recordings) =>
        recordings?.Count > Recordings.MostAtOnce;

    internal const string SealFault = "封存值须为64位十六进制，并附发现时间。";

    internal static bool IsOddSeal(string? seal, DateTimeOffset? foundAt) =>
        seal is not null && (foundAt is null || seal.Length != 64);

    /// <summary>A report that has what it must have, as the registrar takes it.</summary>
    internal static Registration RegistrationOf(
        Request request,
        Actor actor,
        string? idempotencyKey
    ) =>
        new()
        {
            Text = request.Text ?? "",
            Channel = Report.Channel,
            Actor = actor,
            ClassCode = request.ClassCode,
            Lon = request.Lon,
            Lat = request.Lat,
            Component = string.IsNullOrWhiteSpace(request.Component) ? null : request.Component,
            Sizes = request.Sizes is { Count: > 0 } sizes ? sizes : null,
            Uploads = request.Attachments!,
            Recordings = request.Recordings is { Count: > 0 } recordings ? recordings : null,
            Finding = request.FoundAt is { } foundAt
                ? new FieldFinding(foundAt, request.PhoneAt, request.Seal)
                : null,
            IdempotencyKey = idempotencyKey,
        };

    private static Response Answer(
        Registered registered,
        JoinedTo? known,
        CitySnapshot city,
        bool english
    ) =>
        new(
            registered.CaseId,
            registered.Number,
            registered.ReceivedAt,
            new DispatchPart(
                registered.IsDispatched ? "dispatched" : "queued",
                new ListReports.UnitName(
                    registered.UnitId,
                    city.Unit(registered.UnitId)?.Name ?? ""
                ),
                registered.Mode,
                [
                    .. registered.Reasons.Select(reason => new ReasonPart(
                        reason.Code,
                        english ? reason.En : reason.Zh
                    )),
                ],
                registered.DispatchedAt
            ),
            known is null ? null : new KnownPart(known.Number, known.IsJoined)
        );
}
