using static Jiban.Platform.Auth.Operation;
using static Jiban.Platform.Auth.Relation;
using static Jiban.Platform.Auth.Role;

namespace Jiban.Platform.Auth;

/// <summary>
/// Who may do what: the only table of rights. A pair that is not here is refused. The server asks only this table, the pages
/// show only what it allows, and one test walks every route with every role and compares.
/// </summary>
public static class Permissions
{
    private static readonly Dictionary<(Operation, Role), Relation> Table = new()
    {
        [(UsePublicDoor, Public)] = Any | Requester,
        [(UseOwnSession, Operator)] = Any,
        [(UseOwnSession, Dispatcher)] = Any,
        [(UseOwnSession, Handler)] = Any,
        [(UseOwnSession, Secretary)] = Any,
        [(UseOwnSession, Inspector)] = Any,
        [(UseOwnSession, Caller)] = Any,
        [(UseOwnSession, Leader)] = Any,
        [(UseOwnSession, Auditor)] = Any,
        [(UseOwnSession, Administrator)] = Any,
        [(UseOwnSession, SecurityAdministrator)] = Any,

        [(RegisterForCaller, Operator)] = Any,
        [(RegisterForCaller, Dispatcher)] = Any,
        [(RegisterForCaller, Secretary)] = Any,

        [(ViewCases, Operator)] = Own | Below | Assigned,
        [(ViewCases, Dispatcher)] = Own | Below | Assigned | Assisting,
        [(ViewCases, Handler)] = Own | Below | Assigned | Assisting,
        [(ViewCases, Secretary)] = Own | Below | Assigned | Assisting,
        [(ViewCases, Inspector)] = Assigned,
        [(ViewCases, Caller)] = Own | Below,
        [(ViewCases, Leader)] = Own | Below | Assisting,
        [(ViewCases, Auditor)] = Any | Own | Below | Above,

        [(ExportCases, Dispatcher)] = Own | Below,
        [(ExportCases, Leader)] = Own | Below,
        [(ExportCases, Auditor)] = Any | Own | Below | Above,

        [(DispatchCase, Dispatcher)] = Own | Below,
        [(SignCase, Handler)] = Own,
        [(SignCase, Secretary)] = Own,
        [(ContactRequester, Handler)] = Own,
        [(ContactRequester, Secretary)] = Own,
        // Of a confidential case alone (the operations look).
        [(ContactRequester, Dispatcher)] = Below,
        [(ContactRequester, Caller)] = Below,
        [(ResolveCase, Handler)] = Own,
        [(ResolveCase, Secretary)] = Own,
        [(AskReturn, Handler)] = Own,
        [(AskReturn, Secretary)] = Own,
        [(JudgeReturn, Dispatcher)] = Below,
        [(RuleOnReturn, Leader)] = Below,
        [(AskExtension, Handler)] = Own,
        [(AskExtension, Secretary)] = Own,
        [(AskSuspension, Handler)] = Own,
        [(AskSuspension, Secretary)] = Own,
        [(JudgeTime, Dispatcher)] = Below,
        [(JudgeTime, Leader)] = Own | Below,
        [(ResumeCase, Handler)] = Own,
        [(ResumeCase, Secretary)] = Own,
        [(ReportProgress, Handler)] = Own,
        [(ReportProgress, Secretary)] = Own,
        [(OfferMeeting, Handler)] = Own,
        [(OfferMeeting, Secretary)] = Own,
        [(OfferMeeting, Dispatcher)] = Below,
        [(OfferMeeting, Caller)] = Below,
        [(RecordMeeting, Handler)] = Own,
        [(RecordMeeting, Secretary)] = Own,
        [(RecordMeeting, Dispatcher)] = Below,
        [(RecordMeeting, Caller)] = Below,
        [(SuperviseCase, Dispatcher)] = Below,
        [(SuperviseCase, Leader)] = Own | Below,
        [(FollowUpCase, Caller)] = Own | Below,
        [(VerifyRequest, Inspector)] = Assigned,
        [(DeclineRequest, Dispatcher)] = Own | Below,
        [(DeclineRequest, Leader)] = Own | Below,
        [(ReinspectCase, Inspector)] = Assigned,
        [(ReinspectCase, Dispatcher)] = Own | Below,
        [(ReinspectCase, Leader)] = Own | Below,
        [(CallBackCase, Caller)] = Own | Below,
        [(CloseCase, Dispatcher)] = Own | Below,
        [(CloseCase, Caller)] = Own | Below,
        [(CloseCase, Leader)] = Own | Below,
        [(ControlCallBack, Caller)] = Own | Below,
        [(JoinIncident, Dispatcher)] = Own | Below,
        [(JoinIncident, Handler)] = Own,
        [(JoinIncident, Secretary)] = Own,
        [(LinkRepeat, Operator)] = Own | Below | Assigned,
        [(LinkRepeat, Dispatcher)] = Own | Below,
        [(LinkRepeat, Handler)] = Own,
        [(LinkRepeat, Secretary)] = Own,
        [(JudgeAbuse, Dispatcher)] = Own | Below,
        [(JudgeAbuse, Leader)] = Own | Below,
        [(SplitCase, Dispatcher)] = Own | Below,
        [(AskAssistance, Dispatcher)] = Own | Below,
        [(AskAssistance, Leader)] = Own | Below,
        [(ReportAssistance, Handler)] = Assisting,
        [(ReportAssistance, Secretary)] = Assisting,
        [(HandOverCase, Handler)] = Own,
        [(HandOverCase, Leader)] = Own | Below,
        [(TellLegalPath, Dispatcher)] = Own | Below,
        [(TellLegalPath, Leader)] = Own | Below,
        [(AcceptPraise, Dispatcher)] = Own | Below,
        [(AcceptPraise, Handler)] = Own,
        [(AcceptPraise, Secretary)] = Own,
        [(CorrectClass, Dispatcher)] = Own | Below,
        [(CorrectClass, Leader)] = Own | Below,
        [(CorrectEntry, Operator)] = Own | Below | Assigned,
        [(CorrectEntry, Dispatcher)] = Own | Below,
        [(CorrectEntry, Handler)] = Own,
        [(CorrectEntry, Secretary)] = Own,
        [(CorrectEntry, Inspector)] = Assigned,
        [(CorrectEntry, Caller)] = Own | Below,
        [(CorrectEntry, Leader)] = Own | Below,
        [(ViewFigures, Dispatcher)] = Own | Below,
        [(ViewFigures, Handler)] = Own,
        [(ViewFigures, Secretary)] = Own | Below,
        [(ViewFigures, Caller)] = Own | Below,
        [(ViewFigures, Leader)] = Own | Below,
        [(ViewFigures, Auditor)] = Any | Own | Below | Above,

        [(RevealRequester, Operator)] = Own | Below | Assigned,
        [(RevealRequester, Dispatcher)] = Own | Below,
        [(RevealRequester, Handler)] = Own,
        [(RevealRequester, Secretary)] = Own,
        [(RevealRequester, Caller)] = Own | Below,
        [(EraseRequester, SecurityAdministrator)] = Any,

        [(Patrol, Inspector)] = Any | Assigned,
        // Who helps is whom the plan was asked to concern.
        [(ViewPatrol, Dispatcher)] = Own | Below | Assisting,
        [(ViewPatrol, Handler)] = Own | Below | Assisting,
        [(ViewPatrol, Secretary)] = Own | Below | Assisting,
        [(ViewPatrol, Leader)] = Own | Below | Assisting,
        [(PostInPlan, Dispatcher)] = Own | Below | Assisting,
        [(PostInPlan, Handler)] = Own | Below | Assisting,
        [(PostInPlan, Secretary)] = Own | Below | Assisting,
        [(PostInPlan, Leader)] = Own | Below | Assisting,
        [(ViewPatrol, Auditor)] = Any | Own | Below | Above,
        [(PlanPatrol, Dispatcher)] = Own | Below,
        [(PlanPatrol, Leader)] = Own | Below,
        // Nobody but the inspector and who leads his own unit; who audits reads who looked, not where he went.
        [(ViewTrack, Leader)] = Own,
        [(ViewTrack, Inspector)] = Assigned,

        [(ViewWhistles, Dispatcher)] = Own | Below | Assigned,
        [(ViewWhistles, Handler)] = Own | Below | Assigned,
        [(ViewWhistles, Secretary)] = Own | Below | Assigned,
        [(ViewWhistles, Leader)] = Own | Below | Assigned,
        [(ViewWhistles, Auditor)] = Any | Own | Below | Above,
        [(BlowWhistle, Dispatcher)] = Own | Below,
        [(BlowWhistle, Handler)] = Own | Below,
        [(BlowWhistle, Secretary)] = Own | Below,
        [(BlowWhistle, Leader)] = Own | Below,
        [(LeadWhistle, Dispatcher)] = Own | Below | Assigned,
        [(LeadWhistle, Handler)] = Own | Below | Assigned,
        [(LeadWhistle, Secretary)] = Own | Below | Assigned,
        [(LeadWhistle, Leader)] = Own | Below | Assigned,
        [(AnswerWhistle, Dispatcher)] = Own,
        [(AnswerWhistle, Handler)] = Own,
        [(AnswerWhistle, Secretary)] = Own,
        [(AnswerWhistle, Leader)] = Own,

        [(ViewAssessment, Dispatcher)] = Any,
        [(ViewAssessment, Handler)] = Any,
        [(ViewAssessment, Secretary)] = Any,
        [(ViewAssessment, Caller)] = Any,
        [(ViewAssessment, Leader)] = Any,
        [(ViewAssessment, Auditor)] = Any,
        [(PublishAssessment, Leader)] = Any,

        [(ViewReferenceData, Operator)] = Any,
        [(ViewReferenceData, Dispatcher)] = Any,
        [(ViewReferenceData, Handler)] = Any,
        [(ViewReferenceData, Secretary)] = Any,
        [(ViewReferenceData, Inspector)] = Any,
        [(ViewReferenceData, Caller)] = Any,
        [(ViewReferenceData, Leader)] = Any,
        [(ViewReferenceData, Auditor)] = Any,
        [(ViewReferenceData, Administrator)] = Any,
        [(ViewReferenceData, SecurityAdministrator)] = Any,
        [(EditSettings, Administrator)] = Any,
        [(KeepModels, Administrator)] = Any,

        [(ViewComponents, Operator)] = Any,
        [(ViewComponents, Dispatcher)] = Any,
        [(ViewComponents, Handler)] = Any,
        [(ViewComponents, Secretary)] = Any,
        [(ViewComponents, Inspector)] = Any,
        [(ViewComponents, Caller)] = Any,
        [(ViewComponents, Leader)] = Any,
        [(ViewComponents, Auditor)] = Any,
        [(ViewComponents, Administrator)] = Any,
        [(KeepComponents, Dispatcher)] = Own | Below,
        [(KeepComponents, Handler)] = Own,
        [(KeepComponents, Secretary)] = Own,
        [(KeepComponents, Leader)] = Own | Below,
        [(KeepComponents, Administrator)] = Any,
        [(PhotographComponents, Dispatcher)] = Own | Below,
        [(PhotographComponents, Handler)] = Own,
        [(PhotographComponents, Secretary)] = Own,
        [(PhotographComponents, Inspector)] = Any,
        [(PhotographComponents, Leader)] = Own | Below,
        [(PhotographComponents, Administrator)] = Any,
        [(TakeCensus, Leader)] = Any,
        [(TakeCensus, Administrator)] = Any,
        [(ManageAccounts, SecurityAdministrator)] = Any,

        [(ExchangeUpstream, Upstream)] = Any,
        [(ViewExchange, Leader)] = Any,
        [(ViewExchange, Auditor)] = Any,
        [(ViewExchange, Administrator)] = Any,
        [(MendExchange, Administrator)] = Any,
        [(GiveBackOrder, Dispatcher)] = Below,
        [(GiveBackOrder, Leader)] = Below,

        [(Audit, Auditor)] = Any,
    };

    /// <summary>The relations under which a role may do an operation; <see cref="Relation.None"/> when it may not at all.</summary>
    public static Relation Of(Operation operation, Role role) =>
        operation == UsePublicDoor
            ? Table[(UsePublicDoor, Public)]
            : Table.GetValueOrDefault((operation, role));

    /// <summary>Whether a role may do an operation under at least one relation: what a route asks before anything is loaded.</summary>
    public static bool MayEver(Operation operation, Role role) => Of(operation, role) != None;

    /// <summary>Whether a role may do an operation on a case to which it stands in <paramref name="relation"/>: what an operation asks after loading.</summary>
    public static bool May(Operation operation, Role role, Relation relation)
    {
        var allowed = Of(operation, role);
        return (allowed & Any) != 0 || (allowed & relation) != 0;
    }

    /// <summary>The operations a role may ever do: what the pages show.</summary>
    public static IEnumerable<Operation> Of(Role role) =>
        Enum.GetValues<Operation>().Where(operation => MayEver(operation, role));
}
