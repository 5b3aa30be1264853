using Microsoft.Net.Http.Headers;

namespace Jiban.Host.Web;

/// <summary>Headers that keep a browser from doing with our answers what it was not asked to.</summary>
internal static class SecurityHeaders
{
    private const string NoPage =
        "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

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
                headers["Permissions-Policy"] = "camera=(self), geolocation=(self), microphone=()";
                // Pages put their own in its place; anything else is no page, whatever it holds.
                headers.ContentSecurityPolicy = NoPage;
                context.Response.OnStarting(NotKept, context);
                return next(context);
            }
        );

    /// <summary>Answers of the API are about people and their cases: no cache keeps them unless the route says how.</summary>
    private static Task NotKept(object state)
    {
        var context = (HttpContext)state;
        if (
            context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
            && !context.Response.Headers.ContainsKey(HeaderNames.CacheControl)
        )
        {
            context.Response.Headers.CacheControl = "no-store";
        }

        return Task.CompletedTask;
    }
}
