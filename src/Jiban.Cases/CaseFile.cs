using Jiban.Cases.Contracts;
using Jiban.Cases.Meetings;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Journaling;
using Jiban.Platform.Live;

namespace Jiban.Cases;

/// <summary>Where a case stands.</summary>
internal enum CaseState
{
    /// <summary>Waits for a person to choose the unit (待派).</summary>
    Queued,

    /// <summary>Given to a unit that has not signed yet (待签收).</summary>
    Dispatched,

    /// <summary>Signed, being handled (办理中).</summary>
    Signed,

    /// <summary>Put aside with a plan (挂账): no clock of the handling runs until it returns.</summary>
    Suspended,

    /// <summary>The unit has reported its result; the requester is to be asked, or the place looked at again (待回访、待核查).</summary>
    Resolved,

    /// <summary>Closed (已结案).</summary>
    Closed,
}

/// <summary>
/// A case as it stands: the fold of its journal. Nothing here is written but by applying entries, so the row and the journal
/// can't drift apart (a property test replays them).
/// </summary>
internal sealed partial record CaseFile
{
    /// <summary>The channel of what inspectors find.</summary>
    public const string PatrolChannel = "patrol";

    public Guid CaseId { get; init; }
    public string Number { get; init; } = "";
    public CaseState State { get; init; }
    public string Channel { get; init; } = "";
    public bool Own { get; init; }
    public bool HasPerson { get; init; }
    public Guid? Reporter { get; init; }
    public DemandKind Kind { get; init; }
    public string ClassCode { get; init; } = "";
    public int ClassConfidence { get; init; }
    public Urgency Urgency { get; init; }
    public Guid? DistrictId { get; init; }
    public Guid? StreetId { get; init; }
    public Guid? CommunityId { get; init; }
    public string? GridCode { get; init; }
    public string? PlaceName { get; init; }
    public string? PlaceSource { get; init; }
    public int? LonE7 { get; init; }
    public int? LatE7 { get; init; }

    /// <summary>The component that it is about, by its identifier.</summary>
    public string? Component { get; init; }
    public bool Danger { get; init; }

    /// <summary>The unit that answers for the case now: never empty, in the queue it is the one that must choose.</summary>
    public Guid UnitId { get; init; }
    public DispatchMode? Mode { get; init; }
    public int Confidence { get; init; }
    public DateTimeOffset ReceivedAt { get; init; }
    public DateTimeOffset? DueDispatch { get; init; }
    public DateTimeOffset? DueSign { get; init; }
    public DateTimeOffset? DueContact { get; init; }
    public DateTimeOffset? DueResolve { get; init; }

    /// <summary>The limit of the city's line; whoever gives the case deadlines keeps within it.</summary>
    public DateTimeOffset? GivenLimit { get; init; }

    /// <summary>The limit that follows from the requester's wish (期望时限), in the first handling: none when the class gives less time.</summary>
    public DateTimeOffset? WishedLimit { get; init; }
    public DateTimeOffset? DispatchedAt { get; init; }
    public DateTimeOffset? SignedAt { get; init; }
    public Guid? SignedBy { get; init; }
    public DateTimeOffset? ContactedAt { get; init; }
    public DateTimeOffset? ResolvedAt { get; init; }
    public Guid? ResolvedBy { get; init; }
    public Outcome? Outcome { get; init; }
    public DateTimeOffset? ReinspectedAt { get; init; }
    public Guid? ReinspectedBy { get; init; }
    public bool? ReinspectionPassed { get; init; }

    /// <summary>Whether somebody else must look at the result, as settled with it; null for results from before there was a rule.</summary>
    public bool? ReinspectionNeeded { get; init; }

    /// <summary>Whether the case can't be closed before somebody else has looked at its result and found it in order.</summary>
    public bool AwaitsReinspection =>
        State == CaseState.Resolved
        && ReinspectionPassed != true
        && (ReinspectionNeeded ?? (!HasPerson && Channel == PatrolChannel));
    public int CallBackTries { get; init; }

    /// <summary>The last of them.</summary>
    public DateTimeOffset? CallBackTriedAt { get; init; }
    public DateTimeOffset? CalledBackAt { get; init; }
    public bool? Contacted { get; init; }
    public Solved? Solved { get; init; }
    public Satisfied? Satisfied { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    public Guid? ClosedBy { get; init; }
    public ClosedHow? ClosedHow { get; init; }

    /// <summary>Tasks of kind build that other units still have to do for this case.</summary>
    public int OpenBuildTasks { get; init; }
    public int HeadSeq { get; init; }
    public byte[] HeadHash { get; init; } = Head.None.Hash;

    /// <summary>The end of the chain.</summary>
    public Head Head => new(HeadSeq, HeadHash);

    /// <summary>The clock of the handling that runs out first; null when none runs.</summary>
    public (Step Step, DateTimeOffset At)? NextDue
    {
        get
        {
            (Step Step, DateTimeOffset At)? next = null;
            foreach (var clock in Running())
            {
                // What somebody else must judge, or say, is not the clock of whoever has the case in hand.
                if (
                    clock.Step is not (Step.Review or Step.Ruling)
                    && !(Confidential && clock.Step == Step.Contact)
                    && !(next?.At <= clock.At)
                )
                {
                    next = clock;
                }
            }

            return next;
        }
    }

    /// <summary>The row's column: <see cref="NextDue"/> without the step.</summary>
    public DateTimeOffset? NextDueAt => NextDue?.At;

    /// <summary>Folds a whole journal.</summary>
    public static CaseFile Fold(IEnumerable<JournalEntry> entries) =>
        entries.Aggregate(new CaseFile(), (file, entry) => file.Apply(entry));

    /// <summary>Takes one more entry of the chain.</summary>
    public CaseFile Apply(ChainedEntry chained) =>
        Apply(chained.Entry) with
        {
            HeadHash = chained.Hash,
        };

    /// <summary>Takes one more entry. Kinds that change nothing of the row only move the head.</summary>
    public CaseFile Apply(JournalEntry entry)
    {
        var file = entry.Kind switch
        {
            Happened.Registered => Apply(CanonicalJson.Read<RegisteredFacts>(entry.Data), entry),
            Happened.Queued => Apply(CanonicalJson.Read<QueuedFacts>(entry.Data)),
            Happened.Dispatched => Apply(CanonicalJson.Read<DispatchedFacts>(entry.Data), entry.At),
            Happened.Signed => Apply(CanonicalJson.Read<SignedFacts>(entry.Data), entry.At),
            Happened.Contacted => Apply(CanonicalJson.Read<ContactedFacts>(entry.Data), entry.At),
            Happened.Resolved => Apply(CanonicalJson.Read<ResolvedFacts>(entry.Data), entry.At),
            Happened.Reinspected => Apply(
                CanonicalJson.Read<ReinspectedFacts>(entry.Data),
                entry.At
            ),
            Happened.CalledBack => Apply(CanonicalJson.Read<CalledBackFacts>(entry.Data), entry.At),
            Happened.Closed => Apply(CanonicalJson.Read<ClosedFacts>(entry.Data), entry.At),
            Happened.DeadlinesRecomputed => Apply(
                CanonicalJson.Read<DeadlinesRecomputedFacts>(entry.Data)
            ),
            Happened.TaskOpened => Building(
                CanonicalJson.Read<CaseNote.TaskOpened>(entry.Data).Kind,
                1
            ),
            Happened.TaskReturned => Building(
                CanonicalJson.Read<CaseNote.TaskReturned>(entry.Data).Kind,
                1
            ),
            Happened.TaskDone => Building(
                CanonicalJson.Read<CaseNote.TaskDone>(entry.Data).Kind,
                -1
            ),
            Happened.TaskWithdrawn => Building(
                CanonicalJson.Read<CaseNote.TaskWithdrawn>(entry.Data).Kind,
                -1
            ),
            _ => ApplyLater(entry),
        };
        return file with { HeadSeq = entry.Seq };
    }

    private CaseFile Apply(RegisteredFacts facts, JournalEntry entry) =>
        this with
        {
            CaseId = entry.CaseId,
            Number = facts.Number,
            Channel = facts.Channel,
            Own = facts.Own,
            HasPerson = facts.HasPerson,
            Reporter = facts.Reporter,
            Kind = facts.Kind,
            ClassCode = facts.Class,
            ClassConfidence = facts.ClassConfidence,
            Urgency = facts.Urgency,
            DistrictId = facts.DistrictId,
            StreetId = facts.StreetId,
            CommunityId = facts.CommunityId,
            GridCode = facts.Grid,
            PlaceName = facts.PlaceName,
            PlaceSource = facts.PlaceSource,
            LonE7 = facts.LonE7,
            LatE7 = facts.LatE7,
            Component = facts.Component,
            Danger = facts.Danger,
            ReceivedAt = entry.At,
            GivenLimit = facts.Limit,
            WishedLimit = facts.WishedLimit,
            Confidential = facts.Confidential,
            Preventive = facts.Preventive,
            OnlyVoice = facts.OnlyVoice,
            ParentId = facts.Parent,
            // Who wants to stay unknown to the unit is invited by those above it.
            Meeting =
                facts.HasPerson && (!facts.Confidential || facts.InvitedByAbove == true)
                    ? MeetingState.Invited
                    : null,
        };

    private CaseFile Apply(QueuedFacts facts) =>
        (
            this with
            {
                State = CaseState.Queued,
                UnitId = facts.Unit,
                Confidence = facts.Candidates.Count == 0 ? 0 : facts.Candidates[0].Confidence,
                DueDispatch = facts.DueDispatch,
                DueSign = facts.DueSign,
                DueContact = facts.DueContact,
                DueResolve = facts.DueResolve,
            }
        ).ToBeVerified(facts);

    private CaseFile Apply(DispatchedFacts facts, DateTimeOffset at) =>
        Answered() with
        {
            State = CaseState.Dispatched,
            UnitId = facts.Unit,
            Mode = facts.Mode,
            Confidence = facts.Confidence,
            ClassCode = facts.Class ?? ClassCode,
            Urgency = facts.Urgency ?? Urgency,
            DispatchedAt = at,
            SignedAt = null,
            SignedBy = null,
            SupervisionAnsweredAt = null,
            HandedOverAt = null,
            ContactedAt = null,
            ContactTries = 0,
            ContactTriedAt = null,
            // Whom one unit did not reach the next one has to try: it begins with an invitation.
            Meeting = Meeting == MeetingState.NotReached ? MeetingState.Invited : Meeting,
            DueProgress = null,
            AlarmLevel = 0,
            Promised = null,
            DueSign = facts.DueSign,
            DueContact = facts.DueContact,
            DueResolve = facts.DueResolve,
        };

    private CaseFile Apply(SignedFacts facts, DateTimeOffset at) =>
        this with
        {
            State = CaseState.Signed,
            SignedAt = at,
            SignedBy = facts.By,
            DueProgress = facts.DueProgress,
            DueContact = facts.Dues?.Contact ?? DueContact,
            DueResolve = facts.Dues?.Resolve ?? DueResolve,
        };

    /// <summary>What the unit had asked for is settled by its result.</summary>
    private CaseFile Apply(ResolvedFacts facts, DateTimeOffset at) =>
        Unsupervised() with
        {
            State = CaseState.Resolved,
            DueProgress = null,
            AlarmLevel = 0,
            HandedOverAt = null,
            ResolvedAt = at,
            ResolvedBy = facts.By,
            Outcome = facts.Outcome,
            ReinspectedAt = null,
            ReinspectedBy = null,
            ReinspectionPassed = null,
            ReinspectionNeeded = facts.Reinspect,
            DueCallBack = facts.DueCallBack,
        };

    /// <summary>
    /// A re-inspection that fails gives the case back to the one who signed: there is no result any more, its deadline runs again, and whoever
    /// was called back is asked again about the next result.
    /// </summary>
    private CaseFile Apply(ReinspectedFacts facts, DateTimeOffset at) =>
        (
            facts.Passed
                ? this
                : this with
                {
                    State = CaseState.Signed,
                    ResolvedAt = null,
                    ResolvedBy = null,
                    Outcome = null,
                    DueProgress = facts.DueProgress,
                    CalledBackAt = null,
                    CalledBackBy = null,
                    CallBackTries = 0,
                    CallBackTriedAt = null,
                    Contacted = null,
                    Solved = null,
                    Satisfied = null,
                }
        ) with
        {
            ReinspectedAt = at,
            ReinspectedBy = facts.By,
            ReinspectionPassed = facts.Passed,
        };

    /// <summary>Only an answer of the requester counts; a try that reached nobody is counted and changes nothing else.</summary>
    private CaseFile Apply(CalledBackFacts facts, DateTimeOffset at) =>
        (
            this with
            {
                CallBackTries = CallBackTries + (facts.Counts ? 1 : 0),
                CallBackTriedAt = facts.Counts ? at : CallBackTriedAt,
                DueCallBack = facts.Over ? null : DueCallBack,
            }
        )
            is var tried
        && facts.Reached
            ? tried with
            {
                CalledBackAt = at,
                CalledBackBy = facts.By,
                Contacted = facts.Contacted,
                Solved = facts.Solved,
                Satisfied = facts.Satisfied,
            }
            : tried;

    /// <summary>What may end a case without a result, such as a split, ends what was asked for as well.</summary>
    private CaseFile Apply(ClosedFacts facts, DateTimeOffset at) =>
        Unsupervised() with
        {
            State = CaseState.Closed,
            HandedOverAt = null,
            ClosedAt = at,
            ClosedBy = facts.By,
            ClosedHow = facts.How,
            // What the city took back leads nobody any more (IncidentSteps).
            Members = facts.How == Cases.ClosedHow.GivenBack ? 0 : Members,
            DueFollowUp = facts.DueFollowUp,
            DueCallBack = facts.DueCallBack,
            Control = facts.Control ? Ends.Control.Due : null,
            DueControl = facts.DueControl,
            DueProgress = null,
            SuspendedUntil = null,
            PausedSeconds = null,
        };

    private CaseFile Building(TaskKind kind, int more) =>
        kind == TaskKind.Build ? this with { OpenBuildTasks = OpenBuildTasks + more } : this;

    /// <summary>What the pages are told once it is durable.</summary>
    public CaseChanged ToChanged() => new(CaseId, Number, Words.Of(State), UnitId, HeadSeq);

    /// <summary>How an actor stands to this case.</summary>
    public Relation RelationOf(Actor actor, Func<Guid, Guid, bool> isBelow)
    {
        var relation = RelationTo.Case(
            actor.UnitId,
            UnitId,
            isBelow,
            actor.Id != Guid.Empty
                && (actor.Id == Reporter || actor.Id == SignedBy || actor.Id == Verifier)
        );
        // Whoever may see the case anyway loses nothing by being called together about it; that its unit stands above theirs shows them nothing yet.
        var helps =
            actor.UnitId is { } unit
            && (Assists(unit) || (relation is Relation.None or Relation.Above && IsConvened(unit)));
        return helps ? relation | Relation.Assisting : relation;
    }
}
