using Jiban.Dispatch.Contracts;
using Jiban.Platform.Store;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Jiban.Dispatch;

/// <summary>The two doors of the module.</summary>
public static class DispatchModule
{
    /// <summary>The module's schema.</summary>
    public static MigrationSet Migrations => new("dispatch", typeof(DispatchModule).Assembly);

    /// <summary>Adds what the module needs to run.</summary>
    public static IServiceCollection AddDispatch(this IServiceCollection services)
    {
        services.AddSingleton<Dispatcher>();
        return services;
    }

    /// <summary>Maps the module's routes.</summary>
    public static IEndpointRouteBuilder MapDispatch(this IEndpointRouteBuilder routes) => routes;
}
