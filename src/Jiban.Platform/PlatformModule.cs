using System.Security.Cryptography;
using Jiban.Platform.Auth;
using Jiban.Platform.Crypto;
using Jiban.Platform.Files;
using Jiban.Platform.Live;
using Jiban.Platform.Notices;
using Jiban.Platform.Projections;
using Jiban.Platform.Store;
using Jiban.Platform.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Jiban.Platform;

/// <summary>The two doors of the platform.</summary>
public static class PlatformModule
{
    /// <summary>The platform's schema.</summary>
    public static MigrationSet Migrations => new("platform", typeof(PlatformModule).Assembly);

    /// <summary>Adds what every module stands on. The host adds the <see cref="Database"/> itself.</summary>
    public static IServiceCollection AddPlatform(
        this IServiceCollection services,
        PlatformOptions options
    )
    {
        services.AddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new Ids(
            provider.GetRequiredService<TimeProvider>(),
            new Random(options.Seed ?? RandomNumberGenerator.GetInt32(int.MaxValue))
        ));
        services.AddSingleton(_ => KeyRing.Open(options.DataDirectory));
        services.AddSingleton<Follower>();
        services.AddHostedService(provider => provider.GetRequiredService<Follower>());
        services.AddHostedService<Journaling.DailySeal>();
        services.AddAuth(options);
        services.AddRateLimits(options);
        services.AddFiles();
        services.AddLive();
        services.AddHostedService<NoticeSweep>();
        return services;
    }

    /// <summary>Puts what every request passes before its route: the address behind a proxy, refusal of other sites, sign-in, rate limits.</summary>
    public static IApplicationBuilder UsePlatform(this IApplicationBuilder app)
    {
        app.UseForwarded(app.ApplicationServices.GetRequiredService<PlatformOptions>());
        app.UseCrossSiteRefusal();
        app.UseAuthentication();
        app.UseRateLimiter();
        return app;
    }

    /// <summary>Maps sessions, uploads, live events, notices.</summary>
    public static IEndpointRouteBuilder MapPlatform(this IEndpointRouteBuilder routes)
    {
        routes.MapAuth();
        routes.MapFiles();
        routes.MapLive();
        var notices = routes.MapGroup("/api/notices").WithTags("Notices");
        ListNotices.Map(notices);
        ReadNotices.Map(notices);
        return routes;
    }
}
