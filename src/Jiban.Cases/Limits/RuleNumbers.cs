namespace Jiban.Cases.Limits;

/// <summary>How often and how long the rules allow or ask for something, as data (rules.md §2): tries, returns, extensions, handlings, how far ahead a time may lie.</summary>
/// <param name="CallBackTries">Calls that nobody answered, after which a case may be closed as not reached, and an end without a result is asked about no more.</param>
/// <param name="FollowUpTries">Tries after which a follow-up (追访) ends as not reached.</param>
/// <param name="ControlTries">Tries after which a control call-back (抽查回访) ends as not reached.</param>
/// <param name="AskAgainHours">After so many hours a follow-up or a control that reached nobody is due again.</param>
/// <param name="ArbiterFrom">From this return on an arbiter rules, so that a case does not go to and fro.</param>
/// <param name="Extensions">Extensions of one handling, at most.</param>
/// <param name="ExtensionDays">Days that one extension may add, at most.</param>
/// <param name="Handlings">Handlings of one case (一次、二次、三次办理) before a leader has to say what becomes of it (提级督办).</param>
internal sealed record RuleNumbers(
    int CallBackTries,
    int FollowUpTries,
    int ControlTries,
    int AskAgainHours,
    int ArbiterFrom,
    int Extensions,
    int ExtensionDays,
    int Handlings
)
{
    /// <summary>Those that ship.</summary>
    public static readonly RuleNumbers Shipped = new(3, 3, 3, 24, 2, 2, 60, 3);

    /// <summary>So many days after a report of a suspension was due and did not come the case returns by itself.</summary>
    public int SuspensionGraceDays { get; init; } = 3;

    /// <summary>A case that returns from a suspension has at least so many hours until its result is due: in less nobody can do anything.</summary>
    public int ResumeHours { get; init; } = 24;

    /// <summary>So many days ahead a meeting may be offered, or proposed by the requester, at most.</summary>
    public int MeetingDays { get; init; } = 60;

    /// <summary>So many days ahead something may be promised to the requester, at most.</summary>
    public int PromiseDays { get; init; } = 1_100;

    /// <summary>For so many days the same person at the same place repeats an earlier request by its words.</summary>
    public int RepeatDays { get; init; } = 365;

    /// <summary>Whoever is called by a whistle is to be there in so many minutes, when it names no hour.</summary>
    public int WhistleReportMinutes { get; init; } = 120;

    /// <summary>So many minutes after the district the city hears that a unit did not come, when the whistle says nothing else.</summary>
    public int WhistleEscalateMinutes { get; init; } = 60;

    /// <summary>So many days ahead the hour of a whistle may lie, at most.</summary>
    public int WhistleDays { get; init; } = 30;

    /// <summary>So many days ahead a task of a whistle may be due, at most.</summary>
    public int TaskDays { get; init; } = 730;

    /// <summary>1: a result "solved" needs a photo also where the requester is asked back; 0: only where nobody can be asked (ADR 0017).</summary>
    public int ProofOfSolved { get; init; }

    /// <summary>Each number with its name in the store and the least and the most that it may be.</summary>
    public IEnumerable<(string Name, int Value, int Least, int Most)> All =>
        [
            ("callBackTries", CallBackTries, 1, 10),
            ("followUpTries", FollowUpTries, 1, 10),
            ("controlTries", ControlTries, 1, 10),
            ("askAgainHours", AskAgainHours, 1, 168),
            ("arbiterFrom", ArbiterFrom, 2, 5),
            ("extensions", Extensions, 0, 10),
            ("extensionDays", ExtensionDays, 1, 365),
            ("handlings", Handlings, 2, 9),
            ("suspensionGraceDays", SuspensionGraceDays, 0, 60),
            ("resumeHours", ResumeHours, 1, 168),
            ("meetingDays", MeetingDays, 1, 365),
            ("promiseDays", PromiseDays, 1, 3_650),
            ("repeatDays", RepeatDays, 1, 3_650),
            ("whistleReportMinutes", WhistleReportMinutes, 1, 43_200),
            ("whistleEscalateMinutes", WhistleEscalateMinutes, 1, 43_200),
            ("whistleDays", WhistleDays, 1, 365),
            ("taskDays", TaskDays, 1, 3_650),
            ("proofOfSolved", ProofOfSolved, 0, 1),
        ];

    /// <summary>From the rows of the store.</summary>
    public static RuleNumbers Of(IReadOnlyDictionary<string, int> rows) =>
        new(
            rows["callBackTries"],
            rows["followUpTries"],
            rows["controlTries"],
            rows["askAgainHours"],
            rows["arbiterFrom"],
            rows["extensions"],
            rows["extensionDays"],
            rows["handlings"]
        )
        {
            SuspensionGraceDays = rows["suspensionGraceDays"],
            ResumeHours = rows["resumeHours"],
            MeetingDays = rows["meetingDays"],
            PromiseDays = rows["promiseDays"],
            RepeatDays = rows["repeatDays"],
            WhistleReportMinutes = rows["whistleReportMinutes"],
            WhistleEscalateMinutes = rows["whistleEscalateMinutes"],
            WhistleDays = rows["whistleDays"],
            TaskDays = rows["taskDays"],
            ProofOfSolved = rows["proofOfSolved"],
        };
}
