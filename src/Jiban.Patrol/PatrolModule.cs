using Jiban.Cases.Contracts;
using Jiban.Patrol.Plans;
using Jiban.Patrol.Shifts;
using Jiban.Platform.Auth;
using Jiban.Platform.Projections;
using Jiban.Platform.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Jiban.Patrol;

/// <summary>The two doors of the module.</summary>
public static class PatrolModule
{
    /// <summary>The module's schema.</summary>
    public static MigrationSet Migrations => new("patrol", typeof(PatrolModule).Assembly);

    /// <summary>Adds what the module needs to run.</summary>
    public static IServiceCollection AddPatrol(this IServiceCollection services) =>
        services
            .AddSingleton<PlanDesk>()
            .AddSingleton<Sightings>()
            .AddSingleton<OnDuty>()
            .AddSingleton(services => new FieldDuty(
                services.GetRequiredService<OnDuty>().InspectorAtAsync
            ))
            .AddSingleton<MinuteAlarm>()
            .AddHostedService(services => services.GetRequiredService<MinuteAlarm>())
            .AddSingleton<TrackSweep>()
            .AddHostedService(services => services.GetRequiredService<TrackSweep>())
            .AddSingleton(services => new FieldSession(async cancellation =>
                TimeSpan.FromHours(
                    (
                        await ShiftSettings.ReadAsync(
                            services.GetRequiredService<Database>(),
                            cancellation
                        )
                    ).SessionHours
                )
            ))
            .AddSingleton<IProjection, ReportProjection>();

    /// <summary>Maps the module's routes.</summary>
    public static IEndpointRouteBuilder MapPatrol(this IEndpointRouteBuilder routes)
    {
        var patrol = routes.MapGroup("/api/patrol").WithTags("patrol");
        FindTwins.Map(patrol);
        SubmitReport.Map(patrol);
        ListReports.Map(patrol);
        ListTasks.Map(patrol);
        ShowMinute.Map(patrol);
        ShowStatistics.Map(patrol);
        ListPlaces.Map(patrol);

        var plans = patrol.MapGroup("/plans");
        MakePlan.Map(plans);
        ProposePlaces.Map(plans);
        ShowHotPlaces.Map(plans);
        ProposeBlocks.Map(plans);
        ListPlans.Map(plans);
        GetPlan.Map(plans);
        AskIntoGroup.Map(plans);
        PostInPlan.Map(plans);
        AssignPlaces.Map(plans);
        LookAtPlace.Map(plans);
        FindComponent.Map(plans);
        ClosePlan.Map(plans);
        PublishPlaces.Map(plans);
        PublishPlaces.MapPublic(routes);

        ShowArea.Map(patrol);
        GiveConsent.Map(patrol);
        ShowCoverage.Map(patrol);
        ExportCoverage.Map(patrol);
        var shifts = patrol.MapGroup("/shifts");
        PlanShift.Map(shifts);
        ProposeRoute.Map(shifts);
        ListShifts.Map(shifts);
        StartShift.Map(shifts);
        EndShift.Map(shifts);
        CancelShift.Map(shifts);
        KeepTrack.Map(shifts);
        ShowTrack.Map(shifts);
        ListOnDuty.Map(patrol);
        ShiftSettings.Map(routes);
        return routes;
    }
}
