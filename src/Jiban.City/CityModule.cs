using Jiban.City.Contracts;
using Jiban.City.Tiles;
using Jiban.Platform.Auth;
using Jiban.Platform.Store;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Jiban.City;

/// <summary>The two doors of the module.</summary>
public static class CityModule
{
    /// <summary>The module's schema.</summary>
    public static MigrationSet Migrations => new("city", typeof(CityModule).Assembly);

    /// <summary>Adds the city of the store, kept in memory, and its import.</summary>
    public static IServiceCollection AddCity(this IServiceCollection services)
    {
        services.AddSingleton<CityRegistry>();
        services.AddSingleton<CityImport>();
        services.AddSingleton<CityMap>();
        services.AddSingleton(_ => new TileCache());
        services.AddHostedService<CityLoader>();
        services.AddSingleton(provider =>
        {
            var registry = provider.GetRequiredService<CityRegistry>();
            return new UnitTree(
                id => registry.Current.Unit(id)?.Name,
                (below, above) => registry.Current.IsBelow(below, above)
            );
        });
        return services;
    }

    /// <summary>Maps the city, its units, its base map as one file and as tiles, its places, and the units a citizen may pick.</summary>
    public static IEndpointRouteBuilder MapCity(this IEndpointRouteBuilder routes)
    {
        ShowCity.Map(routes);
        ShowCityMap.Map(routes);
        ShowLandTile.Map(routes);
        ShowComponentTile.Map(routes);
        PlotComponents.Map(routes);
        FindPlaces.Map(routes);
        ShowUnits.Map(routes);
        ShowChoices.Map(routes);
        return routes;
    }
}
