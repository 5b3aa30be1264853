using Jiban.Cases.Limits;
using Jiban.Cases.Meetings;
using Jiban.Dispatch.Contracts;

namespace Jiban.Cases;

/// <summary>The kinds of journal entries of a case.</summary>
internal static class Happened
{
    public const string Registered = "registered";
    public const string Queued = "queued";
    public const string Worded = "worded";
    public const string Verified = "verified";
    public const string Declined = "declined";
    public const string Dispatched = "dispatched";
    public const string Signed = "signed";
    public const string Contacted = "contacted";
    public const string Resolved = "resolved";
    public const string Reinspected = "reinspected";
    public const string CalledBack = "calledBack";
    public const string Closed = "closed";
    public const string RequesterErased = "requesterErased";
    public const string DeadlinesRecomputed = "deadlinesRecomputed";
    public const string ReturnAsked = "returnAsked";
    public const string ReturnJudged = "returnJudged";
    public const string ExtensionAsked = "extensionAsked";
    public const string ExtensionJudged = "extensionJudged";
    public const string SuspensionAsked = "suspensionAsked";
    public const string SuspensionJudged = "suspensionJudged";
    public const string Resumed = "resumed";
    public const string ProgressReported = "progressReported";
    public const string MeetingOffered = "meetingOffered";
    public const string MeetingAnswered = "meetingAnswered";
    public const string Met = "met";
    public const string Reopened = "reopened";
    public const string FollowedUp = "followedUp";
    public const string Alarmed = "alarmed";
    public const string Supervised = "supervised";
    public const string SupervisionAnswered = "supervisionAnswered";
    public const string JoinedIncident = "joinedIncident";
    public const string LeftIncident = "leftIncident";
    public const string MemberJoined = "memberJoined";
    public const string MemberLeft = "memberLeft";
    public const string IncidentStep = "incidentStep";
    public const string TwinDenied = "twinDenied";
    public const string RepeatLinked = "repeatLinked";
    public const string RepeatLikely = "repeatLikely";
    public const string RepeatUnlinked = "repeatUnlinked";
    public const string AbuseSuspected = "abuseSuspected";
    public const string AbuseJudged = "abuseJudged";
    public const string Split = "split";
    public const string AssistanceAsked = "assistanceAsked";
    public const string AssistanceReported = "assistanceReported";
    public const string LegalPathTold = "legalPathTold";
    public const string PraiseAccepted = "praiseAccepted";
    public const string Praised = "praised";
    public const string Corrected = "corrected";
    public const string ClassCorrected = "classCorrected";
    public const string WishChanged = "wishChanged";
    public const string HandedOver = "handedOver";
    public const string Controlled = "controlled";
    public const string ReturnDecided = "returnDecided";
    public const string Excluded = "excluded";

    // Written for other modules (Contracts/CaseNote.cs).
    public const string WhistleBlown = "whistleBlown";
    public const string UnitSummoned = "unitSummoned";
    public const string Arrived = "arrived";
    public const string Escalated = "escalated";
    public const string TaskOpened = "taskOpened";
    public const string TaskDone = "taskDone";
    public const string TaskVerified = "taskVerified";
    public const string TaskReturned = "taskReturned";
    public const string TaskWithdrawn = "taskWithdrawn";
    public const string TaskAlarmed = "taskAlarmed";
    public const string WhistleClosed = "whistleClosed";
}

/// <summary>The steps that have a limit.</summary>
internal enum Step
{
    Dispatch,
    Sign,
    Contact,
    Resolve,

    /// <summary>Until when a unit may ask to return a case (退单时限); a window, not a duty.</summary>
    Return,

    /// <summary>Until when somebody must have judged what a unit asked for (审核).</summary>
    Review,

    /// <summary>The next word to the requester while the case is being handled (进展反馈).</summary>
    Progress,

    /// <summary>The next word to the requester while the case is suspended.</summary>
    SuspendedProgress,

    /// <summary>The end of a suspension: the case returns by itself.</summary>
    Resume,

    /// <summary>Asking the requester about the result, or looking at it again, and closing the case (回访、结案): the centre's, not the unit's.</summary>
    CallBack,

    /// <summary>Asking the requester again after the case was closed (追访).</summary>
    FollowUp,

    /// <summary>An inspector's look at the place before a unit is sent (核实); its limit stands in the rule that asks for it.</summary>
    Verify,

    /// <summary>An arbiter must say whose a case is that was returned twice (裁定).</summary>
    Ruling,

    /// <summary>What the unit has promised by a day, to the requester or in the plan of a suspension (承诺事项); its limit is that day.</summary>
    Promise,

    /// <summary>Asking once more about a closed case on which the lot fell (抽查回访).</summary>
    Control,
}

/// <summary>What came of it. "Meets the standard" and "explained" are outcomes of their own, not "solved" (S16).</summary>
internal enum Outcome
{
    Solved,
    Explained,
    MeetsStandard,
    NotPossible,
}

/// <summary>The requester's answer to "is it solved?"; partly counts as not solved (rules.md §2.2).</summary>
internal enum Solved
{
    Solved,
    Partly,
    Not,
}

/// <summary>满意, 基本满意, 不满意.</summary>
internal enum Satisfied
{
    Satisfied,
    BasicallySatisfied,
    Dissatisfied,
}

/// <summary>On which side of its limit a measured value keeps it (限值方向): 不高于, 不低于.</summary>
internal enum Bound
{
    AtMost,
    AtLeast,
}

/// <summary>On what ground a case was closed.</summary>
internal enum ClosedHow
{
    /// <summary>The requester answered.</summary>
    CalledBack,

    /// <summary>Nobody answered after the tries that the rule asks for.</summary>
    NotReached,

    /// <summary>An inspector found it and looked at the place again.</summary>
    Reinspected,

    /// <summary>Nobody can be asked and no inspector looks again: on the photos by which the unit shows that it is done.</summary>
    Proved,

    /// <summary>Split into cases of their own, which go on.</summary>
    Split,

    /// <summary>Thanks, taken and passed on.</summary>
    Praise,

    /// <summary>The requester was told the way that the law lays down.</summary>
    LegalPath,

    /// <summary>A person judged it to be an abuse of the line.</summary>
    Abuse,

    /// <summary>The city's 12345 line, whose order it is, says that it is over.</summary>
    ByCity,

    /// <summary>The city's 12345 line took its order back: it is handled elsewhere.</summary>
    GivenBack,

    /// <summary>An inspector looked and found nothing of it, and a person let it end there.</summary>
    Declined,
}

/// <summary>How somebody tried to reach the requester.</summary>
internal enum ContactMethod
{
    Phone,
    Visit,
    Sms,
    Other,
}

// The facts of each kind, as they stand in the journal: ids, codes, times, integers. Confidences in thousandths.

/// <param name="Upstream">The number of the order of the city's line; null when it is none.</param>
/// <param name="Limit">The limit that the city gave with it.</param>
/// <param name="FoundAt">When an inspector found it; what was received at once has none.</param>
/// <param name="PhoneAt">The same moment by the phone's own clock.</param>
/// <param name="Seal">The seal of the finding, in hexadecimal.</param>
/// <param name="Component">The identifier of the component that it is about.</param>
/// <param name="Joins">The incident of which the requester or the operator said that this is the same.</param>
/// <param name="Preventive">Nobody has called yet: it is handled before there is harm.</param>
/// <param name="OnlyVoice">Nothing was written; a recording says it.</param>
/// <param name="WishedLimit">The limit that the wish in its words set; null when it shortens none.</param>
internal sealed record RegisteredFacts(
    string Number,
    string Channel,
    bool Own,
    bool HasPerson,
    Guid? Reporter,
    DemandKind Kind,
    string Class,
    int ClassConfidence,
    Urgency Urgency,
    Guid? DistrictId,
    Guid? StreetId,
    Guid? CommunityId,
    string? Grid,
    string? PlaceName,
    string? PlaceSource,
    int? LonE7,
    int? LatE7,
    bool Danger,
    IReadOnlyList<Reason> Reasons,
    int Attachments,
    bool Confidential = false,
    Guid? Parent = null,
    string? Upstream = null,
    DateTimeOffset? Limit = null,
    DateTimeOffset? FoundAt = null,
    DateTimeOffset? PhoneAt = null,
    string? Seal = null,
    string? Component = null,
    Guid? Joins = null,
    DateTimeOffset? WishedLimit = null,
    bool Preventive = false,
    bool OnlyVoice = false,
    bool? InvitedByAbove = null
);

internal sealed record QueuedCandidate(
    Guid Unit,
    DispatchMode Mode,
    int Confidence,
    string Zh,
    string En
);

/// <summary>Of the deadlines of a case, those that were counted in working days, and how many: by these they are counted again.</summary>
/// <param name="SignFrom">From when a limit was counted that does not start with this entry; null for those that do.</param>
internal sealed record WorkingDays(
    int? Dispatch,
    int? Sign,
    int? Contact,
    int? Resolve,
    DateTimeOffset? SignFrom = null,
    DateTimeOffset? ContactFrom = null,
    DateTimeOffset? ResolveFrom = null
);

/// <param name="Verify">Who looks at the place first; null when nobody does.</param>
internal sealed record QueuedFacts(
    Guid Unit,
    IReadOnlyList<QueuedCandidate> Candidates,
    DateTimeOffset DueDispatch,
    DateTimeOffset DueSign,
    DateTimeOffset DueContact,
    DateTimeOffset DueResolve,
    WorkingDays? WorkingDays = null,
    VerifyFacts? Verify = null
);

/// <param name="Urgency">The tier to which a corrected class raised the case; null when it stays.</param>
internal sealed record DispatchedFacts(
    Guid Unit,
    DispatchMode Mode,
    int Confidence,
    string By,
    string? Class,
    DateTimeOffset DueSign,
    DateTimeOffset DueContact,
    DateTimeOffset DueResolve,
    Urgency? Urgency = null,
    WorkingDays? WorkingDays = null
);

/// <param name="Urgency">The tier to which the right class raised the case; null when it stays.</param>
/// <param name="DueResolve">The limit for the result when that became sooner; null when it stays. So with those for signing and contact.</param>
internal sealed record ClassCorrectedFacts(
    string Class,
    string NameBefore,
    string Name,
    Guid By,
    Urgency? Urgency,
    DateTimeOffset? DueResolve,
    DateTimeOffset? DueSign = null,
    DateTimeOffset? DueContact = null
);

/// <param name="Limit">The limit that follows from the wish now; null when none does any more.</param>
/// <param name="DueSign">The new dues, of those that the wish had cut; null for those that stay.</param>
internal sealed record WishChangedFacts(
    Guid By,
    DateTimeOffset? Limit,
    DateTimeOffset? DueSign,
    DateTimeOffset? DueContact,
    DateTimeOffset? DueResolve
);

/// <param name="Dues">The deadlines that start with the signature, where there are such.</param>
internal sealed record SignedFacts(
    Guid Unit,
    Guid By,
    DateTimeOffset? DueProgress = null,
    SignedDues? Dues = null,
    int? ProgressDays = null
);

/// <param name="Meeting">Where the meeting stands after this try, when the try changed it: declined, or given up after the tries that the rule asks for.</param>
/// <param name="Counts">Whether it counts as a try: one too soon after another that reached nobody does not.</param>
internal sealed record ContactedFacts(
    ContactMethod Method,
    bool Reached,
    Guid By,
    MeetingState? Meeting = null,
    bool Counts = true
);

/// <param name="Measured">What was measured, when something was.</param>
/// <param name="DueCallBack">Until when the result is to be asked about and the case closed; null in entries from before that had a limit.</param>
internal sealed record ResolvedFacts(
    Outcome Outcome,
    Guid By,
    int Attachments,
    IReadOnlyList<MeasuredFacts>? Measured = null,
    bool Reinspect = false,
    DateTimeOffset? DueCallBack = null,
    int? CallBackDays = null
);

/// <param name="DueProgress">The next word to the requester, when it is handled again.</param>
/// <param name="Seen">When and where he stood who looked, of a phone that said so.</param>
internal sealed record ReinspectedFacts(
    bool Passed,
    Guid By,
    int Attachments,
    DateTimeOffset? DueProgress = null,
    SeenFacts? Seen = null,
    int? ProgressDays = null
);

/// <param name="AfterEnd">Asked about an end without a result: no unit is scored by the answer.</param>
/// <param name="Over">Nobody is to ask about that end any more: there is an answer, or there were as many tries as the rule asks for.</param>
/// <param name="Counts">Whether it counts as a try: one too soon after another does not.</param>
/// <param name="Script">The version of the words that the caller read; null where there were none on the page.</param>
internal sealed record CalledBackFacts(
    bool Reached,
    bool? Contacted,
    Solved? Solved,
    Satisfied? Satisfied,
    Guid By,
    bool AfterEnd = false,
    bool Over = false,
    bool Counts = true,
    int? Script = null
);

/// <param name="DueFollowUp">When the requester is asked again; null where the rule asks for none.</param>
/// <param name="Control">Whether the lot fell on it for a control call-back.</param>
/// <param name="DueCallBack">Until when the requester is to be asked about an end without a result; null for every other end.</param>
/// <param name="DueControl">Until when the control call-back is to be made; null where the lot did not fall.</param>
/// <param name="FollowUpDays">In how many working days the follow-up was counted, 0 when it was counted otherwise, null in entries from before this was recorded; so with the others.</param>
internal sealed record ClosedFacts(
    ClosedHow How,
    Guid By,
    DateTimeOffset? DueFollowUp = null,
    bool Control = false,
    DateTimeOffset? DueCallBack = null,
    DateTimeOffset? DueControl = null,
    int? FollowUpDays = null,
    int? CallBackDays = null,
    int? ControlDays = null
);

internal sealed record RequesterErasedFacts(Guid By);
