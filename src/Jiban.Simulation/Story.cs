using Jiban.Simulation.Invariants;

namespace Jiban.Simulation;

/// <summary>
/// A case told from its journal, once more and with nothing of the product's: the graph of states written anew, and who had it when.
/// </summary>
/// <param name="Verifier">Whose look is waited for before a unit is sent; null when nobody's.</param>
/// <param name="Fault">The first thing that the graph does not know; null when all is well.</param>
internal sealed record Story(
    string State,
    Guid? Unit,
    string Urgency,
    Guid? SignedBy,
    Guid? ResolvedBy,
    Guid? Verifier,
    string? Fault,
    string Last
)
{
    private static readonly Story Nothing = new("nothing", null, "", null, null, null, null, "");

    /// <summary>From what state each kind leads to what state. A star is the state that it is in.</summary>
    private static readonly Dictionary<string, (string From, string To)[]> Graph = new()
    {
        ["registered"] = [("nothing", "registered")],
        ["queued"] = [("registered", "queued")],
        ["dispatched"] =
        [
            ("registered", "dispatched"),
            ("queued", "dispatched"),
            ("dispatched", "dispatched"),
            ("signed", "dispatched"),
        ],
        ["verified"] = [("queued", "*")],
        ["declined"] = [("queued", "*")],
        ["signed"] = [("dispatched", "signed")],
        ["contacted"] = [("signed", "*")],
        ["resolved"] = [("signed", "resolved")],
        ["calledBack"] = [("resolved", "*")],
        ["closed"] = [("resolved", "closed")],
        ["returnAsked"] = [("dispatched", "*"), ("signed", "*")],
        ["returnJudged"] = [("dispatched", "*"), ("signed", "*")],
        ["extensionAsked"] = [("signed", "*")],
        ["extensionJudged"] = [("signed", "*")],
        ["suspensionAsked"] = [("signed", "*")],
        ["resumed"] = [("suspended", "signed")],
        ["progressReported"] = [("signed", "*"), ("suspended", "*")],
        ["meetingOffered"] = [("signed", "*")],
        ["met"] = [("signed", "*")],
        ["reopened"] = [("resolved", "signed"), ("closed", "signed")],
        ["followedUp"] = [("closed", "*")],
        ["controlled"] = [("closed", "*")],
        ["joinedIncident"] = [("queued", "*"), ("dispatched", "*"), ("signed", "*")],
        ["memberJoined"] = [("queued", "*"), ("dispatched", "*"), ("signed", "*")],
        ["assistanceAsked"] = [("dispatched", "*"), ("signed", "*"), ("suspended", "*")],
        ["handedOver"] = [("signed", "*"), ("suspended", "*"), ("resolved", "*")],
        ["legalPathTold"] = [("queued", "*"), ("dispatched", "*"), ("signed", "*")],
        ["split"] = [("queued", "*"), ("dispatched", "*")],
        ["classCorrected"] =
        [
            ("dispatched", "*"),
            ("signed", "*"),
            ("suspended", "*"),
            ("resolved", "*"),
        ],
        ["assistanceReported"] =
        [
            ("queued", "*"),
            ("dispatched", "*"),
            ("signed", "*"),
            ("suspended", "*"),
        ],
        ["praiseAccepted"] = [("queued", "*"), ("dispatched", "*"), ("signed", "*")],
    };

    /// <summary>Kinds that change no state, wherever a case is, as long as it is not over.</summary>
    private static readonly string[] Aside =
    [
        "alarmed",
        "supervised",
        "deadlinesRecomputed",
        "meetingAnswered",
        "requesterErased",
        "repeatLinked",
        "repeatLikely",
        "abuseSuspected",
        "corrected",
        "memberLeft",
        "leftIncident",
        "incidentStep",
        "abuseJudged",
        "praised",
        "excluded",
        "returnDecided",
        "whistleBlown",
        "arrived",
        "unitSummoned",
        "escalated",
        "taskOpened",
        "taskDone",
        "taskVerified",
        "taskReturned",
        "taskWithdrawn",
        "taskAlarmed",
        "whistleClosed",
    ];

    /// <summary>Ends without a result, each only right behind the entry that is its ground.</summary>
    private static readonly Dictionary<string, string> EndsBehind = new()
    {
        ["split"] = "split",
        ["legalPath"] = "legalPathTold",
        ["praise"] = "praiseAccepted",
        ["abuse"] = "abuseJudged",
        ["declined"] = "declined",
        ["givenBack"] = "returnDecided",
    };

    /// <summary>Tells it from the first entry to the last.</summary>
    public static Story Of(IEnumerable<Entry> entries) =>
        entries.Aggregate(Nothing, (story, entry) => story.After(entry));

    /// <summary>Tells it as it stood before an entry.</summary>
    public static Story Before(IEnumerable<Entry> entries, int seq) =>
        Of(entries.TakeWhile(entry => entry.Seq < seq));

    private Story After(Entry entry)
    {
        var next = this with
        {
            State = Next(entry),
            Fault = Fault ?? FaultOf(entry),
            Last = entry.Kind,
        };
        return entry.Kind switch
        {
            "registered" => next with { Urgency = entry.Fact("urgency")!.Value.GetString()! },
            "queued" => next with
            {
                Unit = entry.Fact("unit")!.Value.GetGuid(),
                Verifier = Verifications.Verifier(entry),
            },
            "verified" => next with { Verifier = null },
            "dispatched" => next with
            {
                Unit = entry.Fact("unit")!.Value.GetGuid(),
                Urgency = entry.Fact("urgency")?.GetString() ?? Urgency,
                SignedBy = null,
                Verifier = null,
            },
            "classCorrected" => next with
            {
                Urgency = entry.Fact("urgency")?.GetString() ?? Urgency,
            },
            "signed" => next with { SignedBy = entry.Fact("by")!.Value.GetGuid() },
            "handedOver" => next with { SignedBy = entry.Fact("to")!.Value.GetGuid() },
            "resolved" => next with { ResolvedBy = entry.Fact("by")!.Value.GetGuid() },
            "reopened" => next with { ResolvedBy = null },
            "reinspected" when next.State == "signed" => next with { ResolvedBy = null },
            _ => next,
        };
    }

    private string Next(Entry entry) =>
        entry.Kind switch
        {
            "reinspected" => entry.Fact("passed")!.Value.GetBoolean() ? State : "signed",
            "suspensionJudged" => entry.Fact("until") is null ? State : "suspended",
            "closed" => "closed",
            _ => Graph
                .GetValueOrDefault(entry.Kind)
                ?.Where(step => step.From == State)
                .Select(step => step.To == "*" ? State : step.To)
                .FirstOrDefault()
                ?? State,
        };

    private string? FaultOf(Entry entry) =>
        entry.Kind switch
        {
            "reinspected" when State == "resolved" => null,
            "suspensionJudged" when State == "signed" => null,
            "closed"
                when State is "queued" or "dispatched" or "signed" or "suspended"
                    && EndsBehind.GetValueOrDefault(entry.Fact("how")!.Value.GetString()!)
                        == Last => null,
            var aside when Aside.Contains(aside) => null,
            var kind
                when Graph.TryGetValue(kind, out var steps)
                    && steps.Any(step => step.From == State) => null,
            _ => $"{entry.Kind} in state {State}, entry {entry.Seq}",
        };
}
