using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Jiban.Platform.Store;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Http;

namespace Jiban.Platform.Files;

/// <summary>
/// The seal of what was seen or measured in the field: SHA-256 over where, what, when, which files and which words, made on the phone when the
/// inspector finished it and computed again here. <c>web/src/features/patrol/outbox/seal.ts</c> makes the same bytes.
/// </summary>
/// <remarks>
/// Lines, each ended by LF: those that the kind of thing begins with; the time in milliseconds since 1970; the number of files; their SHA-256 in
/// lower-case hexadecimal, one a line, in order; and the text as it was sent, to the end. UTF-8. Files are the photos, then the recordings.
/// </remarks>
public static class FieldSeal
{
    /// <summary>Hexadecimal digits of a seal.</summary>
    public const int Length = 64;

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
        "照片、录音、位置、时间或文字与手机封存时不一致，尚未提交。请核对内容，改好后重新发送。",
        "Photos, recordings, position, time or words are not as the phone sealed them, and nothing was filed. Please check them and send it anew."
    );

    /// <summary>The seal under a heading of its kind.</summary>
    public static string Over(
        IEnumerable<string> head,
        DateTimeOffset at,
        IReadOnlyList<byte[]> files,
        string text
    ) =>
        Convert.ToHexStringLower(
            SHA256.HashData(
                Encoding.UTF8.GetBytes(
                    string.Join(
                        '\n',
                        [
                            .. head,
                            at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
                            files.Count.ToString(CultureInfo.InvariantCulture),
                            .. files.Select(Convert.ToHexStringLower),
                            text,
                        ]
                    )
                )
            )
        );

    /// <summary>Three lines of a position: longitude and latitude in 1e-7 degrees, accuracy in decimetres; <c>-</c> for what is not known.</summary>
    public static IEnumerable<string> Where(double? lon, double? lat, double? accuracyMetres) =>
        [Line(lon, 1e7), Line(lat, 1e7), Line(accuracyMetres, 10)];

    /// <summary>A number as it stands in a heading. Halves go up, as JavaScript rounds.</summary>
    public static string Whole(double value) =>
        ((long)Math.Floor(value + 0.5)).ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether what arrived is what was sealed; a file that is not there any more is told by whoever claims it.</summary>
    /// <param name="files">Ids of the uploads, in the order in which they were sealed.</param>
    /// <param name="sealOf">The seal, from the time and the SHA-256 of the files.</param>
    public static async Task<bool> HoldsAsync(
        string? seal,
        DateTimeOffset? foundAt,
        IReadOnlyList<Guid>? files,
        Func<DateTimeOffset, IReadOnlyList<byte[]>, string> sealOf,
        Database database,
        CancellationToken cancellation
    )
    {
        if (seal is null || foundAt is not { } found)
        {
            return true;
        }

        var ids = files ?? [];
        await using var connection = await database.OpenAsync(cancellation);
        var hashes = await Photos.HashesAsync(connection, ids, cancellation);
        return ids.Any(id => !hashes.ContainsKey(id))
            || sealOf(found, [.. ids.Select(id => hashes[id])]) == seal;
    }

    private static string Line(double? value, double times) =>
        value is { } known ? Whole(known * times) : "-";
}
