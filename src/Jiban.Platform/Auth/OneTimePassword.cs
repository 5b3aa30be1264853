using System.Security.Cryptography;

namespace Jiban.Platform.Auth;

/// <summary>A password that is shown once and must be changed at the first sign-in.</summary>
public static class OneTimePassword
{
    /// <summary>Without what is read wrongly: 0 O, 1 l I.</summary>
    private const string Letters = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /// <summary>Sixteen random characters in groups; the end makes sure that it has three kinds.</summary>
    public static string New() =>
        string.Join(
            '-',
            Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Letters, 4))
        ) + "-a2Z";
}
