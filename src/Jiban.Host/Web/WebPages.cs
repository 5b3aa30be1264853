using System.Security.Cryptography;
using System.Text;

namespace Jiban.Host.Web;

/// <summary>
/// The web apps, each under its own prefix. A page's address that is no file is answered with the app's <c>index.html</c>, into which a
/// fresh nonce is written; everything else of <c>wwwroot</c> is served as the build compressed it.
/// </summary>
/// <remarks>Not a fallback route: one that takes every path would turn 405 on the API's routes into 404.</remarks>
internal static class WebPages
{
    private const string Placeholder = "__CSP_NONCE__";

    // The last takes what the others leave.
    private static readonly string[] Prefixes = ["/desk", "/field", "/screen", ""];

    private static readonly string[] NoPages = ["/api", "/health", "/ogc", "/openapi.json"];

    public static void UseWebPages(this WebApplication app)
    {
        app.UseRouting();
        app.Use(AnswerAsync);
        // Beside wwwroot, wherever that is: a test serves the published apps from its own process.
        var manifest = Path.Combine(
            app.Environment.ContentRootPath,
            app.Environment.ApplicationName + ".staticwebassets.endpoints.json"
        );
        if (File.Exists(manifest))
        {
            app.MapStaticAssets(manifest);
        }
    }

    private static Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        var path = context.Request.Path.Value ?? "/";
        if (path.Contains("/assets/", StringComparison.Ordinal))
        {
            // Their names carry a hash of their content.
            context.Response.OnStarting(KeepForever, context);
        }

        if (Page(context.Request.Method, path, context.GetEndpoint()) is not { } prefix)
        {
            return next(context);
        }

        if (path == prefix && prefix.Length > 0)
        {
            context.Response.Redirect(prefix + "/" + context.Request.QueryString, permanent: true);
            return Task.CompletedTask;
        }

        var webRoot = context.RequestServices.GetRequiredService<IWebHostEnvironment>().WebRootPath;
        var file = webRoot is null
            ? null
            : Path.Combine(webRoot, prefix.TrimStart('/'), "index.html");
        return File.Exists(file) ? SendAsync(context, file) : next(context);
    }

    /// <summary>The prefix of the app whose page the address is; null when it is none.</summary>
    internal static string? Page(string method, string path, Endpoint? endpoint)
    {
        var last = path[(path.LastIndexOf('/') + 1)..];
        var isIndex = last == "index.html";
        return
            (HttpMethods.IsGet(method) || HttpMethods.IsHead(method))
            && (isIndex || (endpoint is null && !last.Contains('.', StringComparison.Ordinal)))
            && !NoPages.Any(start => Within(path, start))
            ? Prefixes.First(prefix => Within(path, prefix))
            : null;
    }

    private static bool Within(string path, string prefix) =>
        path.StartsWith(prefix, StringComparison.Ordinal)
        && (path.Length == prefix.Length || path[prefix.Length] == '/');

    private static async Task SendAsync(HttpContext context, string file)
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        var html = await File.ReadAllTextAsync(file, context.RequestAborted);
        var page = Encoding.UTF8.GetBytes(
            html.Replace(Placeholder, nonce, StringComparison.Ordinal)
        );
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy(nonce);
        headers.CacheControl = "no-cache";
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.ContentLength = page.Length;
        if (HttpMethods.IsGet(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(page, context.RequestAborted);
        }
    }

    /// <summary>Our own files only; styles made at run time carry the nonce; photos and recordings may be previewed before they are sent.</summary>
    private static string Policy(string nonce) =>
        "default-src 'self'; script-src 'self'; "
        + $"style-src 'self' 'nonce-{nonce}'; img-src 'self' data: blob:; media-src 'self' blob:; "
        + "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private static Task KeepForever(object state)
    {
        var context = (HttpContext)state;
        if (
            context.Response.StatusCode
            is StatusCodes.Status200OK
                or StatusCodes.Status304NotModified
        )
        {
            context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        }

        return Task.CompletedTask;
    }
}
