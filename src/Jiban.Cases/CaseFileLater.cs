using Jiban.Cases.Asks;
using Jiban.Cases.Clocks;
using Jiban.Cases.Meetings;
using Jiban.Cases.Promises;
using Jiban.Platform.Journaling;

namespace Jiban.Cases;

// What happens to a case beyond the straight way from registration to closing: what its unit asks for, the meeting, clocks, reopening.
internal sealed partial record CaseFile
{
    /// <summary>How often it is being handled: 1, and one more each time the requester said that it is not done (一次、二次、三次办理).</summary>
    public int Handling { get; init; } = 1;

    /// <summary>How often units asked to return it; from the second on an arbiter rules.</summary>
    public int Returns { get; init; }

    /// <summary>An arbiter has said whose it is: it can't be returned any more.</summary>
    public bool Ruled { get; init; }

    /// <summary>It was returned as often as the rule allows before an arbiter says whose it is.</summary>
    public bool ToArbiter { get; init; }

    /// <summary>It was returned again: not a dispatcher but an arbiter says whose it is.</summary>
    public bool AwaitsRuling => Asked == Ask.Return && ToArbiter;

    /// <summary>When the units were called together about the return that waits (会商).</summary>
    public DateTimeOffset? ConvenedAt { get; init; }

    /// <summary>What the unit asked for and nobody has judged yet.</summary>
    public Ask? Asked { get; init; }
    public DateTimeOffset? AskedAt { get; init; }
    public Guid? AskedBy { get; init; }

    /// <summary>Until when the unit wants more time, or wants to put the case aside.</summary>
    public DateTimeOffset? AskedUntil { get; init; }
    public DateTimeOffset? DueReview { get; init; }
    public int Extensions { get; init; }
    public DateTimeOffset? SuspendedUntil { get; init; }

    /// <summary>What was left of the limit for the result when the case was suspended; it runs on when the case returns. Less than nothing when the case was late.</summary>
    public int? PausedSeconds { get; init; }
    public DateTimeOffset? DueProgress { get; init; }

    /// <summary>Where the meeting with the requester stands; null when nobody asked.</summary>
    public MeetingState? Meeting { get; init; }
    public DateTimeOffset? MeetingAt { get; init; }

    /// <summary>Tries of the present unit that reached nobody.</summary>
    public int ContactTries { get; init; }

    /// <summary>The last of them that counted.</summary>
    public DateTimeOffset? ContactTriedAt { get; init; }

    /// <summary>Until when a result is to be asked about, or looked at again, and the case closed; of a case that ended without a result, until when its requester is to be asked about that.</summary>
    public DateTimeOffset? DueCallBack { get; init; }

    /// <summary>It ended without a result, and its requester is still to be asked about that (<see cref="Ends.AskAfterEnd"/>).</summary>
    public bool AwaitsAnswer => State == CaseState.Closed && DueCallBack is not null;

    /// <summary>Who had ended the case before its requester objected and it was put before somebody else; null in a handling that began otherwise.</summary>
    public Guid? EndedBy { get; init; }

    /// <summary>Beyond what no deadline lies that is given now: a wish that is over binds nobody new.</summary>
    public DateTimeOffset? LimitAt(DateTimeOffset now) =>
        WishedLimit is { } wished && wished > now && !(GivenLimit <= wished) ? wished : GivenLimit;

    /// <summary>From when limits are counted that start with the receipt: that of what was put before a person once more is long ago.</summary>
    public DateTimeOffset CountsFrom(DateTimeOffset now) => EndedBy is null ? ReceivedAt : now;

    public DateTimeOffset? DueFollowUp { get; init; }
    public DateTimeOffset? FollowedUpAt { get; init; }

    /// <summary>How high the ladder of reminders has gone in this handling (催办、督办): 0 not at all.</summary>
    public int AlarmLevel { get; init; }

    /// <summary>Since when somebody above presses for it (督办); until there is a result, or it ends, or the leader to whom it was raised has said what becomes of it.</summary>
    public DateTimeOffset? SupervisedAt { get; init; }

    /// <summary>Who presses for it; nobody when that is the city's line or a rule.</summary>
    public Guid? SupervisedBy { get; init; }

    /// <summary>When the unit that has it last answered that (督办回复).</summary>
    public DateTimeOffset? SupervisionAnsweredAt { get; init; }

    /// <summary>When it was handed over to who signs for it now, who has not reported a result since.</summary>
    public DateTimeOffset? HandedOverAt { get; init; }

    /// <summary>Every clock that runs now.</summary>
    public IEnumerable<(Step Step, DateTimeOffset At)> Running()
    {
        (Step Step, DateTimeOffset? At)[] clocks = State switch
        {
            CaseState.Queued =>
            [
                AwaitsVerification ? (Step.Verify, DueVerify) : (Step.Dispatch, DueDispatch),
            ],
            CaseState.Dispatched => [(Step.Sign, DueSign)],
            CaseState.Signed =>
            [
                (Step.Contact, HasContact && ContactedAt is null ? DueContact : null),
                (Step.Progress, DueProgress),
                (Step.Resolve, DueResolve),
                (Step.Promise, DuePromise),
            ],
            CaseState.Suspended =>
            [
                (Step.SuspendedProgress, DueProgress),
                (Step.Resume, SuspendedUntil),
                (Step.Promise, DuePromise),
            ],
            CaseState.Closed =>
            [
                (Step.FollowUp, DueFollowUp),
                (Step.CallBack, DueCallBack),
                (Step.Control, DueControl),
            ],
            CaseState.Resolved => [(Step.CallBack, DueCallBack)],
            _ => [],
        };
        foreach (var (step, at) in clocks)
        {
            if (at is { } due)
            {
                yield return (step, due);
            }
        }

        if (DueReview is { } review)
        {
            yield return (AwaitsRuling ? Step.Ruling : Step.Review, review);
        }
    }

    private CaseFile ApplyLater(JournalEntry entry) =>
        entry.Kind switch
        {
            Happened.Verified => Apply(CanonicalJson.Read<VerifiedFacts>(entry.Data), entry.At),
            Happened.ReturnAsked => Apply(CanonicalJson.Read<ReturnAskedFacts>(entry.Data), entry),
            Happened.ReturnJudged => Apply(
                CanonicalJson.Read<ReturnJudgedFacts>(entry.Data),
                entry.At
            ),
            Happened.ExtensionAsked => Asking(
                Ask.Extension,
                CanonicalJson.Read<TimeAskedFacts>(entry.Data),
                entry
            ),
            Happened.SuspensionAsked => Asking(
                Ask.Suspension,
                CanonicalJson.Read<TimeAskedFacts>(entry.Data),
                entry
            ),
            Happened.ExtensionJudged => Apply(CanonicalJson.Read<ExtensionJudgedFacts>(entry.Data)),
            Happened.SuspensionJudged => Apply(
                CanonicalJson.Read<SuspensionJudgedFacts>(entry.Data)
            ),
            Happened.Resumed => Apply(CanonicalJson.Read<ResumedFacts>(entry.Data)),
            Happened.ProgressReported => Apply(CanonicalJson.Read<ProgressFacts>(entry.Data)),
            Happened.MeetingOffered => this with
            {
                MeetingAt = CanonicalJson.Read<MeetingOfferedFacts>(entry.Data).At,
                Meeting = MeetingState.Offered,
            },
            Happened.MeetingAnswered => Apply(CanonicalJson.Read<MeetingAnsweredFacts>(entry.Data)),
            Happened.Met => Apply(CanonicalJson.Read<MetFacts>(entry.Data), entry.Seq, entry.At),
            Happened.ClassCorrected => Apply(CanonicalJson.Read<ClassCorrectedFacts>(entry.Data)),
            Happened.Worded => this with { OnlyVoice = false },
            Happened.WishChanged => Apply(CanonicalJson.Read<WishChangedFacts>(entry.Data)),
            Happened.Reopened => Apply(CanonicalJson.Read<ReopenedFacts>(entry.Data)),
            Happened.FollowedUp => Apply(CanonicalJson.Read<FollowedUpFacts>(entry.Data), entry.At),
            Happened.Alarmed => Apply(CanonicalJson.Read<AlarmedFacts>(entry.Data)),
            Happened.Supervised => Apply(CanonicalJson.Read<SupervisedFacts>(entry.Data), entry.At),
            Happened.SupervisionAnswered => this with { SupervisionAnsweredAt = entry.At },
            _ => ApplyLinks(entry),
        };

    /// <summary>What those above have not done marks the case of no unit below.</summary>
    private CaseFile Apply(AlarmedFacts facts) =>
        facts.OfAbove == true ? this : this with { AlarmLevel = Math.Max(AlarmLevel, facts.Level) };

    private CaseFile Apply(ContactedFacts facts, DateTimeOffset at) =>
        this with
        {
            ContactedAt = facts.Reached ? ContactedAt ?? at : ContactedAt,
            ContactTries = ContactTries + (!facts.Reached && facts.Counts ? 1 : 0),
            ContactTriedAt = !facts.Reached && facts.Counts ? at : ContactTriedAt,
            Meeting = facts.Meeting ?? Meeting,
        };

    private CaseFile Apply(ClassCorrectedFacts facts) =>
        this with
        {
            ClassCode = facts.Class,
            Urgency = facts.Urgency ?? Urgency,
            DueSign = facts.DueSign ?? DueSign,
            DueContact = facts.DueContact ?? DueContact,
            DueResolve = facts.DueResolve ?? DueResolve,
        };

    private CaseFile Apply(WishChangedFacts facts) =>
        this with
        {
            WishedLimit = facts.Limit,
            DueSign = facts.DueSign ?? DueSign,
            DueContact = facts.DueContact ?? DueContact,
            DueResolve = facts.DueResolve ?? DueResolve,
        };

    private CaseFile Apply(ReturnAskedFacts facts, JournalEntry entry) =>
        this with
        {
            Asked = Ask.Return,
            AskedAt = entry.At,
            AskedBy = facts.By,
            AskedUntil = null,
            DueReview = facts.DueReview,
            Returns = Returns + 1,
            ToArbiter = facts.ToArbiter ?? Returns + 1 >= ArbiterFromOnce,
        };

    /// <summary>What the number was before it became a setting.</summary>
    private const int ArbiterFromOnce = 2;

    private CaseFile Asking(Ask ask, TimeAskedFacts facts, JournalEntry entry) =>
        Promising(PromiseOf.Plan, entry.Seq, facts.Plan, PromiseState.Asked) with
        {
            Asked = ask,
            AskedAt = entry.At,
            AskedBy = facts.By,
            AskedUntil = facts.Until,
            DueReview = facts.DueReview,
        };

    /// <summary>An accepted return is followed by the dispatch to the next unit; until then the unit stays responsible.</summary>
    private CaseFile Apply(ReturnJudgedFacts facts, DateTimeOffset at) =>
        facts.Verdict == ReturnVerdict.Convened
            ? this with
            {
                DueReview = facts.DueReview,
                ConvenedAt = at,
                Convened = Text(facts.Units ?? []),
            }
            : Answered() with
            {
                DueResolve = facts.DueResolve ?? DueResolve,
                Ruled = Ruled || facts.Verdict is ReturnVerdict.Ruled or ReturnVerdict.GivenBack,
            };

    private CaseFile Apply(ExtensionJudgedFacts facts) =>
        facts.DueResolve is { } due
            ? Answered() with
            {
                // The calendar, or a wish that was struck, may have moved it beyond what was asked for.
                DueResolve = DueResolve > due ? DueResolve : due,
                Extensions = Extensions + 1,
                AlarmLevel = 0,
            }
            : Answered();

    private CaseFile Apply(SuspensionJudgedFacts facts) =>
        facts.Until is { } until
            ? Granted().Answered() with
            {
                State = CaseState.Suspended,
                SuspendedUntil = until,
                PausedSeconds = facts.PausedSeconds,
                DueProgress = facts.DueProgress,
                AlarmLevel = 0,
            }
            : Answered();

    private CaseFile Apply(ResumedFacts facts) =>
        WithoutPlan() with
        {
            State = CaseState.Signed,
            SuspendedUntil = null,
            PausedSeconds = null,
            DueResolve = facts.DueResolve,
            DueProgress = facts.DueProgress,
        };

    private CaseFile Apply(MeetingAnsweredFacts facts) =>
        this with
        {
            Meeting = facts.Answer switch
            {
                MeetingAnswer.Accept => MeetingState.Accepted,
                MeetingAnswer.Propose => MeetingState.Proposed,
                MeetingAnswer.NoNeed => MeetingState.NoNeed,
                MeetingAnswer.Decline => MeetingState.Declined,
                _ => Meeting,
            },
            // What was offered is off: there is nothing to agree to until the unit offers again.
            MeetingAt = facts.Answer == MeetingAnswer.Decline ? null : facts.At ?? MeetingAt,
        };

    /// <summary>
    /// The answers of the call-back stay in the journal; the row begins a new round. What had ended without a result waits for a person again, as if
    /// no unit had had it.
    /// </summary>
    private CaseFile Apply(ReopenedFacts facts) =>
        facts.ToQueue
            ? Again(facts) with
            {
                State = CaseState.Queued,
                EndedBy = ClosedBy,
                Mode = null,
                DispatchedAt = null,
                SignedAt = null,
                SignedBy = null,
                // A look that never was is not waited for any more; one that was stays whoever's it is.
                Verifier = Verified is null ? null : Verifier,
                DueVerify = Verified is null ? null : DueVerify,
                VerifyUnit = null,
                VerifyMode = null,
                Assisting = null,
                AssistingOpen = null,
            }
            : Again(facts);

    private CaseFile Again(ReopenedFacts facts) =>
        this with
        {
            State = CaseState.Signed,
            EndedBy = null,
            DueCallBack = null,
            CallBackTriedAt = null,
            Handling = facts.Handling,
            DueContact = facts.DueContact,
            DueResolve = facts.DueResolve,
            DueProgress = facts.DueProgress,
            GivenLimit = facts.Limit,
            WishedLimit = null,
            ContactedAt = null,
            ContactTries = 0,
            ContactTriedAt = null,
            ResolvedAt = null,
            ResolvedBy = null,
            Outcome = null,
            CalledBackAt = null,
            CalledBackBy = null,
            // What a control found stays; a new round is drawn anew.
            Control = Control == Ends.Control.Due ? null : Control,
            DueControl = null,
            ControlTries = 0,
            ControlTriedAt = null,
            IncidentId = null,
            CallBackTries = 0,
            Contacted = null,
            Solved = null,
            Satisfied = null,
            ClosedAt = null,
            ClosedBy = null,
            ClosedHow = null,
            DueFollowUp = null,
            FollowedUpAt = null,
            FollowUpTries = 0,
            FollowUpTriedAt = null,
            Meeting = HasContact ? MeetingState.Invited : null,
            MeetingAt = null,
            Extensions = 0,
            AlarmLevel = 0,
            Promised = null,
        };

    private CaseFile Answered() =>
        WithoutAsked() with
        {
            Asked = null,
            AskedAt = null,
            AskedBy = null,
            AskedUntil = null,
            DueReview = null,
            ConvenedAt = null,
            Convened = null,
        };
}
