using Jiban.Cases.Ends;
using Jiban.Cases.Links;
using Jiban.Platform.Auth;
using Jiban.Platform.Journaling;

namespace Jiban.Cases;

// How a case stands to others: incident, repeat, parts, helping units; and what is known of it apart from its way.
internal sealed partial record CaseFile
{
    /// <summary>The channel of the city's 12345 line; a clerk may name it too.</summary>
    public const string CityChannel = "12345";

    /// <summary>Whether the city's line passed it on, and knows it by a number of its own: what a clerk takes down has a reporter.</summary>
    public bool IsOrder => Channel == CityChannel && Reporter is null;

    /// <summary>The leading case of the incident that it is joined to; null when it goes its own way.</summary>
    public Guid? IncidentId { get; init; }

    /// <summary>How many cases are joined to this one.</summary>
    public int Members { get; init; }

    /// <summary>The request out of which it was split.</summary>
    public Guid? ParentId { get; init; }

    /// <summary>The earlier case of the same person, place and kind.</summary>
    public Guid? RepeatOf { get; init; }

    /// <summary>How that one ended.</summary>
    public Outcome? RepeatOutcome { get; init; }

    /// <summary>The earlier case that it may repeat, as its words say; null when a person has judged, or nothing is like it.</summary>
    public Guid? LikelyRepeatOf { get; init; }

    /// <summary>The requester stays unknown to the unit that handles it (保密).</summary>
    public bool Confidential { get; init; }

    /// <summary>
    /// Whether somebody has to speak with the requester: the unit, or of a confidential case those above it; not where the city's line keeps to itself who
    /// asked, nor in confidential cases from before those above invited.
    /// </summary>
    public bool HasContact => HasPerson && (!Confidential || Meeting is not null);

    public Abuse? Abuse { get; init; }

    /// <summary>Ids of the units that help, separated by spaces; null when none does.</summary>
    public string? Assisting { get; init; }

    /// <summary>Those of them that have not reported yet.</summary>
    public string? AssistingOpen { get; init; }

    /// <summary>Ids of the units that are called together about a return, separated by spaces; null when none is.</summary>
    public string? Convened { get; init; }
    public Guid? CalledBackBy { get; init; }
    public Control? Control { get; init; }

    /// <summary>The units that help.</summary>
    public IReadOnlyList<Guid> AssistingUnits => Units(Assisting);

    /// <summary>The units that help and have not reported.</summary>
    public IReadOnlyList<Guid> AssistingOpenUnits => Units(AssistingOpen);

    /// <summary>The units that are called together about a return.</summary>
    public IReadOnlyList<Guid> ConvenedUnits => Units(Convened);

    /// <summary>Whether a unit helps (协办).</summary>
    public bool Assists(Guid unit) =>
        Assisting?.Contains($"{unit}", StringComparison.Ordinal) == true;

    /// <summary>Whether a unit is called together about a return (会商): it reads the case until the verdict is there.</summary>
    public bool IsConvened(Guid unit) =>
        Convened?.Contains($"{unit}", StringComparison.Ordinal) == true;

    /// <summary>
    /// Whether an actor may learn who asked, as far as that is a question of secrecy: what is confidential is open to whoever took it in,
    /// to those above, and to the callers of the city's centre, never to the unit that handles it.
    /// </summary>
    /// <param name="isHotline"><see cref="Handling.CaseDesk.IsHotline"/>.</param>
    public bool RequesterIsOpenTo(Actor actor, Relation relation, bool isHotline) =>
        !Confidential
        || (actor.Id != Guid.Empty && actor.Id == Reporter)
        || (isHotline && !relation.HasFlag(Relation.Assigned))
        || (relation & (Relation.Own | Relation.Assigned | Relation.Assisting)) == Relation.None
        || (State == CaseState.Queued && relation.HasFlag(Relation.Own));

    private CaseFile ApplyLinks(JournalEntry entry) =>
        entry.Kind switch
        {
            Happened.JoinedIncident => this with
            {
                IncidentId = CanonicalJson.Read<JoinedIncidentFacts>(entry.Data).Lead,
            },
            Happened.LeftIncident => this with { IncidentId = null },
            Happened.MemberJoined => this with { Members = Members + 1 },
            Happened.MemberLeft => this with { Members = Members - 1 },
            Happened.RepeatLinked => Apply(CanonicalJson.Read<RepeatLinkedFacts>(entry.Data)),
            Happened.RepeatLikely => this with
            {
                LikelyRepeatOf = CanonicalJson.Read<RepeatLikelyFacts>(entry.Data).Of,
            },
            Happened.RepeatUnlinked => this with
            {
                RepeatOf = null,
                RepeatOutcome = null,
                LikelyRepeatOf = null,
            },
            Happened.AbuseSuspected => this with { Abuse = Links.Abuse.Suspected },
            Happened.AbuseJudged => this with
            {
                Abuse = CanonicalJson.Read<AbuseJudgedFacts>(entry.Data).Confirmed
                    ? Links.Abuse.Confirmed
                    : Links.Abuse.Cleared,
            },
            Happened.AssistanceAsked => Apply(CanonicalJson.Read<AssistanceAskedFacts>(entry.Data)),
            Happened.AssistanceReported => this with
            {
                AssistingOpen = Text(
                    AssistingOpenUnits.Where(unit =>
                        unit != CanonicalJson.Read<AssistanceReportedFacts>(entry.Data).Unit
                    )
                ),
            },
            Happened.HandedOver => this with
            {
                SignedBy = CanonicalJson.Read<HandedOverFacts>(entry.Data).To,
                HandedOverAt = State == CaseState.Resolved ? null : entry.At,
            },
            Happened.Controlled => Apply(CanonicalJson.Read<ControlledFacts>(entry.Data), entry.At),
            _ => this,
        };

    private CaseFile Apply(RepeatLinkedFacts facts) =>
        this with
        {
            RepeatOf = facts.Of,
            RepeatOutcome = facts.Outcome,
            LikelyRepeatOf = null,
        };

    /// <summary>Who stays keeps what was reported; who is new has not.</summary>
    private CaseFile Apply(AssistanceAskedFacts facts) =>
        this with
        {
            Assisting = Text(facts.Units),
            AssistingOpen = Text(
                facts.Units.Where(unit => !Assists(unit) || AssistingOpenUnits.Contains(unit))
            ),
        };

    private static IReadOnlyList<Guid> Units(string? text) =>
        text is null ? [] : [.. text.Split(' ').Select(Guid.Parse)];

    private static string? Text(IEnumerable<Guid> units) =>
        string.Join(' ', units) is { Length: > 0 } text ? text : null;
}
