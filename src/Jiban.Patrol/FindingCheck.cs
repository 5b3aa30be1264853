using Jiban.Patrol.Plans;
using Jiban.Platform.Files;
using Jiban.Platform.Store;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Http;

namespace Jiban.Patrol;

/// <summary>Whether what a phone says of its finding can be so: not later than it was received, not too long ago, and under its seal.</summary>
internal static class FindingCheck
{
    /// <summary>Why the time can't be; null when it can.</summary>
    public static Problem? Time(
        DateTimeOffset foundAt,
        DateTimeOffset receivedAt,
        TimeSpan oldest
    ) =>
        foundAt > receivedAt + FieldSeal.Slack ? FieldSeal.InTheFuture
        : foundAt < receivedAt - oldest
            ? new Problem(
                StatusCodes.Status422UnprocessableEntity,
                "found-too-long-ago",
                $"发现时间已超过{oldest.Days}天，现场可能已有变化，尚未提交。请再到现场看一次，重新拍照上报。",
                $"It was found more than {oldest.Days} days ago and may look different by now, so nothing was filed. Please look again and report it anew."
            )
            {
                Facts = new Dictionary<string, object?> { ["days"] = oldest.Days },
            }
        : null;

    /// <summary>Whether what arrived is what was sealed; a photo that is not there any more is told by the registration.</summary>
    public static Task<bool> IsAsSealedAsync(
        SubmitReport.Request request,
        Database database,
        CancellationToken cancellation
    ) =>
        FieldSeal.HoldsAsync(
            request.Seal,
            request.FoundAt,
            [.. request.Attachments ?? [], .. request.Recordings ?? []],
            (foundAt, photos) =>
                FindingSeal.Of(
                    request.Lon!.Value,
                    request.Lat!.Value,
                    request.AccuracyMetres,
                    string.IsNullOrWhiteSpace(request.Component) ? null : request.Component,
                    request.Sizes ?? [],
                    foundAt,
                    photos,
                    request.Text ?? ""
                ),
            database,
            cancellation
        );

    /// <summary>The same for a component that a census finds.</summary>
    public static Task<bool> IsAsSealedAsync(
        FindComponent.Request request,
        Database database,
        CancellationToken cancellation
    ) =>
        FieldSeal.HoldsAsync(
            request.Seal,
            request.FoundAt,
            [.. request.Attachments ?? [], .. request.Recordings ?? []],
            (foundAt, photos) =>
                FindingSeal.Of(
                    request.Lon!.Value,
                    request.Lat!.Value,
                    request.AccuracyMetres,
                    null,
                    [],
                    foundAt,
                    photos,
                    $"{request.ClassCode} {request.Name} {request.Text}"
                ),
            database,
            cancellation
        );

    /// <summary>The same for a look at a place of a plan.</summary>
    public static Task<bool> IsAsSealedAsync(
        Guid plan,
        int place,
        LookAtPlace.Request request,
        Database database,
        CancellationToken cancellation
    ) =>
        FieldSeal.HoldsAsync(
            request.Seal,
            request.FoundAt,
            [.. request.Attachments ?? [], .. request.Recordings ?? []],
            (foundAt, photos) =>
                FindingSeal.OfLook(
                    plan,
                    place,
                    request.Result,
                    request.Answers ?? [],
                    request.Sizes ?? [],
                    request.Survey,
                    request.Stood,
                    foundAt,
                    photos,
                    request.Text ?? ""
                ),
            database,
            cancellation
        );
}
