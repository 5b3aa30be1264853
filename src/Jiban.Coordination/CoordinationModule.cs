using Jiban.Platform.Auth;
using Jiban.Platform.Crypto;
using Jiban.Platform.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Jiban.Coordination;

/// <summary>The two doors of the module.</summary>
public static class CoordinationModule
{
    /// <summary>The module's schema.</summary>
    public static MigrationSet Migrations =>
        new("coordination", typeof(CoordinationModule).Assembly);

    /// <summary>The keys of whistles without a case; those of others lie under the keys of their cases.</summary>
    public static WrappedKeys WrappedKeys =>
        new(
            "whistles",
            "coordination.whistle",
            "whistle_id",
            "wrapped_key",
            "not exists (select from coordination.whistle_case c where c.whistle_id = coordination.whistle.whistle_id)"
        );

    /// <summary>Adds what the module needs to run.</summary>
    public static IServiceCollection AddCoordination(this IServiceCollection services)
    {
        services.AddSingleton<WhistleDesk>();
        services.AddSingleton<EscalationSweep>();
        services.AddHostedService(provider => provider.GetRequiredService<EscalationSweep>());
        services.AddSingleton<IHeldWork, HeldWhistles>();
        services.AddSingleton<DeadlineSweep>();
        services.AddHostedService(provider => provider.GetRequiredService<DeadlineSweep>());
        services.AddSingleton<RecountReviews>();
        services.AddHostedService(provider => provider.GetRequiredService<RecountReviews>());
        return services;
    }

    /// <summary>Maps the module's routes.</summary>
    public static IEndpointRouteBuilder MapCoordination(this IEndpointRouteBuilder routes)
    {
        var whistles = routes.MapGroup("/api/whistles").WithTags("whistles");
        BlowWhistle.Map(whistles);
        ListWhistles.Map(whistles);
        ListDeadlines.Map(whistles);
        ListLeaders.Map(whistles);
        ShowFigures.Map(whistles);
        GetWhistle.Map(whistles);
        SummonUnit.Map(whistles);
        AcknowledgeWhistle.Map(whistles);
        SignInOnSite.Map(whistles);
        RecordMinutes.Map(whistles);
        RecordFinding.Map(whistles);
        RecordConsent.Map(whistles);
        RevealConsent.Map(whistles);
        DoTask.Map(whistles);
        VerifyTask.Map(whistles);
        LinkTask.Map(whistles);
        WithdrawTask.Map(whistles);
        CloseWhistle.Map(whistles);
        ScoreWhistle.Map(whistles);
        Templates.Map(routes.MapGroup("/api/settings/whistle-templates").WithTags("settings"));
        return routes;
    }
}
