using Jiban.Platform.Auth;

namespace Jiban.Simulation.Invariants;

/// <summary>
/// Everything in the journal was done by somebody whose it was to do. The rules are written here once more, by kind and not by route, and
/// not read from the product's table.
/// </summary>
internal sealed class Rights : CaseInvariant
{
    public override string Name => "rights";

    protected override IEnumerable<string> Broken(Evidence evidence, CaseEvidence one) =>
        one
            .Entries.Where(entry => !IsRight(evidence, one, entry))
            .Select(entry =>
                $"{entry.Kind} by {WhoIs(evidence, entry)}, entry {entry.Seq}, while it was with {HolderAt(evidence, one, entry)}"
            );

    private static bool IsRight(Evidence evidence, CaseEvidence one, Entry entry)
    {
        if (evidence.Staff.Named(entry.Actor) is not { UnitId: { } unit } actor)
        {
            return entry.Kind switch
            {
                "registered" or "meetingAnswered" => entry.Actor == "citizen",
                "dispatched" or "queued" => entry is { Actor: "system", Seq: 2 },
                "deadlinesRecomputed" => entry.Actor == "system",
                "alarmed" or "resumed" => entry.Actor == "clock",
                "repeatLinked" or "abuseSuspected" => entry.Actor == "rule",
                _ => false,
            };
        }

        var holder = Story.Before(one.Entries, entry.Seq).Unit;
        var own = unit == holder;
        var above = holder is { } held && evidence.Staff.IsBelow(held, unit);
        return entry.Kind switch
        {
            "registered" => actor.Role is Role.Operator or Role.Inspector,
            "dispatched" when entry.Seq == 2 => actor.Role == Role.Operator,
            // What is done at the lead of an incident stands in the chains of all; there it was somebody's to do.
            _ when AtTheLead(evidence, one, entry) => true,
            "dispatched" => (actor.Role == Role.Dispatcher && (own || above))
                || (actor.Role == Role.Leader && above),
            "signed"
            or "contacted"
            or "resolved"
            or "returnAsked"
            or "extensionAsked"
            or "suspensionAsked"
            or "resumed"
            or "progressReported"
            or "meetingOffered"
            or "met" => own && (actor.Role is Role.Handler or Role.Secretary),
            "returnJudged" => above && (actor.Role is Role.Dispatcher or Role.Leader),
            "extensionJudged" or "suspensionJudged" or "supervised" => (
                actor.Role == Role.Dispatcher && above
            ) || (actor.Role == Role.Leader && (own || above)),
            "calledBack" or "followedUp" or "reopened" => actor.Role == Role.Caller
                && (own || above),
            "closed" => (actor.Role is Role.Caller or Role.Dispatcher or Role.Leader)
                && (own || above),
            "controlled" => actor.Role == Role.Caller && (own || above),
            "joinedIncident" or "leftIncident" or "memberJoined" or "memberLeft" => (
                actor.Role == Role.Dispatcher && (own || above)
            ) || (own && actor.Role is Role.Handler or Role.Secretary),
            "assistanceAsked" or "legalPathTold" => (actor.Role is Role.Dispatcher or Role.Leader)
                && (own || above),
            "handedOver" => (actor.Role == Role.Leader && (own || above))
                || (own && actor.Role == Role.Handler),
            "corrected" => own || above,
            "reinspected" => (
                actor.Role == Role.Inspector
                && one.Entries[0].Fact("reporter")?.GetGuid() == actor.Id
            ) || ((actor.Role is Role.Dispatcher or Role.Leader) && (own || above)),
            "requesterErased" => actor.Role == Role.SecurityAdministrator,
            _ => false,
        };
    }

    /// <summary>
    /// Whether an entry of a joined case is one of its lead, at the same moment and by the same person. A lead that is not looked at now is
    /// asked when all are.
    /// </summary>
    private static bool AtTheLead(Evidence evidence, CaseEvidence one, Entry entry) =>
        Incidents.LeadAt(one, entry.Seq) is { } lead
        && (
            evidence.Cases.FirstOrDefault(other => other.Row.CaseId == lead) is not { } leading
            || leading.Entries.Any(other =>
                other.At == entry.At
                && other.Actor == entry.Actor
                && (other.Kind == entry.Kind || other.Kind == "memberJoined")
            )
        );

    private static string WhoIs(Evidence evidence, Entry entry) =>
        evidence.Staff.Named(entry.Actor) is { } actor
            ? $"{actor.Role} of {evidence.Staff.NameOf(actor.UnitId!.Value)}"
            : entry.Actor;

    private static string HolderAt(Evidence evidence, CaseEvidence one, Entry entry) =>
        Story.Before(one.Entries, entry.Seq).Unit is { } unit
            ? evidence.Staff.NameOf(unit)
            : "nobody";
}
