using System.Security.Cryptography;

namespace Jiban.Platform.Auth.Identities;

/// <summary>The stamp of an account: a session with another one has ended.</summary>
internal static class Stamp
{
    public static string New() => Convert.ToHexString(RandomNumberGenerator.GetBytes(20));
}
