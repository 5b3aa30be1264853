using Jiban.Platform.Projections;
using Jiban.Platform.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
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
        var periods = routes.MapGroup("/api/assessment/periods").WithTags("assessment");
        ListPeriods.Map(periods);
        ShowRanking.Map(periods);
        ExportRanking.Map(periods);
        ListCountedCases.Map(periods);
        PublishRanking.Map(periods);
        ShowRevision.Map(periods);

        var weights = routes.MapGroup("/api/settings/weights").WithTags("settings");
        ShowWeights.Map(weights);
        ChangeWeights.Map(weights);
        return routes;
    }
}
