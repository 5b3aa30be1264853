using Jiban.City.Contracts;
using Jiban.Dispatch.Catalogue;
using Jiban.Dispatch.Contracts;
using Jiban.Dispatch.Deciding;
using Jiban.Dispatch.Drafts;
using Jiban.Dispatch.Learning;
using Jiban.Dispatch.Linting;
using Jiban.Dispatch.Models;
using Jiban.Dispatch.Settings;
using Jiban.Platform.Auth;
using Jiban.Platform.Store;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Jiban.Dispatch;

/// <summary>The two doors of the module.</summary>
public static class DispatchModule
{
    /// <summary>The module's schema.</summary>
    public static MigrationSet Migrations => new("dispatch", typeof(DispatchModule).Assembly);

    /// <summary>Adds the dispatcher, its catalogue of the store and its text model, both ready before the host serves.</summary>
    public static IServiceCollection AddDispatch(
        this IServiceCollection services,
        DispatchOptions options
    )
    {
        services.AddSingleton(options);
        services.AddSingleton<Dispatcher>();
        services.AddSingleton<DefaultModel>();
        services.AddSingleton<CatalogueLoader>();
        services.AddHostedService(provider => provider.GetRequiredService<CatalogueLoader>());
        services.AddSingleton<CatalogueEdit>();
        services.AddSingleton(provider => new TextModels(
            provider.GetRequiredService<Database>(),
            provider.GetRequiredService<Dispatcher>(),
            provider.GetRequiredService<CatalogueLoader>(),
            provider.GetRequiredService<DefaultModel>(),
            provider.GetRequiredService<DispatchOptions>(),
            provider.GetRequiredService<AuditTrail>(),
            provider.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton<DraftDesk>();
        services.AddSingleton(provider => new RuledDrafts(
            provider.GetRequiredService<DraftDesk>()
        ));
        services.AddSingleton(provider => new CatalogueCheck(
            provider.GetRequiredService<Dispatcher>(),
            provider.GetRequiredService<CityRegistry>()
        ));
        services.AddSingleton(provider => new DraftReplays(
            provider.GetRequiredService<Database>(),
            provider.GetRequiredService<Dispatcher>()
        ));
        return services;
    }

    /// <summary>Maps classes, channels, rules, thresholds, and what they make of a message.</summary>
    public static IEndpointRouteBuilder MapDispatch(this IEndpointRouteBuilder routes)
    {
        Classes.Map(routes);
        ClassVersions.Map(routes);
        ExportClasses.Map(routes);
        ImportClasses.Map(routes);
        Channels.Map(routes);
        FilingConditions.Map(routes);
        Rules.Map(routes);
        Thresholds.Map(routes);
        ShowExplanation.Map(routes);
        ShowLint.Map(routes);
        MakeDraft.Map(routes);
        ShowDraft.Map(routes);
        EditDraft.Map(routes);
        AdoptDraft.Map(routes);
        ExportCatalogue.Map(routes);
        ImportCatalogue.Map(routes);
        ListModels.Map(routes);
        PutModelInForce.Map(routes);
        GoBackToModel.Map(routes);
        return routes;
    }
}
