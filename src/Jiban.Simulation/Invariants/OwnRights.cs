using Jiban.Platform.Auth;

namespace Jiban.Simulation.Invariants;

/// <summary>
/// Who may do what with a case, written here once more and not read from the product's table: what its page may offer to whom. What is not written
/// here nobody may.
/// </summary>
internal static class OwnRights
{
    /// <summary>Whoever handles a case.</summary>
    private static readonly Role[] Unit = [Role.Handler, Role.Secretary];

    private static readonly Role[] Office = [Role.Dispatcher, Role.Leader];

    /// <summary>With the unit that has the case, above it, as the one who is asked to look, or as a unit that helps.</summary>
    [Flags]
    public enum Stand
    {
        None = 0,
        Own = 1,
        Above = 2,
        Looks = 4,
        Helps = 8,

        /// <summary>With the unit that has the case, above which stands nobody.</summary>
        Top = 16,
    }

    private static readonly (Stand At, Role[] Who, string[] What)[] Rules =
    [
        (
            Stand.Own,
            Unit,
            [
                "signCase",
                "contactRequester",
                "offerMeeting",
                "recordMeeting",
                "reportProgress",
                "answerSupervision",
                "resolveCase",
                "askReturn",
                "askExtension",
                "askSuspension",
                "resumeCase",
                "joinIncident",
                "linkRepeat",
                "acceptPraise",
                "correctEntry",
                "blowWhistle",
                "revealRequester",
            ]
        ),
        (Stand.Above, Unit, ["blowWhistle"]),
        (Stand.Helps, Unit, ["reportAssistance"]),
        (Stand.Own, [Role.Handler], ["handOverCase"]),
        (
            Stand.Own | Stand.Above,
            Office,
            [
                "declineRequest",
                "reinspectCase",
                "closeCase",
                "judgeAbuse",
                "askAssistance",
                "tellLegalPath",
                "correctClass",
                "changeWish",
                "correctEntry",
                "blowWhistle",
            ]
        ),
        (
            Stand.Own | Stand.Above,
            [Role.Dispatcher],
            [
                "dispatchCase",
                "joinIncident",
                "linkRepeat",
                "splitCase",
                "acceptPraise",
                "revealRequester",
            ]
        ),
        (Stand.Above, Office, ["judgeTime", "superviseCase", "giveBackOrder"]),
        (Stand.Above, [Role.Dispatcher], ["judgeReturn"]),
        (Stand.Own, [Role.Leader], ["judgeTime", "superviseCase"]),
        (Stand.Own | Stand.Above, [Role.Leader], ["handOverCase"]),
        (Stand.Above | Stand.Top, [Role.Leader], ["ruleOnReturn"]),
        (Stand.Top, [Role.Leader], ["giveBackOrder"]),
        // With whom the unit may not know, those above speak.
        (
            Stand.Above,
            [Role.Dispatcher, Role.Caller],
            ["contactRequester", "offerMeeting", "recordMeeting"]
        ),
        (Stand.Top, [Role.Caller], ["contactRequester", "offerMeeting", "recordMeeting"]),
        (
            Stand.Own | Stand.Above,
            [Role.Caller],
            [
                "callBackCase",
                "closeCase",
                "followUpCase",
                "controlCallBack",
                "correctEntry",
                "revealRequester",
            ]
        ),
        (Stand.Looks, [Role.Inspector], ["verifyRequest", "reinspectCase", "correctEntry"]),
    ];

    /// <summary>What a page offers to somebody that he may not do.</summary>
    public static IEnumerable<string> TooMany(
        IEnumerable<string> offered,
        Role role,
        Stand stand
    ) =>
        offered.Where(operation =>
            !Rules.Any(rule =>
                (rule.At & stand) != 0
                && rule.Who.Contains(role)
                && rule.What.Contains(operation, StringComparer.Ordinal)
            )
        );
}
