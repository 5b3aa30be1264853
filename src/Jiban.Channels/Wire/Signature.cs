using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Jiban.Channels.Wire;

/// <summary>
/// The signature of a request (docs/exchange.md): HMAC-SHA256, in lower case hex, over six lines that say the method, the address as it
/// stands on the line, the second, a nonce and the hash of the body.
/// </summary>
internal static class Signature
{
    public const string TimestampHeader = "X-Timestamp";
    public const string NonceHeader = "X-Nonce";
    public const string SignatureHeader = "X-Signature";

    /// <summary>How far the clocks of both sides may stand apart.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    /// <summary>What is signed.</summary>
    public static string Canonical(
        string method,
        string target,
        string timestamp,
        string nonce,
        ReadOnlySpan<byte> body
    ) =>
        string.Join(
            '\n',
            "JIBAN1-HMAC-SHA256",
            method,
            target,
            timestamp,
            nonce,
            Convert.ToHexStringLower(SHA256.HashData(body))
        );

    public static string Sign(ReadOnlySpan<byte> secret, string canonical) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(canonical)));

    /// <summary>Whether it is the signature; how much of it fits takes no time to find out.</summary>
    public static bool IsSigned(ReadOnlySpan<byte> secret, string canonical, string signature) =>
        CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(Sign(secret, canonical)),
            Encoding.ASCII.GetBytes(signature)
        );

    /// <summary>Whether a timestamp (seconds since 1970) lies within the skew.</summary>
    public static bool IsFresh(string timestamp, DateTimeOffset now) =>
        long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && Math.Abs(now.ToUnixTimeSeconds() - seconds) <= Skew.TotalSeconds;
}
