using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Jiban.Patrol;

/// <summary>
/// The seal of a finding: SHA-256 over where, when, which photos and which words, made on the phone when the inspector finished it and
/// computed again here. It shows that what arrived hours later is what was found. <c>web/src/features/patrol/outbox/seal.ts</c> makes the
/// same bytes; the two tests share one example.
/// </summary>
/// <remarks>
/// Lines, each ended by LF: <c>jiban finding 1</c>; longitude and latitude in 1e-7 degrees; accuracy in decimetres, or <c>-</c> for a point
/// set by hand; the time of finding in milliseconds since 1970; the number of photos; their SHA-256 in lower-case hexadecimal, one a line,
/// in order; then the text as it was sent, to the end. UTF-8.
/// </remarks>
internal static class FindingSeal
{
    public static string Of(
        double lon,
        double lat,
        double? accuracyMetres,
        DateTimeOffset foundAt,
        IReadOnlyList<byte[]> photos,
        string text
    )
    {
        var lines = new StringBuilder()
            .Append("jiban finding 1\n")
            .Append(CultureInfo.InvariantCulture, $"{Whole(lon * 1e7)}\n{Whole(lat * 1e7)}\n");
        _ = accuracyMetres is { } metres
            ? lines.Append(CultureInfo.InvariantCulture, $"{Whole(metres * 10)}\n")
            : lines.Append("-\n");
        lines.Append(
            CultureInfo.InvariantCulture,
            $"{foundAt.ToUnixTimeMilliseconds()}\n{photos.Count}\n"
        );
        foreach (var photo in photos)
        {
            lines.Append(Convert.ToHexStringLower(photo)).Append('\n');
        }

        return Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(lines.Append(text).ToString()))
        );
    }

    /// <summary>Halves go up, as JavaScript rounds.</summary>
    private static long Whole(double value) => (long)Math.Floor(value + 0.5);
}
