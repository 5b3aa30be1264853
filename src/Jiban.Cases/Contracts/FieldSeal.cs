using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Jiban.Platform.Files;
using Jiban.Platform.Store;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Http;

namespace Jiban.Cases.Contracts;

/// <summary>
/// What every seal of the field is made of: lines, each ended by LF, UTF-8, under SHA-256. First what is sealed; then the time of finding in
/// milliseconds since 1970; the number of photos; their SHA-256 in lower-case hexadecimal, one a line, in order; and the text as it was sent, to the
/// end. The phone makes the same (<c>web/src/features/patrol/outbox/seal.ts</c>).
/// </summary>
public static class FieldSeal
{
    /// <summary>A phone learns the time from whole seconds of an answer that was under way: it may be a little ahead.</summary>
    public static readonly TimeSpan Slack = TimeSpan.FromMinutes(2);

    /// <summary>It is later than now.</summary>
    public static readonly Problem InTheFuture = new(
        StatusCodes.Status422UnprocessableEntity,
        "found-in-the-future",
        "发现时间晚于收到时间，尚未提交。请核对手机时间，重新打开应用后再发送。",
        "It says that it was found later than now, and nothing was filed. Please check the clock of the phone, open the app again and send it anew."
    );

    /// <summary>What arrived is not what was sealed.</summary>
    public static readonly Problem Broken = new(
        StatusCodes.Status422UnprocessableEntity,
        "seal-broken",
        "照片、位置、时间或文字与手机封存时不一致，尚未提交。请核对内容，改好后重新发送。",
        "Photos, position, time or words are not as the phone sealed them, and nothing was filed. Please check them and send it anew."
    );

    /// <summary>The seal over some lines, a time, photos and a text.</summary>
    public static string Over(
        IEnumerable<string> head,
        DateTimeOffset foundAt,
        IReadOnlyList<byte[]> photos,
        string text
    ) =>
        Convert.ToHexStringLower(
            SHA256.HashData(
                Encoding.UTF8.GetBytes(
                    string.Join(
                        '\n',
                        [
                            .. head,
                            foundAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
                            photos.Count.ToString(CultureInfo.InvariantCulture),
                            .. photos.Select(Convert.ToHexStringLower),
                            text,
                        ]
                    )
                )
            )
        );

    /// <summary>Three lines of a position: longitude and latitude in 1e-7 degrees, accuracy in decimetres; <c>-</c> for what is not known.</summary>
    public static IEnumerable<string> Where(double? lon, double? lat, double? accuracyMetres) =>
        [Line(lon, 1e7), Line(lat, 1e7), Line(accuracyMetres, 10)];

    /// <summary>Whether what arrived is what was sealed; a photo that is not there any more is told by whoever claims it.</summary>
    /// <param name="sealOf">The seal, from the time and the SHA-256 of the photos.</param>
    public static async Task<bool> HoldsAsync(
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

    /// <summary>Halves go up, as JavaScript rounds.</summary>
    private static string Line(double? value, double times) =>
        value is { } known
            ? ((long)Math.Floor((known * times) + 0.5)).ToString(CultureInfo.InvariantCulture)
            : "-";
}
