namespace Jiban.Platform.Auth;

/// <summary>Everything that somebody can do and that therefore needs a row in <see cref="Permissions"/>.</summary>
public enum Operation
{
    /// <summary>Submit a request and follow it by number and code; sign in; look at public pages.</summary>
    UsePublicDoor,

    /// <summary>See one's own account, change how one signs in to it, sign out.</summary>
    UseOwnSession,

    /// <summary>Register a request for a caller.</summary>
    RegisterForCaller,

    /// <summary>See the work list and a case (personal data masked).</summary>
    ViewCases,

    /// <summary>Take a list of cases out as a file.</summary>
    ExportCases,

    /// <summary>Choose the unit for a queued case.</summary>
    DispatchCase,

    /// <summary>Sign for a case that was dispatched to the unit.</summary>
    SignCase,

    /// <summary>Log a try to contact the requester.</summary>
    ContactRequester,

    /// <summary>Report the result with evidence.</summary>
    ResolveCase,

    /// <summary>Ask to return a case that is not the unit's own.</summary>
    AskReturn,

    /// <summary>Judge a return.</summary>
    JudgeReturn,

    /// <summary>Say for good whose a case is that was returned twice.</summary>
    RuleOnReturn,

    /// <summary>Ask for more time.</summary>
    AskExtension,

    /// <summary>Ask to put a case aside with a plan.</summary>
    AskSuspension,

    /// <summary>Grant or refuse more time, or a suspension.</summary>
    JudgeTime,

    /// <summary>Take a suspended case up again.</summary>
    ResumeCase,

    /// <summary>Tell the requester how it stands.</summary>
    ReportProgress,

    /// <summary>Name a time and a place to meet the requester.</summary>
    OfferMeeting,

    /// <summary>Write down a meeting with the requester.</summary>
    RecordMeeting,

    /// <summary>Tell a unit below to get on with a case.</summary>
    SuperviseCase,

    /// <summary>Answer whoever supervises a case of one's unit.</summary>
    AnswerSupervision,

    /// <summary>Ask the requester again some time after the end.</summary>
    FollowUpCase,

    /// <summary>Look at the place before a unit is sent, and say whether it is as reported.</summary>
    VerifyRequest,

    /// <summary>End a request of which nothing was found.</summary>
    DeclineRequest,

    /// <summary>Look at the place again after the result was reported.</summary>
    ReinspectCase,

    /// <summary>Ask the requester the three questions.</summary>
    CallBackCase,

    /// <summary>Close a case.</summary>
    CloseCase,

    /// <summary>Ask a requester a second time, for a sample of the closed cases.</summary>
    ControlCallBack,

    /// <summary>Join cases about one event, and take them apart again.</summary>
    JoinIncident,

    /// <summary>Have the hot topics found now instead of at night.</summary>
    FindTopics,

    /// <summary>Link a case to the earlier one that it repeats.</summary>
    LinkRepeat,

    /// <summary>Judge what a rule flagged as an abuse of the line.</summary>
    JudgeAbuse,

    /// <summary>Split a request that holds several demands.</summary>
    SplitCase,

    /// <summary>Name units that help the responsible one.</summary>
    AskAssistance,

    /// <summary>Report what one's unit did to help.</summary>
    ReportAssistance,

    /// <summary>Give a case to a colleague who goes on with it.</summary>
    HandOverCase,

    /// <summary>Close a case by telling the way that the law lays down.</summary>
    TellLegalPath,

    /// <summary>Take thanks and close them.</summary>
    AcceptPraise,

    /// <summary>Put right the class of a case that a unit has.</summary>
    CorrectClass,

    /// <summary>Set right the limit that follows from what the requester wishes.</summary>
    ChangeWish,

    /// <summary>Put an entry right by a new one.</summary>
    CorrectEntry,

    /// <summary>See figures and deadlines of one's unit and those below.</summary>
    ViewFigures,

    /// <summary>See name and telephone of the requester, with a purpose and a trace.</summary>
    RevealRequester,

    /// <summary>Erase the personal data of a requester.</summary>
    EraseRequester,

    /// <summary>Report from the field on patrol; see one's own tasks.</summary>
    Patrol,

    /// <summary>See the plans by which inspectors of one's unit and those below look at places, and what they found.</summary>
    ViewPatrol,

    /// <summary>Plan where inspectors look: sweeps, watches, campaigns, risk points for the public.</summary>
    PlanPatrol,

    /// <summary>Tell the other units something in the group of a plan.</summary>
    PostInPlan,

    /// <summary>See the way that an inspector went on a shift; each look leaves a trace.</summary>
    ViewTrack,

    /// <summary>See the whistles that concern one's unit and those below.</summary>
    ViewWhistles,

    /// <summary>Call other units to come, for a case or for none.</summary>
    BlowWhistle,

    /// <summary>Lead a whistle that one's unit blew: minutes, tasks, findings, verification, scores, closing.</summary>
    LeadWhistle,

    /// <summary>Answer a whistle for one's unit: acknowledge, sign in on site, do its tasks, score the caller.</summary>
    AnswerWhistle,

    /// <summary>See the month's rates and the cases behind them.</summary>
    ViewAssessment,

    /// <summary>Publish a month, or a correction of it.</summary>
    PublishAssessment,

    /// <summary>See units, classes, channels, limits, the calendar, the map.</summary>
    ViewReferenceData,

    /// <summary>See the registry of components with its history, and take it out as a file.</summary>
    ViewComponents,

    /// <summary>Enter, change, move, hand over and retire components that one's unit answers for.</summary>
    KeepComponents,

    /// <summary>Add photos of components, and take one's own back.</summary>
    PhotographComponents,

    /// <summary>Record what was measured at a component on site.</summary>
    MeasureComponents,

    /// <summary>Read the registry of components as OGC API Features, with a map program.</summary>
    ReadFeatures,

    /// <summary>Issue and revoke the keys of map programs.</summary>
    KeepMapKeys,

    /// <summary>Take a census of components in, and decide about its differences.</summary>
    TakeCensus,

    /// <summary>Change limits, the calendar, weights, rules, channels, classes.</summary>
    EditSettings,

    /// <summary>See text models and what they are learned from (personal data masked), compare them, put one in force.</summary>
    KeepModels,

    /// <summary>Pass orders of the city's 12345 line on, and decide about them.</summary>
    ExchangeUpstream,

    /// <summary>See what is to leave the platform, what could not, and what differs from the city's list.</summary>
    ViewExchange,

    /// <summary>Send again, give up, compare the day now.</summary>
    MendExchange,

    /// <summary>Give an order of the city's line back to it (向市里退单).</summary>
    GiveBackOrder,

    /// <summary>Make, change, close and open accounts; say who must have a second factor.</summary>
    ManageAccounts,

    /// <summary>See the trail of reveals, exports, sign-ins; verify the journal.</summary>
    Audit,
}
