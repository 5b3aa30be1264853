using Jiban.Platform.Store;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Jiban.Cases;

/// <summary>The two doors of the module.</summary>
public static class CasesModule
{
    /// <summary>The module's schema.</summary>
    public static MigrationSet Migrations => new("cases", typeof(CasesModule).Assembly);

    /// <summary>Adds what the module needs to run.</summary>
    public static IServiceCollection AddCases(this IServiceCollection services) => services;

    /// <summary>Maps the module's routes.</summary>
    public static IEndpointRouteBuilder MapCases(this IEndpointRouteBuilder routes) => routes;
}
