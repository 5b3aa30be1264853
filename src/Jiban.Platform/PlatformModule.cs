using Jiban.Platform.Store;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Jiban.Platform;

/// <summary>The two doors of the platform.</summary>
public static class PlatformModule
{
    /// <summary>The platform's schema.</summary>
    public static MigrationSet Migrations => new("platform", typeof(PlatformModule).Assembly);

    /// <summary>Adds what every module stands on.</summary>
    public static IServiceCollection AddPlatform(this IServiceCollection services) => services;

    /// <summary>Maps sessions, uploads, live events.</summary>
    public static IEndpointRouteBuilder MapPlatform(this IEndpointRouteBuilder routes) => routes;
}
