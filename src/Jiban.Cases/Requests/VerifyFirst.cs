using Jiban.Cases.Contracts;
using Jiban.Cases.Limits;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Time;

namespace Jiban.Cases.Requests;

/// <summary>Whether an inspector looks at the place before a unit is sent (核实): the rule asks for it, and somebody is on duty there.</summary>
internal static class VerifyFirst
{
    /// <summary>The decision with the reason for a look or for none, and whose look it is; null when nobody's.</summary>
    public static async Task<(Decision Decision, VerifyFacts? Verify)> AskAsync(
        Registration registration,
        Decision decision,
        VerificationRule rule,
        FieldDuty duty,
        DateTimeOffset receivedAt,
        CancellationToken cancellation
    )
    {
        if (!rule.Asks(registration, decision))
        {
            return (decision, null);
        }

        var inspector = decision.Place?.Location is { } at
            ? await duty.InspectorAt(at.X, at.Y, cancellation)
            : null;
        return Decide(decision, inspector, receivedAt.AddMinutes(rule.Minutes));
    }

    /// <summary>The same, once it is known who is on duty. Pure.</summary>
    public static (Decision Decision, VerifyFacts? Verify) Decide(
        Decision decision,
        Guid? inspector,
        DateTimeOffset due
    )
    {
        return inspector is { } who
            ? (
                With(
                    new Reason(
                        "verify-first",
                        $"先由在岗网格员到现场核实，最迟{CivilTime.Of(due):HH:mm}；到时没有核实就直接派单。",
                        $"An inspector on duty looks at the place first, by {CivilTime.Of(due):HH:mm}; after that it is dispatched without."
                    )
                ),
                new VerifyFacts(who, due, decision.UnitId is not null)
            )
            : (
                With(
                    new Reason(
                        "verify-nobody",
                        "应先到现场核实，但这里没有在岗网格员，没有核实就派单。",
                        "Somebody should look at the place first, but no inspector is on duty there: dispatched without."
                    )
                ),
                null
            );

        Decision With(Reason reason) => decision with { Reasons = [.. decision.Reasons, reason] };
    }
}
