using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Jiban.Platform.Live;

/// <summary>Composes the telling of changes.</summary>
internal static class LiveSetup
{
    public static void AddLive(this IServiceCollection services)
    {
        services.AddSingleton<LiveEvents>();
        services.AddSingleton<LiveAudience>();
        services.AddHostedService<LiveNotifier>();
        services.AddHostedService<LiveListener>();
    }

    public static void MapLive(this IEndpointRouteBuilder routes) => FollowLive.Map(routes);
}
