using Jiban.Platform.Store;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Jiban.City;

/// <summary>The two doors of the module.</summary>
public static class CityModule
{
    /// <summary>The module's schema.</summary>
    public static MigrationSet Migrations => new("city", typeof(CityModule).Assembly);

    /// <summary>Adds what the module needs to run.</summary>
    public static IServiceCollection AddCity(this IServiceCollection services) => services;

    /// <summary>Maps the module's routes.</summary>
    public static IEndpointRouteBuilder MapCity(this IEndpointRouteBuilder routes) => routes;
}
