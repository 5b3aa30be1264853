using Jiban.Platform.Auth;

namespace Jiban.Cases.Links;

/// <summary>
/// One incident, many requesters (并案, S9). The leading case is handled; the joined ones go its way, each with a chain, a requester and a
/// call-back of its own.
/// </summary>
internal static class Incident
{
    /// <summary>What is done at the leading case, and reaches the joined ones from there.</summary>
    private static readonly HashSet<Operation> AtTheLead =
    [
        Operation.DispatchCase,
        Operation.SignCase,
        Operation.ReportProgress,
        Operation.ResolveCase,
        Operation.ReinspectCase,
        Operation.AskReturn,
        Operation.JudgeReturn,
        Operation.RuleOnReturn,
        Operation.AskExtension,
        Operation.AskSuspension,
        Operation.JudgeTime,
        Operation.ResumeCase,
        Operation.SuperviseCase,
        Operation.AnswerSupervision,
        Operation.BlowWhistle,
        Operation.AskAssistance,
        Operation.ReportAssistance,
        Operation.HandOverCase,
        Operation.SplitCase,
        Operation.AcceptPraise,
        Operation.TellLegalPath,
        Operation.JudgeAbuse,
    ];

    /// <summary>Why an operation is not done at this case but at the lead of its incident; null when it may be done here.</summary>
    public static Refused? Blocks(CaseFile file, Operation operation) =>
        file is { IncidentId: { } lead, State: not (CaseState.Resolved or CaseState.Closed) }
        && AtTheLead.Contains(operation)
            ? new(Refusal.JoinedToIncident, ("incident", $"{lead}"))
            : null;

    /// <summary>Why a case can't end by itself while others depend on it or it depends on another.</summary>
    public static Refused? BlocksEnd(CaseFile file) =>
        file.Members > 0 ? new(Refusal.LeadsIncident, ("members", file.Members))
        : file.IncidentId is not null ? new(Refusal.JoinedToIncident)
        : null;
}
