using Jiban.City.Census;
using Jiban.City.Components;
using Jiban.City.Contracts;
using Jiban.City.Grid;
using Jiban.City.Names;
using Jiban.City.Tiles;
using Jiban.Platform.Auth;
using Jiban.Platform.Store;
using Jiban.Platform.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
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
        services.AddSingleton<ComponentDesk>();
        services.AddSingleton<ComponentImport>();
        services.AddSingleton<NearestComponents>();
        services.AddSingleton<LikeComponents>();
        services.AddSingleton<NamedComponents>();
        services.AddSingleton<SiteMeasurements>();
        services.AddSingleton(provider => new FieldCensus(
            provider.GetRequiredService<CityRegistry>(),
            provider.GetRequiredService<Ids>()
        ));
        services.AddSingleton<RoadStretches>();
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

    /// <summary>Maps the city, its units, its base map as one file and as tiles, its places, the units a citizen may pick, and the registry of components.</summary>
    public static IEndpointRouteBuilder MapCity(this IEndpointRouteBuilder routes)
    {
        ShowCity.Map(routes);
        ShowCityMap.Map(routes);
        ShowLandTile.Map(routes);
        ShowComponentTile.Map(routes);
        PlotComponents.Map(routes);
        ListAreaComponents.Map(routes);
        PlotUnits.Map(routes);
        FindPlaces.Map(routes);
        DescribePoint.Map(routes);
        ShowGrid.Map(routes);
        DraftGrid.Map(routes);
        CompareGrid.Map(routes);
        ListGrids.Map(routes);
        PlanGrid.Map(routes);
        ImportGrid.Map(routes);
        WithdrawGridPlan.Map(routes);
        ShowRegions.Map(routes);
        ShowUnits.Map(routes);
        SetCreditCode.Map(routes);
        SetUnitSeat.Map(routes);
        ShowChoices.Map(routes);
        var gazetteer = routes.MapGroup("/api/city/gazetteer").WithTags("city");
        ListToponyms.Map(gazetteer);
        ImportToponyms.Map(gazetteer);
        ExportToponyms.Map(gazetteer);
        MapComponents(routes);
        return routes;
    }

    private static void MapComponents(IEndpointRouteBuilder routes)
    {
        var components = routes.MapGroup("/api/components").WithTags("components");
        AddComponent.Map(components);
        ChangeComponent.Map(components);
        MoveComponent.Map(components);
        ChangeComponentState.Map(components);
        HandOverComponent.Map(components);
        SetComponentTerms.Map(components);
        RecordMeasurement.Map(components);
        RetireComponent.Map(components);
        WithdrawPlanned.Map(components);
        ComponentPhotos.Map(components);
        ListComponents.Map(components);
        ListLabels.Map(components);
        ShowComponent.Map(components);
        FindNearestComponents.Map(components);
        ShowComponentTag.Map(components);
        ExportComponents.Map(components);
        OgcFeatures.Map(routes);
        MapKeys.Map(routes);
        var censuses = routes.MapGroup("/api/censuses").WithTags("components");
        TakeCensus.Map(censuses);
        ShowCensus.Map(censuses);
        ListLeftOut.Map(censuses);
        DecideCensus.Map(censuses);
        var classes = routes.MapGroup("/api/component-classes").WithTags("components");
        ComponentClasses.Map(classes);
        ClassLists.Map(classes);
        ComponentSettings.Map(routes.MapGroup("/api/settings/components").WithTags("settings"));
    }
}
