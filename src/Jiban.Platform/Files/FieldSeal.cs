using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Jiban.Platform.Files;

/// <summary>
/// The seal of what was seen or measured in the field: SHA-256 over where, what, when, which files and which words, made on the phone when the
/// inspector finished it and computed again here. <c>web/src/features/patrol/outbox/seal.ts</c> makes the same bytes.
/// </summary>
/// <remarks>
/// Lines, each ended by LF: those that the kind of thing begins with; the time in milliseconds since 1970; the number of files; their SHA-256 in
/// lower-case hexadecimal, one a line, in order; and the text as it was sent, to the end. UTF-8.
/// </remarks>
public static class FieldSeal
{
    /// <summary>Hexadecimal digits of a seal.</summary>
    public const int Length = 64;

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

    /// <summary>A number as it stands in a heading. Halves go up, as JavaScript rounds.</summary>
    public static string Whole(double value) =>
        ((long)Math.Floor(value + 0.5)).ToString(CultureInfo.InvariantCulture);
}
