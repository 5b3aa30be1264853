using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Jiban.Platform.Auth.SecondFactors;

/// <summary>
/// One-time codes by time: RFC 6238 with HMAC-SHA-1, 30 seconds, six digits, which is what every authenticator app takes. Pure: Identity's
/// own provider asks the machine's clock (ADR 0004) and accepts a code again.
/// </summary>
internal static class Totp
{
    public const int Digits = 6;
    public const int SecretBytes = 20;
    private const int Seconds = 30;
    private const int Modulus = 1_000_000;

    /// <summary>How many steps a clock may be off, each way.</summary>
    private const int Tolerance = 1;

    /// <summary>The number of the step that an instant lies in.</summary>
    public static long StepAt(DateTimeOffset at) => at.ToUnixTimeSeconds() / Seconds;

    /// <summary>The code of a step (RFC 4226 5.3).</summary>
    [SuppressMessage(
        "Security",
        "CA5350",
        Justification = "HMAC-SHA-1 is what authenticator apps take; RFC 6238 and NIST SP 800-107 hold it sound for this use."
    )]
    public static string Code(byte[] secret, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> mac = stackalloc byte[HMACSHA1.HashSizeInBytes];
        HMACSHA1.HashData(secret, counter, mac);
        var offset = mac[^1] & 0xf;
        var number = BinaryPrimitives.ReadInt32BigEndian(mac[offset..]) & 0x7fff_ffff;
        return (number % Modulus).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>A code without the gap in its middle with which apps show it.</summary>
    public static string Typed(string? code) =>
        string.Concat((code ?? "").Where(c => !char.IsWhiteSpace(c)));

    /// <summary>The step whose code this is, among those near the present and after the last one that was accepted; null when it is none's.</summary>
    public static long? Match(byte[] secret, string code, DateTimeOffset now, long lastStep)
    {
        var present = StepAt(now);
        for (var step = present - Tolerance; step <= present + Tolerance; step++)
        {
            if (
                step > lastStep
                && CryptographicOperations.FixedTimeEquals(
                    Encoding.ASCII.GetBytes(Code(secret, step)),
                    Encoding.UTF8.GetBytes(code)
                )
            )
            {
                return step;
            }
        }

        return null;
    }

    /// <summary>What the app reads from the picture.</summary>
    public static string Uri(byte[] secret, string login)
    {
        var label = System.Uri.EscapeDataString($"即办:{login}");
        var issuer = System.Uri.EscapeDataString("即办");
        return $"otpauth://totp/{label}?secret={Base32(secret)}&issuer={issuer}&algorithm=SHA1&digits={Digits}&period={Seconds}";
    }

    /// <summary>Base32 of RFC 4648; the length of a secret needs no padding.</summary>
    public static string Base32(ReadOnlySpan<byte> bytes)
    {
        const string letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var text = new StringBuilder();
        var (bits, held) = (0, 0);
        foreach (var one in bytes)
        {
            (bits, held) = ((bits << 8) | one, held + 8);
            for (; held >= 5; held -= 5)
            {
                text.Append(letters[(bits >> (held - 5)) & 31]);
            }

            bits &= (1 << held) - 1;
        }

        return held == 0
            ? text.ToString()
            : text.Append(letters[(bits << (5 - held)) & 31]).ToString();
    }
}
