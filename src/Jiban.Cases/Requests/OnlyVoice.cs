using Jiban.Cases.Contracts;
using Jiban.Dispatch.Contracts;

namespace Jiban.Cases.Requests;

/// <summary>
/// A report of which there is a recording and not a word (只有录音): no rule can read it, so it waits for a person, who listens to it and writes down
/// what it says when it is dispatched.
/// </summary>
internal static class OnlyVoice
{
    /// <summary>Whether something was said and nothing written.</summary>
    public static bool Is(Registration registration) =>
        string.IsNullOrWhiteSpace(registration.Text) && registration.Recordings is { Count: > 0 };

    /// <summary>The same decision without a unit; what was weighed stays as candidates. Pure.</summary>
    public static Decision Wait(Decision decision) =>
        decision with
        {
            UnitId = null,
            Mode = null,
            AssistingUnitIds = [],
            HasFilingConditions = false,
            Reasons =
            [
                .. decision.Reasons.Where(reason => !Misleads(reason.Code)),
                new Reason(
                    "only-voice",
                    "只有录音，请听后登记。",
                    "There is only a recording: listen to it, and write down what it says."
                ),
            ],
        };

    /// <summary>Of no words nothing is to be said of how they read, and no rule found a unit.</summary>
    private static bool Misleads(string code) =>
        code is "duty" or "queue" or "assisting" or "class-none" or "class-unread"
        || code.StartsWith("mode-", StringComparison.Ordinal)
        || code.StartsWith("rule:", StringComparison.Ordinal);
}
