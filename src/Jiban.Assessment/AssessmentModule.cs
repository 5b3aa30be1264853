using Jiban.Platform.Projections;
using Jiban.Platform.Store;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Jiban.Assessment;

/// <summary>The two doors of the module.</summary>
public static class AssessmentModule
{
    /// <summary>The module's schema.</summary>
    public static MigrationSet Migrations => new("assessment", typeof(AssessmentModule).Assembly);

    /// <summary>Adds what the module needs to run.</summary>
    public static IServiceCollection AddAssessment(this IServiceCollection services) =>
        services.AddSingleton<IProjection, OutcomeProjection>();

    /// <summary>Maps the module's routes.</summary>
    public static IEndpointRouteBuilder MapAssessment(this IEndpointRouteBuilder routes)
    {
        ListPeriods.Map(routes);
        ShowRanking.Map(routes);
        ExportRanking.Map(routes);
        ListCountedCases.Map(routes);
        PublishRanking.Map(routes);
        ShowRevision.Map(routes);
        ShowWeights.Map(routes);
        ChangeWeights.Map(routes);
        return routes;
    }
}
