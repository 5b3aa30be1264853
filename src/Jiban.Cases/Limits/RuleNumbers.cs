namespace Jiban.Cases.Limits;

/// <summary>How often and how long the rules allow or ask for something, as data (rules.md §2): tries, returns, extensions, handlings.</summary>
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
        );
}
