using Jiban.Cases.Asks;
using Jiban.Cases.Ends;
using Jiban.Cases.Meetings;
using Jiban.Cases.Promises;
using Jiban.Cases.Requests;
using Jiban.City.Contracts;
using Jiban.Dispatch.Contracts;

namespace Jiban.Cases.Lists;

/// <summary>A case as staff see it; personal data masked.</summary>
/// <param name="Wish">By when the requester wishes it done, as the words say (期望时限).</param>
/// <param name="Voice">How the writer feels, who is complained about and what is wished, as the words say, for whoever handles it; nothing is ordered by it. Its passages are of the masked text. Null when the words are gone.</param>
/// <param name="AwaitsLeader">It was raised by rule (提级督办): a leader says what becomes of it.</param>
/// <param name="OnlyVoice">There is only a recording, and nobody has written down yet what it says.</param>
/// <param name="Erased">The requester's data, texts and photos are gone on request; words written with later steps are not kept either.</param>
internal sealed record CasePage(
    Guid Id,
    string Number,
    int Version,
    CaseState State,
    DemandKind Kind,
    string ClassCode,
    string ClassName,
    Urgency Urgency,
    bool Danger,
    CasePage.ChannelPart Channel,
    string? Text,
    CasePage.PersonPart? Requester,
    CasePage.PersonPart? Reporter,
    bool Erased,
    bool OnlyVoice,
    string? RegisteredBy,
    CasePage.PlacePart? Place,
    CasePage.ComponentPart? Component,
    UnitName Unit,
    DispatchMode? Mode,
    int Confidence,
    IReadOnlyList<ReasonText> Reasons,
    IReadOnlyList<CasePage.CandidatePart> Candidates,
    DateTimeOffset ReceivedAt,
    IReadOnlyList<CasePage.DeadlinePart> Deadlines,
    CasePage.DeadlinePart? NextDue,
    IReadOnlyList<CasePage.AttachmentPart> Attachments,
    IReadOnlyList<CasePage.EntryPart> Timeline,
    Outcome? Outcome,
    CasePage.CallBackPart? CallBack,
    CasePage.AskingPart? Asking,
    int Handling,
    int AlarmLevel,
    CasePage.AskPart? Ask,
    CasePage.MeetingPart? Meeting,
    DateTimeOffset? SuspendedUntil,
    DateTimeOffset? DueFollowUp,
    bool AwaitsReinspection,
    DateTimeOffset? SupervisedAt,
    bool AwaitsLeader,
    CasePage.SupervisionPart? Supervision,
    CasePage.VerificationPart? Verification,
    CasePage.WishPart? Wish,
    Voice? Voice,
    IReadOnlyList<CasePage.PromisePart> Promises,
    CasePage.LinksPart Links,
    IReadOnlyList<Platform.Auth.Operation> Operations,
    ListCases.SignerName? Signer
)
{
    internal sealed record ChannelPart(string Code, string Name, bool IsOwn);

    /// <summary>A person, masked.</summary>
    internal sealed record PersonPart(string? Name, string? Phone);

    internal sealed record PlacePart(
        string? Name,
        double? Lon,
        double? Lat,
        string? District,
        string? Street,
        string? Community,
        string? Grid
    );

    /// <summary>The component that it is about, as the registry has it now.</summary>
    /// <param name="Holder">Whose it is, as far as the registry knows.</param>
    /// <param name="Role">In which role it is theirs.</param>
    /// <param name="Measured">What was last measured at it on the day on which the case came in or later, the latest first.</param>
    internal sealed record ComponentPart(
        Guid Id,
        string Code,
        string ClassName,
        string Name,
        ComponentState State,
        string? PlaceText,
        UnitName? Holder,
        DutyRole? Role,
        IReadOnlyList<MeasuredPart> Measured
    );

    /// <param name="Value">In the unit; null for a time of day.</param>
    /// <param name="Clock">The time of day that was measured; null for a value.</param>
    /// <param name="Planned">When a lamp was to come on or go off that day; null for what has no plan.</param>
    /// <param name="Found">When it did.</param>
    /// <param name="BreaksThePlan">Whether "explained" and "meets the standard" are closed by it.</param>
    internal sealed record MeasuredPart(
        string Quantity,
        decimal? Value,
        string Unit,
        DateTimeOffset MeasuredAt,
        TimeOnly? Clock,
        TimeOnly? Planned,
        TimeOnly? Found,
        bool BreaksThePlan
    );

    /// <param name="Open">How many cases the unit has that are not done; null once the case is dispatched. It weighs nothing: whose a case is does not follow from it.</param>
    /// <param name="AtWork">Whether the unit works now, by its hours and the calendar; as little a reason.</param>
    internal sealed record CandidatePart(
        UnitName Unit,
        DispatchMode Mode,
        int Confidence,
        string Why,
        int? Open,
        bool? AtWork
    );

    /// <param name="Ground">What gave it, where that is not the limit of the class.</param>
    internal sealed record DeadlinePart(
        Step Kind,
        DateTimeOffset DueAt,
        DateTimeOffset? MetAt,
        DeadlineGround? Ground = null
    );

    internal enum DeadlineGround
    {
        /// <summary>The requester's wish.</summary>
        Wish,

        /// <summary>The limit of the city's line.</summary>
        City,
    }

    /// <summary>What the unit has promised by a day, to the requester or as a step of its plan.</summary>
    /// <param name="Key">By which it is said to be kept.</param>
    /// <param name="Text">Null once the words were erased.</param>
    internal sealed record PromisePart(
        string Key,
        PromiseOf Of,
        PromiseState State,
        string? Text,
        DateTimeOffset DueAt
    );

    /// <param name="By">What the words say; null when they are not to be had any more.</param>
    /// <param name="Words">The words that say so.</param>
    /// <param name="Limit">The limit that follows from it now; null when none does.</param>
    internal sealed record WishPart(DateTimeOffset? By, string? Words, DateTimeOffset? Limit);

    /// <param name="Purpose">report | verification | after | reinspection | proof.</param>
    internal sealed record AttachmentPart(Guid Id, string Purpose, int Seq);

    /// <param name="Text">What happened, in words.</param>
    /// <param name="Detail">What was written with it.</param>
    internal sealed record EntryPart(
        int Seq,
        DateTimeOffset At,
        string? Actor,
        string Kind,
        string Text,
        string? Detail
    );

    /// <summary>Who presses for the case and what the unit said to that (督办、督办回复).</summary>
    /// <param name="Said">What is expected.</param>
    /// <param name="Answer">The last answer of the unit that has it; null when there is none.</param>
    internal sealed record SupervisionPart(EntryPart Said, EntryPart? Answer)
    {
        /// <summary>Of a case for which somebody presses, by its entries; null for every other.</summary>
        public static SupervisionPart? Of(CaseFile file, IReadOnlyList<EntryPart> entries) =>
            file.SupervisedAt is null
            || entries.LastOrDefault(one => one.Kind == Happened.Supervised) is not { } said
                ? null
                : new(
                    said,
                    file.SupervisionAnsweredAt is null
                        ? null
                        : entries.LastOrDefault(one => one.Kind == Happened.SupervisionAnswered)
                );
    }

    /// <summary>What the unit asked for and nobody has judged yet.</summary>
    /// <param name="Until">The time asked for, of an extension or a suspension.</param>
    /// <param name="Suggests">The unit that the asking one thinks is right, of a return.</param>
    /// <param name="ConvenedAt">When the units were called together about a return (会商); null when they were not.</param>
    internal sealed record AskPart(
        Ask Kind,
        DateTimeOffset At,
        DateTimeOffset? Until,
        DateTimeOffset? DueAt,
        UnitName? Suggests,
        DateTimeOffset? ConvenedAt
    );

    /// <summary>An inspector's look at the place before a unit is sent.</summary>
    /// <param name="Inspector">Who looks, or has looked.</param>
    /// <param name="Result">Null while it is waited for, and when a person dispatched before.</param>
    internal sealed record VerificationPart(
        string? Inspector,
        DateTimeOffset DueAt,
        VerifyResult? Result,
        DateTimeOffset? At,
        bool IsAwaited
    );

    /// <summary>How it stands to other cases and units.</summary>
    /// <param name="Incident">The leading case that it is joined to.</param>
    /// <param name="Members">How many are joined to it.</param>
    /// <param name="Parent">The request out of which it was split.</param>
    /// <param name="Parts">The cases into which it was split.</param>
    /// <param name="RepeatOf">The earlier case of the same person, place and kind.</param>
    /// <param name="RepeatOutcome">How that one ended.</param>
    /// <param name="LikelyRepeatOf">The earlier case that it may repeat, as its words say: a person must judge.</param>
    /// <param name="Confidential">The requester stays unknown to the unit.</param>
    /// <param name="Preventive">It is handled before anybody called (未诉先办).</param>
    /// <param name="Control">Whether it is in the sample of control call-backs.</param>
    internal sealed record LinksPart(
        CaseLink? Incident,
        int Members,
        CaseLink? Parent,
        IReadOnlyList<CaseLink> Parts,
        CaseLink? RepeatOf,
        Outcome? RepeatOutcome,
        bool Confidential,
        bool Preventive,
        Links.Abuse? Abuse,
        Ends.Control? Control,
        IReadOnlyList<AssistingPart> Assisting,
        CaseLink? LikelyRepeatOf
    );

    internal sealed record CaseLink(Guid Id, string Number);

    /// <summary>A unit that helps.</summary>
    internal sealed record AssistingPart(UnitName Unit, bool Reported);

    /// <param name="At">The time offered, proposed or agreed, or when they met.</param>
    /// <param name="Tries">How often the unit tried and reached nobody.</param>
    /// <param name="MostTries">After so many the requester counts as not reached.</param>
    /// <param name="TryCountsFrom">From when on a further try counts as one more; null when it does now.</param>
    internal sealed record MeetingPart(
        MeetingState State,
        DateTimeOffset? At,
        int Tries,
        int MostTries,
        DateTimeOffset? TryCountsFrom
    );

    /// <summary>Whether, when and by whom the requester is asked about the end of a closed case (docs/rules.md §1, R-14).</summary>
    /// <param name="DueAt">Until when that is to be done; null when it is done, or nobody does it here.</param>
    internal sealed record AskingPart(Asking Rule, DateTimeOffset? DueAt);

    internal sealed record CallBackPart(
        int Tries,
        DateTimeOffset? AnsweredAt,
        bool? Contacted,
        Solved? Solved,
        Satisfied? Satisfied
    );

    /// <summary>The deadlines of a case, met or not.</summary>
    public static IEnumerable<DeadlinePart> DeadlinesOf(CaseFile file) =>
        DeadlineRow
            .Of(file)
            // Nobody has to reach the requester by then while it is put aside.
            .Where(row =>
                row.MetAt is not null
                || row.Step != Step.Contact
                || file.State != CaseState.Suspended
            )
            .Select(row => new DeadlinePart(
                row.Step,
                row.DueAt,
                row.MetAt,
                row.Step is not (Step.Sign or Step.Contact or Step.Resolve) ? null
                    : row.DueAt == file.WishedLimit ? DeadlineGround.Wish
                    : row.DueAt == file.GivenLimit ? DeadlineGround.City
                    : null
            ));

    /// <summary>What was promised, with the words of the steps in which it was.</summary>
    public static IEnumerable<PromisePart> PromisesOf(
        CaseFile file,
        IReadOnlyDictionary<int, string> texts
    ) =>
        file.Promises.Select(one => new PromisePart(
            one.Key,
            one.Of,
            one.State,
            WrittenFields
                .Read(texts.GetValueOrDefault(one.Seq))
                ?.Promises?.ElementAtOrDefault(one.Nth)
                is { Text: var text }
                ? Secrets.Masking.Text(text)
                : null,
            one.DueAt
        ));
}
