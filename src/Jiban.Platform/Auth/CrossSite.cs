using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Jiban.Platform.Auth;

/// <summary>
/// Refuses what a page of another site makes a browser send: no token is needed, because every browser that can sign in says where a
/// request comes from. Programs say nothing and pass; they carry no cookie of somebody else.
/// </summary>
internal static class CrossSite
{
    private static readonly Problem Refused = new(
        StatusCodes.Status403Forbidden,
        "cross-site",
        "此请求来自其他网站，为保护您的账号已拒绝，操作未执行。请从本系统页面重新办理。",
        "This request came from another site and was refused to protect your account. Please start again from our own page."
    );

    public static IApplicationBuilder UseCrossSiteRefusal(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
                IsCrossSite(context.Request) ? Refused.ExecuteAsync(context) : next(context)
        );

    internal static bool IsCrossSite(HttpRequest request)
    {
        if (
            HttpMethods.IsGet(request.Method)
            || HttpMethods.IsHead(request.Method)
            || HttpMethods.IsOptions(request.Method)
        )
        {
            return false;
        }

        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0)
        {
            return site is not ("same-origin" or "none");
        }

        // A browser that does not know Sec-Fetch-Site. Only host and port are compared: behind a proxy the scheme may be unknown.
        var origin = request.Headers.Origin.ToString();
        return origin.Length > 0
            && !(
                Uri.TryCreate(origin, UriKind.Absolute, out var from)
                && string.Equals(
                    from.Authority,
                    request.Host.Value,
                    StringComparison.OrdinalIgnoreCase
                )
            );
    }
}
