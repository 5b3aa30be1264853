using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace Jiban.Platform.Web;

/// <summary>The rules that hold at every door: JSON, and failures told as problem documents.</summary>
public static class WebRules
{
    /// <summary>A body of JSON is at most this long, in bytes; a route that takes files says its own limit.</summary>
    public const long MaxBodyBytes = 64 * 1024;

    /// <summary>A longer body is still read to its end, and refused in words, up to this many bytes.</summary>
    public const long MostReadAway = 4 * 1024 * 1024;

    /// <summary>Adds the rules.</summary>
    public static IServiceCollection AddWebRules(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(options => ApiJson.Configure(options.SerializerOptions));
        // Binding tells what did not fit by an exception, which FaultHandler names; without it the answer is a bare 400.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MostReadAway;
        });
        services.AddExceptionHandler<FaultHandler>();
        services.AddProblemDetails();
        return services;
    }

    /// <summary>Puts the rules around everything that is used or mapped afterwards.</summary>
    public static IApplicationBuilder UseWebRules(this IApplicationBuilder app)
    {
        // The platform's own clock: pages and phones set theirs right by it.
        var clock = app.ApplicationServices.GetService<TimeProvider>() ?? TimeProvider.System;
        app.Use(
            (context, next) =>
            {
                context.Response.Headers.Date = HeaderUtilities.FormatDate(clock.GetUtcNow());
                return next(context);
            }
        );
        app.UseExceptionHandler();
        app.UseStatusCodePages(pages =>
            StatusProblems.Of(pages.HttpContext.Response.StatusCode).ExecuteAsync(pages.HttpContext)
        );
        app.Use(
            (context, next) =>
                HoldsNul(context.Request)
                    ? StatusProblems.Malformed.ExecuteAsync(context)
                    : next(context)
        );
        // The route is known from here on: some allow a longer body than others.
        app.UseRouting();
        app.Use((context, next) => BodyLimit.InvokeAsync(context, next));
        return app;
    }

    /// <summary>NUL in an address: no text of ours holds one, and the store would refuse it later.</summary>
    private static bool HoldsNul(HttpRequest request) =>
        (request.QueryString.Value ?? "").Contains("%00", StringComparison.Ordinal);
}
