using System.Globalization;
using Jiban.Platform.Auth.Identities;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Jiban.Platform.Auth.Sessions;

/// <summary>
/// The session: a cookie that scripts can't read and other sites can't send. It ends after 30 minutes without a request, after 12 hours
/// in any case, and at once when the account is disabled or its password changes (GB/T 22239-2019 8.1.4.1). An inspector's phone is the
/// exception: without network nobody can sign in again, so there it lasts as long as <see cref="FieldSession"/> says, also when the phone starts anew.
/// </summary>
internal static class SessionCookie
{
    public static readonly string Scheme = IdentityConstants.ApplicationScheme;
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);
    private const string Began = "began";
    private const string Shift = "shift";

    /// <summary>The session of a shift in the field.</summary>
    public static AuthenticationProperties OfShift(DateTimeOffset now, TimeSpan length) =>
        new(
            new Dictionary<string, string?>
            {
                [Shift] = length.Ticks.ToString(CultureInfo.InvariantCulture),
            }
        )
        {
            ExpiresUtc = now + length,
            AllowRefresh = false,
        };

    /// <summary>When the session of a shift ends by itself; null for any other, which ends by idleness.</summary>
    public static DateTimeOffset? EndOf(AuthenticationProperties? properties) =>
        properties is not null && LengthOf(properties) is not null ? properties.ExpiresUtc : null;

    private static TimeSpan? LengthOf(AuthenticationProperties properties) =>
        !properties.Items.TryGetValue(Shift, out var text) ? null
        : long.TryParse(text, CultureInfo.InvariantCulture, out var ticks) ? new TimeSpan(ticks)
        : Longest; // One from before the length was a setting.

    public static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "jiban";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Strict;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.Cookie.IsEssential = true;
        options.ExpireTimeSpan = Idle;
        options.SlidingExpiration = true;
        options.Events.OnSigningIn = context =>
        {
            // Kept when the cookie is renewed, so that renewing can't stretch a session beyond the longest.
            context.Properties.Items.TryAdd(
                Began,
                Now(context.HttpContext).ToString("O", CultureInfo.InvariantCulture)
            );
            if (LengthOf(context.Properties) is { } length)
            {
                context.CookieOptions.MaxAge = length;
            }

            return Task.CompletedTask;
        };
        options.Events.OnValidatePrincipal = ValidateAsync;
        // The stream of live events reconnects by itself; that is not somebody at work.
        options.Events.OnCheckSlidingExpiration = context =>
        {
            context.ShouldRenew &= !context.HttpContext.Request.Path.StartsWithSegments(
                "/api/live"
            );
            return Task.CompletedTask;
        };
    }

    /// <summary>One lookup by primary key per request buys that a disabled account or a stolen password is out at once.</summary>
    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var signIn = services.GetRequiredService<SignInManager<Account>>();
        var account = IsTooOld(context)
            ? null
            : await signIn.ValidateSecurityStampAsync(context.Principal);
        if (account is null or { DisabledAt: not null })
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(Scheme);
        }
    }

    private static bool IsTooOld(CookieValidatePrincipalContext context) =>
        !context.Properties.Items.TryGetValue(Began, out var text)
        || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var began)
        || Now(context.HttpContext) - began >= (LengthOf(context.Properties) ?? Longest);

    private static DateTimeOffset Now(HttpContext context) =>
        context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
}
