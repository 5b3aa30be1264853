using Jiban.Platform.Auth;

namespace Jiban.Simulation.Invariants;

/// <summary>
/// Everything in the journal was done by somebody whose it was to do. The rules are written here once more, by kind and not by route, and
/// not read from the product's table.
/// </summary>
internal sealed class Rights : CaseInvariant
{
    private const string Upstream = "12345";

    /// <summary>What the city's line says of its own orders.</summary>
    private static readonly string[] Said =
    [
        "registered",
        "dispatched",
        "supervised",
        "calledBack",
        "reopened",
        "queued",
        "returnDecided",
        "excluded",
        "closed",
    ];

    public override string Name => "rights";

    protected override IEnumerable<string> Broken(Evidence evidence, CaseEvidence one) =>
        one
            .Entries.Where(entry => !IsRight(evidence, one, entry))
            .Select(entry =>
                $"{entry.Kind} by {WhoIs(evidence, entry)}, entry {entry.Seq}, while it was with {HolderAt(evidence, one, entry)}"
            );

    private static bool IsRight(Evidence evidence, CaseEvidence one, Entry entry)
    {
        if (entry.Kind == "incidentStep")
        {
            return IsOfTheLead(evidence, one, entry);
        }

        if (entry.Actor == Upstream)
        {
            return AtTheLead(evidence, one, entry) || (IsOrder(one) && Said.Contains(entry.Kind));
        }

        if (evidence.Staff.Named(entry.Actor) is not { UnitId: { } unit } actor)
        {
            return entry.Kind switch
            {
                "escalated" or "taskAlarmed" => entry.Actor == "system",

                "registered" or "meetingAnswered" => entry.Actor == "citizen",
                // With the end of the time for a look, as dispatch had chosen.
                "dispatched" when entry.Actor == "clock" => Story
                    .Before(one.Entries, entry.Seq)
                    .Last == "verified",
                "dispatched" or "queued" => entry is { Actor: "system", Seq: 2 },
                "deadlinesRecomputed" => entry.Actor == "system",
                // Where the catalogue names who helps, the door asks them.
                "assistanceAsked" => entry is { Actor: "system", Seq: 3 },
                "alarmed" or "resumed" or "verified" => entry.Actor == "clock",
                "repeatLinked" or "repeatLikely" or "abuseSuspected" => entry.Actor == "rule",
                _ => false,
            };
        }

        var holder = Story.Before(one.Entries, entry.Seq).Unit;
        var own = unit == holder;
        var above = holder is { } held && evidence.Staff.IsBelow(held, unit);
        return entry.Kind switch
        {
            "registered" => actor.Role is Role.Operator or Role.Inspector
                || (actor.Role == Role.Dispatcher && entry.Fact("parent") is not null),
            "dispatched" when entry.Seq == 2 => actor.Role == Role.Operator,
            // What is done at the lead of an incident stands in the chains of all; there it was somebody's to do.
            _ when AtTheLead(evidence, one, entry) => true,
            "verified" => IsAskedToLook(),
            // As dispatch had chosen, with the look that found it as reported.
            "dispatched" when actor.Role == Role.Inspector => Story
                .Before(one.Entries, entry.Seq)
                .Last == "verified"
                && IsAskedToLook(),
            "worded" or "dispatched" => (actor.Role == Role.Dispatcher && (own || above))
                || (actor.Role == Role.Leader && above),
            // With whom the unit may not know, those above it speak.
            "contacted" or "meetingOffered" or "met" when one.Row.Confidential => (
                above && (actor.Role is Role.Dispatcher or Role.Caller)
            )
                // Of what the city's centre has itself, its callers, who handle nothing.
                || (own && actor.Role == Role.Caller && unit == evidence.Staff.Centre)
                // Or whoever took it in.
                || (
                    entry.Actor == one.Entries[0].Actor
                    && actor.Role is Role.Operator or Role.Secretary or Role.Dispatcher
                ),
            "declined" => actor.Role is Role.Dispatcher or Role.Leader && (own || above),
            "signed"
            or "contacted"
            or "resolved"
            or "returnAsked"
            or "extensionAsked"
            or "suspensionAsked"
            or "resumed"
            or "progressReported"
            or "supervisionAnswered"
            or "meetingOffered"
            or "met" => own && (actor.Role is Role.Handler or Role.Secretary),
            "returnJudged" => (above && (actor.Role is Role.Dispatcher or Role.Leader))
                // Above the city's centre stands nobody.
                || (own && actor.Role == Role.Leader && unit == evidence.Staff.Centre),
            "extensionJudged" or "suspensionJudged" or "supervised" => (
                actor.Role == Role.Dispatcher && above
            ) || (actor.Role == Role.Leader && (own || above)),
            // Whoever objects to an end without a result has it put before a person by the one who asked.
            "queued" => Story.Before(one.Entries, entry.Seq).Last == "reopened",
            "calledBack" or "followedUp" or "reopened" => actor.Role == Role.Caller
                && (own || above),
            "closed" when entry.Fact("how")!.Value.GetString() == "praise" => MayTakeThanks(),
            "closed" => (actor.Role is Role.Caller or Role.Dispatcher or Role.Leader)
                && (own || above),
            "classCorrected" or "wishChanged" => (actor.Role is Role.Dispatcher or Role.Leader)
                && (own || above),
            "controlled" => actor.Role == Role.Caller && (own || above),
            "joinedIncident"
            or "leftIncident"
            or "memberJoined"
            or "memberLeft"
            or "twinDenied"
            or "repeatLinked"
            or "repeatUnlinked" => (actor.Role == Role.Dispatcher && (own || above))
                || (own && actor.Role is Role.Handler or Role.Secretary),
            "assistanceAsked" or "legalPathTold" => (actor.Role is Role.Dispatcher or Role.Leader)
                && (own || above),
            "handedOver" => (actor.Role == Role.Leader && (own || above))
                || (own && actor.Role == Role.Handler),
            // What was told while it was joined is put right where it was told, whatever way it has gone since.
            "corrected" => own || above || AtAnEarlierLead(evidence, one, entry),
            "reinspected" => (
                actor.Role == Role.Inspector
                && one.Entries[0].Fact("reporter")?.GetGuid() == actor.Id
            ) || ((actor.Role is Role.Dispatcher or Role.Leader) && (own || above)),
            "abuseJudged" or "split" => (
                actor.Role is Role.Dispatcher
                || (actor.Role == Role.Leader && entry.Kind != "split")
            ) && (own || above),
            "praiseAccepted" => MayTakeThanks(),
            // At the case that is praised: whoever took the thanks need not have anything else to do with it.
            "praised" => actor.Role is Role.Dispatcher or Role.Handler or Role.Secretary,
            "assistanceReported" => entry.Fact("unit")?.GetGuid() == unit
                && actor.Role is Role.Handler or Role.Secretary,
            "whistleBlown" => entry.Fact("unit")?.GetGuid() == unit && (own || above),
            "arrived" or "taskDone" => entry.Fact("unit")?.GetGuid() == unit,
            "unitSummoned"
            or "taskOpened"
            or "taskVerified"
            or "taskReturned"
            or "taskWithdrawn"
            or "whistleClosed" => Leads(evidence, entry, actor),
            "requesterErased" => actor.Role == Role.SecurityAdministrator,
            _ => false,
        };

        bool IsAskedToLook() =>
            one.Entries.Select(Verifications.Verifier).Any(asked => asked == actor.Id);

        bool MayTakeThanks() =>
            (actor.Role == Role.Dispatcher && (own || above))
            || (own && actor.Role is Role.Handler or Role.Secretary);
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

    /// <summary>Whether an entry of a case that was joined is one of a lead that it had, at the same moment and by the same person.</summary>
    private static bool AtAnEarlierLead(Evidence evidence, CaseEvidence one, Entry entry) =>
        one
            .Entries.TakeWhile(earlier => earlier.Seq < entry.Seq)
            .Where(earlier => earlier.Kind == "joinedIncident")
            .Select(earlier => earlier.Fact("lead")!.Value.GetGuid())
            .Any(lead =>
                evidence.Cases.FirstOrDefault(other => other.Row.CaseId == lead) is not { } leading
                || leading.Entries.Any(other =>
                    other.At == entry.At && other.Actor == entry.Actor && other.Kind == entry.Kind
                )
            );

    /// <summary>Whether an entry tells of one of the lead, as it stands there.</summary>
    private static bool IsOfTheLead(Evidence evidence, CaseEvidence one, Entry entry) =>
        Incidents.LeadAt(one, entry.Seq) is { } lead
        && (
            evidence.Cases.FirstOrDefault(other => other.Row.CaseId == lead) is not { } leading
            || leading.Entries.Any(other =>
                other.Seq == entry.Fact("seq")!.Value.GetInt32()
                && other.Kind == entry.Fact("kind")!.Value.GetString()
                && other.Actor == entry.Actor
            )
        );

    private static bool IsOrder(CaseEvidence one) => one.Entries[0].Fact("upstream") is not null;

    /// <summary>Whether somebody stands on the side of the unit that blew the whistle, or leads it by name.</summary>
    private static bool Leads(Evidence evidence, Entry entry, Actor actor) =>
        evidence.Whistles.FirstOrDefault(one => one.Id == entry.Fact("whistle")!.Value.GetGuid())
            is { } whistle
        && (
            actor.UnitId == whistle.UnitId
            || actor.Id == whistle.LeaderId
            || evidence.Staff.IsBelow(whistle.UnitId, actor.UnitId!.Value)
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
