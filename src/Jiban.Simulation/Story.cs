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

    /// <summary>After so many calls that nobody answered an end without a result is asked about no more.</summary>
    private const int MostTries = 3;

    /// <summary>How it ended, and by whom; null while it is open.</summary>
    public string? How { get; init; }

    public Guid? ClosedBy { get; init; }

    /// <summary>Whether somebody asked for it.</summary>
    public bool HasPerson { get; init; }

    /// <summary>Calls since it ended, and whether one was answered.</summary>
    public int Calls { get; init; }

    public bool Answered { get; init; }

    /// <summary>Whether it ended without a result and its requester is still to be asked about that.</summary>
    public bool AsksAfterEnd =>
        State == "closed"
        && HasPerson
        && How is "legalPath" or "declined"
        && !Answered
        && Calls < MostTries;

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
        ["worded"] = [("queued", "*")],
        ["declined"] = [("queued", "*")],
        ["signed"] = [("dispatched", "signed")],
        ["contacted"] = [("signed", "*")],
        ["resolved"] = [("signed", "resolved")],
        ["calledBack"] = [("resolved", "*")], // and what ended without a result: FaultOf
        ["closed"] = [("resolved", "closed")],
        ["returnAsked"] = [("dispatched", "*"), ("signed", "*")],
        ["returnJudged"] = [("dispatched", "*"), ("signed", "*")],
        ["extensionAsked"] = [("signed", "*")],
        ["extensionJudged"] = [("signed", "*")],
        ["suspensionAsked"] = [("signed", "*")],
        ["resumed"] = [("suspended", "signed")],
        ["progressReported"] = [("signed", "*"), ("suspended", "*")],
        ["supervisionAnswered"] = [("dispatched", "*"), ("signed", "*"), ("suspended", "*")],
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
        "wishChanged",
        "meetingAnswered",
        "requesterErased",
        "repeatLinked",
        "repeatLikely",
        "repeatUnlinked",
        "twinDenied",
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
            "registered" => next with
            {
                Urgency = entry.Fact("urgency")!.Value.GetString()!,
                HasPerson = entry.Fact("hasPerson")!.Value.GetBoolean(),
            },
            "closed" => next with
            {
                How = entry.Fact("how")!.Value.GetString(),
                ClosedBy = entry.Fact("by")!.Value.GetGuid(),
                Calls = 0,
                Answered = false,
            },
            "calledBack" => next with
            {
                Calls = Calls + (entry.Fact("counts")?.GetBoolean() == false ? 0 : 1),
                Answered = Answered || entry.Fact("reached")!.Value.GetBoolean(),
            },
            "queued" => next with
            {
                Unit = entry.Fact("unit")!.Value.GetGuid(),
                SignedBy = null,
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
            "reopened" => next with { ResolvedBy = null, How = null, ClosedBy = null },
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
            "reopened" when IsToQueue(entry) => "queued",
            _ => Graph
                .GetValueOrDefault(entry.Kind)
                ?.Where(step => step.From == State)
                .Select(step => step.To == "*" ? State : step.To)
                .FirstOrDefault()
                ?? State,
        };

    private static bool IsToQueue(Entry entry) => entry.Fact("toQueue")?.GetBoolean() == true;

    private string? FaultOf(Entry entry) =>
        entry.Kind switch
        {
            "reinspected" when State == "resolved" => null,
            "suspensionJudged" when State == "signed" => null,
            "closed"
                when State is "queued" or "dispatched" or "signed" or "suspended"
                    && EndsBehind.GetValueOrDefault(entry.Fact("how")!.Value.GetString()!)
                        == Last => null,
            // Asked after the end: what ended without a result by the desk, what the city closed by the city. Whoever objects is heard by a person.
            "calledBack" when State == "closed" => AsksAfterEnd
            || (How == "byCity" && entry.Actor == "12345")
                ? null
                : $"calledBack after the end as {How}, entry {entry.Seq}",
            "reopened" when IsToQueue(entry) => State == "closed"
            && Last is "calledBack" or "supervised"
            && Answered
            && How is "legalPath" or "declined"
                ? null
                : $"put before a person as {How}, entry {entry.Seq}",
            "queued" when State == "queued" && Last == "reopened" => null,
            var aside when Aside.Contains(aside) => null,
            var kind
                when Graph.TryGetValue(kind, out var steps)
                    && steps.Any(step => step.From == State) => null,
            _ => $"{entry.Kind} in state {State}, entry {entry.Seq}",
        };
}
