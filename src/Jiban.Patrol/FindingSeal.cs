using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Jiban.Patrol.Plans;

namespace Jiban.Patrol;

/// <summary>
/// The seal of a finding or a look: SHA-256 over where, what, when, which photos and which words, made on the phone when the inspector finished it
/// and computed again here. It shows that what arrived hours later is what was found. <c>web/src/features/patrol/outbox/seal.ts</c> makes the
/// same bytes; the two tests share their examples.
/// </summary>
/// <remarks>
/// Lines, each ended by LF. Of a finding: <c>jiban finding 1</c>, or <c>jiban finding 2</c> and the identifier of its component; longitude and
/// latitude in 1e-7 degrees; accuracy in decimetres, or <c>-</c> for a point set by hand. Of a look at a place of a plan: <c>jiban look 1</c>; the
/// plan; the number of the place; the result; the answers, 1 or 0 each, or <c>-</c>. Then of both: the time of finding in milliseconds since 1970; the
/// number of photos; their SHA-256 in lower-case hexadecimal, one a line, in order; and the text as it was sent, to the end. UTF-8.
/// </remarks>
internal static class FindingSeal
{
    public static string Of(
        double lon,
        double lat,
        double? accuracyMetres,
        string? component,
        DateTimeOffset foundAt,
        IReadOnlyList<byte[]> photos,
        string text
    ) =>
        Over(
            [
                .. component is null
                    ? ["jiban finding 1"]
                    : (string[])["jiban finding 2", component],
                Whole(lon * 1e7),
                Whole(lat * 1e7),
                accuracyMetres is { } metres ? Whole(metres * 10) : "-",
            ],
            foundAt,
            photos,
            text
        );

    public static string OfLook(
        Guid plan,
        int place,
        LookResult result,
        IReadOnlyList<bool> answers,
        DateTimeOffset foundAt,
        IReadOnlyList<byte[]> photos,
        string text
    ) =>
        Over(
            [
                "jiban look 1",
                $"{plan}",
                place.ToString(CultureInfo.InvariantCulture),
                Words.Of(result),
                answers.Count == 0
                    ? "-"
                    : string.Concat(answers.Select(holds => holds ? '1' : '0')),
            ],
            foundAt,
            photos,
            text
        );

    private static string Over(
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

    /// <summary>Halves go up, as JavaScript rounds.</summary>
    private static string Whole(double value) =>
        ((long)Math.Floor(value + 0.5)).ToString(CultureInfo.InvariantCulture);
}
