using Microsoft.Net.Http.Headers;

namespace Jiban.Host.Web;

/// <summary>Headers that keep a browser from doing with our answers what it was not asked to.</summary>
internal static class SecurityHeaders
{
    private const string NoPage =
        "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    // Pages put one with a nonce in its place; a worker lives under the policy that its own script came with.
    private const string OwnFiles =
        "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void UseSecurityHeaders(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
            {
                var headers = context.Response.Headers;
                headers.XContentTypeOptions = "nosniff";
                headers.XFrameOptions = "DENY";
                headers["Referrer-Policy"] = "same-origin";
                headers["Cross-Origin-Opener-Policy"] = "same-origin";
                headers["Cross-Origin-Resource-Policy"] = "same-origin";
                headers["Permissions-Policy"] =
                    $"camera=(self), geolocation=(self), microphone=({(IsField(context.Request) ? "self" : "")})";
                headers.ContentSecurityPolicy = IsApi(context.Request) ? NoPage : OwnFiles;
                context.Response.OnStarting(NotKept, context);
                return next(context);
            }
        );

    /// <summary>Answers of the API are about people and their cases: no cache keeps them unless the route says how.</summary>
    private static Task NotKept(object state)
    {
        var context = (HttpContext)state;
        if (
            IsApi(context.Request)
            && !context.Response.Headers.ContainsKey(HeaderNames.CacheControl)
        )
        {
            context.Response.Headers.CacheControl = "no-store";
        }

        return Task.CompletedTask;
    }

    /// <summary>Inspectors may dictate a line; nobody else is listened to.</summary>
    private static bool IsField(HttpRequest request) =>
        request.Path.StartsWithSegments("/field", StringComparison.Ordinal);

    private static bool IsApi(HttpRequest request) =>
        request.Path.StartsWithSegments("/api", StringComparison.Ordinal);
}
