using Jiban.Patrol.Plans;
using Jiban.Platform.Files;
using Jiban.Platform.Store;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Http;

namespace Jiban.Patrol;

/// <summary>Whether what a phone says of its finding can be so: not later than it was received, not too long ago, and under its seal.</summary>
internal static class FindingCheck
{
    /// <summary>A phone learns the time from whole seconds of an answer that was under way: it may be a little ahead.</summary>
    public static readonly TimeSpan Slack = TimeSpan.FromMinutes(2);

    /// <summary>Why the time can't be; null when it can.</summary>
    public static Problem? Time(
        DateTimeOffset foundAt,
        DateTimeOffset receivedAt,
        TimeSpan oldest
    ) =>
        foundAt > receivedAt + Slack
            ? new Problem(
                StatusCodes.Status422UnprocessableEntity,
                "found-in-the-future",
                "发现时间晚于收到时间，尚未提交。请核对手机时间，重新打开应用后再发送。",
                "It says that it was found later than now, and nothing was filed. Please check the clock of the phone, open the app again and send it anew."
            )
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

    /// <summary>What arrived is not what was sealed.</summary>
    public static readonly Problem BrokenSeal = new(
        StatusCodes.Status422UnprocessableEntity,
        "seal-broken",
        "照片、位置、时间或文字与手机封存时不一致，尚未提交。请核对内容，改好后重新发送。",
        "Photos, position, time or words are not as the phone sealed them, and nothing was filed. Please check them and send it anew."
    );

    /// <summary>Whether what arrived is what was sealed; a photo that is not there any more is told by the registration.</summary>
    public static Task<bool> IsAsSealedAsync(
        SubmitReport.Request request,
        Database database,
        CancellationToken cancellation
    ) =>
        IsAsSealedAsync(
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
                    request.Text!
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
        IsAsSealedAsync(
            request.Seal,
            request.FoundAt,
            request.Attachments,
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
        IsAsSealedAsync(
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
                    foundAt,
                    photos,
                    request.Text ?? ""
                ),
            database,
            cancellation
        );

    private static async Task<bool> IsAsSealedAsync(
        string? seal,
        DateTimeOffset? foundAt,
        IReadOnlyList<Guid>? attachments,
        Func<DateTimeOffset, IReadOnlyList<byte[]>, string> sealOf,
        Database database,
        CancellationToken cancellation
    )
    {
        if (seal is null || foundAt is not { } found)
        {
            return true;
        }

        var photos = attachments ?? [];
        await using var connection = await database.OpenAsync(cancellation);
        var hashes = await Photos.HashesAsync(connection, photos, cancellation);
        return photos.Any(id => !hashes.ContainsKey(id))
            || sealOf(found, [.. photos.Select(id => hashes[id])]) == seal;
    }
}
