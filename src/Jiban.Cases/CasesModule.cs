using Jiban.Cases.Asks;
using Jiban.Cases.Clocks;
using Jiban.Cases.Contracts;
using Jiban.Cases.Ends;
using Jiban.Cases.Figures;
using Jiban.Cases.Handling;
using Jiban.Cases.Limits;
using Jiban.Cases.Links;
using Jiban.Cases.Lists;
using Jiban.Cases.Meetings;
using Jiban.Cases.Requests;
using Jiban.Cases.Secrets;
using Jiban.Cases.Teaching;
using Jiban.Cases.Topics;
using Jiban.Cases.Twins;
using Jiban.Cases.WhatIf;
using Jiban.City.Contracts;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Crypto;
using Jiban.Platform.Live;
using Jiban.Platform.Projections;
using Jiban.Platform.Store;
using Jiban.Platform.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Jiban.Cases;

/// <summary>The two doors of the module.</summary>
public static class CasesModule
{
    /// <summary>The module's schema.</summary>
    public static MigrationSet Migrations => new("cases", typeof(CasesModule).Assembly);

    /// <summary>The keys of cases.</summary>
    public static WrappedKeys WrappedKeys => new("cases", "cases.case_key", "case_id", "wrapped");

    /// <summary>Adds what the module needs to run.</summary>
    public static IServiceCollection AddCases(
        this IServiceCollection services,
        CasesOptions options
    )
    {
        services.AddSingleton(options);
        services.AddSingleton<LimitsRegistry>();
        services.AddSingleton<RecomputeDeadlines>();
        services.AddHostedService<LimitsLoader>();
        services.AddSingleton<NumberBlocks>();
        services.AddSingleton<CaseWriter>();
        services.AddSingleton<CaseDesk>();
        services.AddSingleton<PersonLookups>();
        services.AddSingleton<CaseVerification>();
        services.AddSingleton<CasesToVerify>();
        // A host without the module of the patrol registers all the same.
        services.TryAddSingleton(new FieldDuty((_, _, _) => Task.FromResult<Guid?>(null)));
        services.AddSingleton<DeadlineSweep>();
        services.AddHostedService(provider => provider.GetRequiredService<DeadlineSweep>());
        services.AddSingleton(provider => new CaseClocks(
            provider.GetRequiredService<DeadlineSweep>(),
            provider.GetRequiredService<NightlyLearning>()
        ));
        services.AddSingleton<WhatIfRunner>();
        services.AddSingleton(provider => new ModelTrials(
            provider.GetRequiredService<CaseDesk>(),
            provider.GetRequiredService<TextModels>()
        ));
        services.AddSingleton<IProjection, SearchProjection>();
        services.AddSingleton<IProjection, RegistrationWatch>();
        services.AddSingleton<IProjection, RulingProjection>();
        services.AddSingleton<IProjection, ClosingProjection>();
        services.AddSingleton<IProjection, CorrectionProjection>();
        services.AddSingleton<NightlyLearning>();
        services.AddHostedService(provider => provider.GetRequiredService<NightlyLearning>());
        services.AddSingleton<TopicNights>();
        services.AddHostedService(provider => provider.GetRequiredService<TopicNights>());
        services.AddSingleton<IProjection, TwinWatch>();
        services.AddSingleton(provider => new CaseRegistrar(
            provider.GetRequiredService<Database>(),
            provider.GetRequiredService<CityRegistry>(),
            provider.GetRequiredService<NamedComponents>(),
            provider.GetRequiredService<Dispatcher>(),
            provider.GetRequiredService<LimitsRegistry>(),
            provider.GetRequiredService<FieldDuty>(),
            provider.GetRequiredService<NumberBlocks>(),
            provider.GetRequiredService<CaseWriter>(),
            provider.GetRequiredService<KeyRing>(),
            provider.GetRequiredService<Ids>(),
            provider.GetRequiredService<LiveEvents>(),
            provider.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton(provider => new CaseJournal(provider.GetRequiredService<CaseDesk>()));
        services.AddSingleton(provider => new CaseOrders(
            provider.GetRequiredService<CaseDesk>(),
            provider.GetRequiredService<LimitsRegistry>()
        ));
        services.AddSingleton(provider => new CaseTelling(
            provider.GetRequiredService<Database>(),
            provider.GetRequiredService<KeyRing>(),
            provider.GetRequiredService<NamedComponents>(),
            provider.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton(provider => new CaseVolume(
            provider.GetRequiredService<Database>(),
            provider.GetRequiredService<CaseDesk>()
        ));
        services.AddSingleton(provider => new CaseTwins(provider.GetRequiredService<CaseDesk>()));
        services.AddSingleton<IHeldWork>(provider => new HeldCases(
            provider.GetRequiredService<CaseDesk>()
        ));
        services.AddSingleton(provider => new CaseLimits(
            provider.GetRequiredService<LimitsRegistry>()
        ));
        services.AddSingleton(provider => new CaseKeys(provider.GetRequiredService<KeyRing>()));
        services.AddSingleton(provider => new CaseReader(
            provider.GetRequiredService<Database>(),
            provider.GetRequiredService<KeyRing>()
        ));
        return services;
    }

    /// <summary>Maps the module's routes.</summary>
    public static IEndpointRouteBuilder MapCases(this IEndpointRouteBuilder routes)
    {
        var requests = routes.MapGroup("/api/requests").WithTags("requests");
        SubmitRequest.Map(requests);
        FollowRequest.Map(requests);
        TellKnownFault.Map(requests);
        OfferTwins.Map(requests);
        AnswerMeeting.Map(requests);

        var cases = routes.MapGroup("/api/cases").WithTags("cases");
        RegisterForCaller.Map(cases);
        ListCandidates.Map(cases);
        ListPrecedents.Map(cases);
        ListCases.Map(cases);
        ListSigners.Map(cases);
        ShowConcerns.Map(cases);
        PlotCases.Map(cases);
        ExportCases.Map(cases);
        GetCase.Map(cases);
        VerifyRequest.Map(cases);
        DeclineRequest.Map(cases);
        DispatchCase.Map(cases);
        SignCase.Map(cases);
        ContactRequester.Map(cases);
        ResolveCase.Map(cases);
        ReinspectCase.Map(cases);
        CallBackCase.Map(cases);
        CloseCase.Map(cases);
        FollowUpCase.Map(cases);
        OfferMeeting.Map(cases);
        RecordMeeting.Map(cases);
        ReportProgress.Map(cases);
        SuperviseCase.Map(cases);
        AnswerSupervision.Map(cases);
        AskReturn.Map(cases);
        JudgeReturn.Map(cases);
        RuleOnReturn.Map(cases);
        AskForTime.Map(cases);
        JudgeTime.Map(cases);
        ResumeCase.Map(cases);
        JoinIncident.Map(cases);
        LeaveIncident.Map(cases);
        ListRelated.Map(cases);
        ListTopics.Map(cases);
        ShowTopic.Map(cases);
        ExportTopics.Map(cases);
        FindTopics.Map(cases);
        ListTwins.Map(cases);
        DenyTwin.Map(cases);
        LinkRepeat.Map(cases);
        JudgeAbuse.Map(cases);
        SplitCase.Map(cases);
        ListDemands.Map(cases);
        AskAssistance.Map(cases);
        ReportAssistance.Map(cases);
        HandOverCase.Map(cases);
        ActOnMany.Map(cases);
        TellLegalPath.Map(cases);
        AcceptPraise.Map(cases);
        CorrectClass.Map(cases);
        ChangeWish.Map(cases);
        CorrectEntry.Map(cases);
        ControlCallBack.Map(cases);
        ShowCaseFigures.Map(cases);
        ListClosings.Map(cases);
        ListRulings.Map(cases);
        TakeRuling.Map(cases);
        RevealRequester.Map(cases);
        EraseRequester.Map(routes);
        CheckErasure.Map(routes);
        ReplayDraft.Map(routes);
        CompareModels.Map(routes);
        ListCorrections.Map(routes);
        LeaveCorrectionOut.Map(routes);

        var settings = routes.MapGroup("/api/settings").WithTags("settings");
        TimeLimitSettings.Map(settings);
        CalendarSettings.Map(settings);
        CaseRuleSettings.Map(settings);
        CallBackScriptSettings.Map(settings);
        RuleNumberSettings.Map(settings);
        return routes;
    }
}
