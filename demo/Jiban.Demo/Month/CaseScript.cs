namespace Jiban.Demo.Month;

/// <summary>A citizen of the invented city. The telephone begins with 164, which no network uses.</summary>
internal sealed record Citizen(string Name, string Phone);

/// <summary>Where it is: in words, as a pin, or both; and the street, whose habits decide how well it is handled.</summary>
internal sealed record Spot(string? Words, double? Lon, double? Lat, string StreetCode);

/// <summary>One case from the first word to the last: drawn before anything is sent.</summary>
/// <param name="Number">1, 2, 3 … in order of time.</param>
/// <param name="At">When it is received; no two at the same moment, so that a month broken off finds its cases again.</param>
/// <param name="ClassCode">Given by inspectors only.</param>
/// <param name="ChoiceCode">Code of the unit that the citizen picks, if any.</param>
/// <param name="Steps">In order of time, what is later than the present left out.</param>
internal sealed record CaseScript(
    int Number,
    DateTimeOffset At,
    string Channel,
    string Text,
    string? Kind,
    string? ClassCode,
    Citizen? Requester,
    Citizen? Reporter,
    Spot Spot,
    string? ChoiceCode,
    IReadOnlyList<Step> Steps
)
{
    /// <summary>Code of the community whose secretary registers it and keeps it, if any.</summary>
    public string? CommunityCode { get; init; }

    /// <summary>Which of several colleagues plays a part: the case's number, or 0 for those whose logins a visitor has.</summary>
    public int Turn { get; init; } = -1;

    /// <summary>A name by which other stories speak of it, if any does.</summary>
    public string? Name { get; init; }

    /// <summary>Cases that touch each other are played in one order of time: those of one group.</summary>
    public string? Group { get; init; }

    /// <summary>What the city's line passed on, under its number and with its limit, if it did.</summary>
    public CityOrder? Order { get; init; }

    /// <summary>Whether who asks stays unknown to the unit that handles it (保密).</summary>
    public bool Confidential { get; init; }

    /// <summary>What the inspector measured, as dimension and value in turn; empty for nothing.</summary>
    public string Sizes { get; init; } = "";

    public bool IsPatrol => Channel == DrawMonth.Patrol;
}

/// <summary>The number that the city's 12345 line gave an order, and until when it wants the result.</summary>
internal sealed record CityOrder(string Number, DateTimeOffset? Limit);

/// <summary>Something that is done to a case. Who does it is found when it is done: the unit is known only then.</summary>
internal abstract record Step(DateTimeOffset At)
{
    /// <summary>A dispatcher chooses the first candidate; left out when the rules were sure.</summary>
    public sealed record Dispatch(DateTimeOffset At) : Step(At);

    public sealed record Sign(DateTimeOffset At) : Step(At);

    public sealed record Contact(DateTimeOffset At, string Method, bool Reached, string Note)
        : Step(At);

    /// <summary>By telephone, and the citizen says that no meeting is needed.</summary>
    public sealed record Call(DateTimeOffset At, string Note) : Step(At);

    public sealed record Meet(DateTimeOffset At, string Place, string Found) : Step(At);

    public sealed record Progress(DateTimeOffset At, string Text) : Step(At);

    /// <summary>More time, and what the citizen is told meanwhile.</summary>
    public sealed record AskExtension(
        DateTimeOffset At,
        DateTimeOffset Until,
        string Reason,
        string Interim
    ) : Step(At);

    /// <summary>The case is put aside with a plan, and what the citizen is told meanwhile (挂账).</summary>
    public sealed record AskSuspension(
        DateTimeOffset At,
        DateTimeOffset Until,
        string Reason,
        string Interim,
        IReadOnlyList<(string Text, DateTimeOffset By)> Plan
    ) : Step(At);

    /// <summary>A leader of the unit grants it.</summary>
    public sealed record Grant(DateTimeOffset At, bool IsSuspension = false) : Step(At);

    public sealed record Resolve(DateTimeOffset At, string Outcome, string Answer) : Step(At);

    public sealed record Reinspect(DateTimeOffset At, bool Passed, string Note) : Step(At);

    public sealed record CallBack(
        DateTimeOffset At,
        bool Reached,
        bool? Contacted,
        string? Solved,
        string? Satisfied,
        string? Reason
    ) : Step(At);

    public sealed record Close(DateTimeOffset At) : Step(At);

    // What is rarer in the life of a case. Units are told by their short names.

    /// <summary>A dispatcher of the centre joins it to the case of a name: one incident (并案).</summary>
    public sealed record Join(DateTimeOffset At, string Lead) : Step(At);

    /// <summary>It turns out to be another matter.</summary>
    public sealed record Leave(DateTimeOffset At, string Lead, string Reason) : Step(At);

    /// <summary>It held several demands (拆单).</summary>
    public sealed record Split(DateTimeOffset At, IReadOnlyList<string> Parts) : Step(At);

    /// <summary>Others help (协办).</summary>
    public sealed record AskHelp(DateTimeOffset At, string Unit, string Reason) : Step(At);

    public sealed record ReportHelp(DateTimeOffset At, string Unit, string Text) : Step(At);

    /// <summary>The law lays down another way.</summary>
    public sealed record TellLegalPath(DateTimeOffset At, string Path, string Answer) : Step(At);

    /// <summary>A person judges what the rule has flagged.</summary>
    public sealed record JudgeAbuse(DateTimeOffset At, bool Confirmed, string Reason) : Step(At);

    /// <summary>Thanks for the case of a name are taken and passed on.</summary>
    public sealed record TakeThanks(DateTimeOffset At, string Of, string Note) : Step(At);

    /// <summary>A leader puts right the last entry of a kind.</summary>
    public sealed record Correct(DateTimeOffset At, string Kind, string Text) : Step(At);

    /// <summary>Whoever signed leaves; a leader gives it to a colleague.</summary>
    public sealed record HandOver(DateTimeOffset At, string Reason) : Step(At);

    /// <summary>A leader above the unit presses for it (督办).</summary>
    public sealed record Supervise(DateTimeOffset At, string Note) : Step(At);

    /// <summary>The unit answers that.</summary>
    public sealed record AnswerSupervision(DateTimeOffset At, string Text) : Step(At);

    public sealed record AskReturn(DateTimeOffset At, string Reason, string Document) : Step(At);

    /// <summary>A dispatcher above lets the dispatch stand.</summary>
    public sealed record Uphold(DateTimeOffset At, string Reason) : Step(At);

    /// <summary>A leader above decides for good, and the decision is a candidate for a rule.</summary>
    public sealed record Rule(DateTimeOffset At, string Reason) : Step(At);

    // A whistle for the case. Each of these is one entry in its journal; units are told by their short names.

    /// <summary>The dispatcher above the unit calls others to come.</summary>
    /// <param name="Checklist">Of a joint inspection, which the leader of the street leads.</param>
    public sealed record Blow(
        DateTimeOffset At,
        string Subject,
        DateTimeOffset ReportBy,
        IReadOnlyList<string> Units,
        string Kind = "emergency",
        IReadOnlyList<string>? Checklist = null
    ) : Step(At);

    /// <param name="Findings">What it found for each item of the checklist, in order; null where all is as it should be.</param>
    public sealed record Arrive(
        DateTimeOffset At,
        string Unit,
        IReadOnlyList<string?>? Findings = null
    ) : Step(At);

    /// <summary>What was said, and one task that was decided.</summary>
    /// <param name="Finding">The item of the checklist that it answers, from 1.</param>
    public sealed record Decide(
        DateTimeOffset At,
        string Minutes,
        string Kind,
        string What,
        string Unit,
        DateTimeOffset DueAt,
        string? PromisedBy = null,
        string? GuidedBy = null,
        bool NeedsConsent = false,
        int? Finding = null
    ) : Step(At);

    /// <summary>The owner says that a task is done.</summary>
    /// <param name="Task">Which, in the order in which they were decided.</param>
    /// <param name="Consent">Who consented to it, and how he stands to the owner, where somebody must.</param>
    public sealed record DoTask(
        DateTimeOffset At,
        string Unit,
        string Note,
        int Task = 0,
        (string Who, string Relation)? Consent = null
    ) : Step(At);

    public sealed record VerifyTask(DateTimeOffset At, string Note, int Task = 0) : Step(At);

    /// <summary>The whistle is over, and both sides score each other.</summary>
    public sealed record EndWhistle(
        DateTimeOffset At,
        string Summary,
        IReadOnlyList<(string Unit, int Points, string Reason)> Scores
    ) : Step(At);

    /// <summary>The kind of the entry that it leaves in the journal of the case.</summary>
    public string EntryKind =>
        this switch
        {
            Dispatch => "dispatched",
            Sign => "signed",
            Contact or Call => "contacted",
            Meet => "met",
            Progress => "progressReported",
            AskExtension => "extensionAsked",
            AskSuspension => "suspensionAsked",
            Grant { IsSuspension: true } => "suspensionJudged",
            Grant => "extensionJudged",
            Resolve => "resolved",
            Reinspect => "reinspected",
            CallBack => "calledBack",
            Close => "closed",
            Join => "joinedIncident",
            Leave => "leftIncident",
            Split => "split",
            AskHelp => "assistanceAsked",
            ReportHelp => "assistanceReported",
            TellLegalPath => "legalPathTold",
            JudgeAbuse => "abuseJudged",
            TakeThanks => "praiseAccepted",
            Correct => "corrected",
            HandOver => "handedOver",
            Supervise => "supervised",
            AnswerSupervision => "supervisionAnswered",
            AskReturn => "returnAsked",
            Uphold or Rule => "returnJudged",
            Blow => "whistleBlown",
            Arrive => "arrived",
            Decide => "taskOpened",
            DoTask => "taskDone",
            VerifyTask => "taskVerified",
            EndWhistle => "whistleClosed",
            _ => throw new InvalidOperationException($"{GetType().Name} leaves nothing."),
        };
}
