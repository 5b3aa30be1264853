using Jiban.Channels.Contracts;
using Jiban.Channels.Notices;
using Jiban.Channels.Outbox;
using Jiban.Channels.Settings;
using Jiban.Channels.Upstream;
using Jiban.Channels.Wire;
using Jiban.Platform.Auth;
using Jiban.Platform.Crypto;
using Jiban.Platform.Projections;
using Jiban.Platform.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Jiban.Channels;

/// <summary>The two doors of the module.</summary>
public static class ChannelsModule
{
    /// <summary>The module's schema.</summary>
    public static MigrationSet Migrations => new("channels", typeof(ChannelsModule).Assembly);

    /// <summary>The secrets of destinations.</summary>
    public static WrappedKeys WrappedKeys =>
        new("destinations", "channels.destination", "destination_id", "secret");

    /// <summary>The duty telephones of units.</summary>
    public static WrappedKeys WrappedPhones =>
        new("duty telephones", "channels.duty_phone", "unit_id", "phone");

    /// <summary>Adds what the module needs to run.</summary>
    public static IServiceCollection AddChannels(
        this IServiceCollection services,
        ChannelsOptions options
    )
    {
        services.AddSingleton(options);
        services.AddSingleton<IProjection, OutboxProjection>();
        services.AddSingleton<IProjection, DeskNotices>();
        services.AddSingleton<Destinations>();
        services.AddSingleton<SignedClient>();
        services.AddSingleton<TellCity>();
        services.AddSingleton<TellRequester>();
        services.AddSingleton<TellUnit>();
        services.AddSingleton<DutyPhones>();
        services.AddSingleton<TellDuty>();
        services.AddSingleton<WhistleMessages>();
        services.AddSingleton<HearOrder.Hearing>();
        services.AddSingleton<MendMessage.Desk>();
        services.AddSingleton<DeliverMessages>();
        services.AddHostedService(provider => provider.GetRequiredService<DeliverMessages>());
        services.AddHostedService<OutboxSweep>();
        services.AddSingleton<ReconcileDay>();
        services.AddHostedService(provider => provider.GetRequiredService<ReconcileDay>());
        services.AddSingleton(provider => new ChannelClocks(
            provider.GetRequiredService<DeliverMessages>(),
            provider.GetRequiredService<ReconcileDay>()
        ));
        return services;
    }

    /// <summary>Maps the module's routes.</summary>
    public static IEndpointRouteBuilder MapChannels(this IEndpointRouteBuilder routes)
    {
        var upstream = routes
            .MapGroup("/api/upstream")
            .WithTags("upstream")
            .RequireRateLimiting(RateLimits.Upstream)
            .SignsCityIn();
        ReceiveOrder.Map(upstream);
        HearOrder.Map(upstream);
        ShowDictionary.Map(upstream);

        var exchange = routes.MapGroup("/api/exchange").WithTags("exchange");
        ListMessages.Map(exchange);
        MendMessage.Map(exchange);
        ListReconciliations.Map(exchange);
        GiveBackOrder.Map(routes);

        DestinationSettings.Map(routes.MapGroup("/api/settings/destinations").WithTags("settings"));
        OutboxSettings.Map(routes.MapGroup("/api/settings/outbox").WithTags("settings"));
        TemplateSettings.Map(
            routes.MapGroup("/api/settings/notice-templates").WithTags("settings")
        );
        DutyPhoneSettings.Map(routes);
        return routes;
    }
}
