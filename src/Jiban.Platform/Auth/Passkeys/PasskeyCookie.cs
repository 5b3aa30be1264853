using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;

namespace Jiban.Platform.Auth.Passkeys;

/// <summary>Holds the challenge between the two halves of a ceremony: encrypted, for five minutes, where Identity looks for it.</summary>
internal static class PasskeyCookie
{
    public static readonly string Scheme = IdentityConstants.TwoFactorUserIdScheme;
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(5);

    public static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "jiban-passkey";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Strict;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.Cookie.IsEssential = true;
        options.ExpireTimeSpan = Lasts;
        options.SlidingExpiration = false;
    }

    /// <summary>
    /// The device must know who holds it (a finger, a face, a PIN), so that a passkey is two factors; and it must find the passkey by
    /// itself, so that nobody types a login. The relying party is the host that the browser asks.
    /// </summary>
    public static void Configure(IdentityPasskeyOptions options)
    {
        options.UserVerificationRequirement = "required";
        options.ResidentKeyRequirement = "required";
        options.AuthenticatorTimeout = Lasts;
    }
}
