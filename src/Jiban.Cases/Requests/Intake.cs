using Jiban.Cases.Contracts;
using Jiban.Cases.Ends;
using Jiban.Cases.Limits;
using Jiban.Cases.Links;
using Jiban.Cases.Secrets;
using Jiban.City.Contracts;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Crypto;
using Jiban.Platform.Journaling;
using Jiban.Platform.Time;
using Jiban.Platform.Writing;

namespace Jiban.Cases.Requests;

/// <summary>From a registration and its decision to the rows of a case. Pure but for the new key.</summary>
internal sealed record Intake(
    Registration Registration,
    string Text,
    Decision Decision,
    DateTimeOffset ReceivedAt,
    DateTimeOffset DecidedAt,
    TimeLimits Limits,
    CitySnapshot City,
    string? Component = null,
    CaseFile? Praised = null,
    VerifyFacts? Verify = null
)
{
    /// <summary>Makes the case: two journal entries (a third where the catalogue names who helps; thanks that name their case have their end too), the fold, the encrypted text and people.</summary>
    public NewCase ToCase(Guid caseId, string number, Channel channel, KeyRing keys)
    {
        var key = KeyRing.NewCaseKey();
        var secrets = new CaseSecrets(caseId, key);
        var due = Limits
            .DeadlinesFrom(Decision.Urgency, ReceivedAt, ReceivedAt)
            .Within(Registration.Upstream?.Limit)
            .Within(Wished);
        var actor = Registration.Actor.JournalName;
        var registered = Chain.Append(
            caseId,
            Head.None,
            ReceivedAt,
            actor,
            Happened.Registered,
            CanonicalJson.Of(Registered(number, channel))
        );
        var second = Chain.Append(
            caseId,
            registered.Head,
            DecidedAt,
            Registration.ChosenByStaff is null ? "system" : actor,
            SecondKind,
            Second(due)
        );
        var (entries, file) = Ended(
            [registered, second],
            new CaseFile().Apply(registered).Apply(second)
        );
        var people = new People(PersonOf(Registration.Requester), PersonOf(Registration.Reporter));
        return new NewCase(
            file,
            entries,
            keys.Wrap(caseId, key),
            Text.Length == 0 ? null : secrets.SealText(1, Text),
            people is { Requester: null, Reporter: null } ? null : secrets.SealPeople(people),
            HashOf(people.Requester),
            HashOf(people.Reporter),
            Registration.IdempotencyKey is { } idempotencyKey
                ? CaseRegistrar.KeyHash(Registration.Actor, idempotencyKey)
                : null,
            Registration.IdempotencyKey is null ? null : CaseRegistrar.ContentHash(Registration),
            Registration.Uploads,
            Registration.Recordings ?? []
        );

        byte[]? HashOf(Person? person) =>
            person?.Phone is { } phone ? keys.SearchHash(phone) : null;
    }

    /// <summary>The limit that follows from the wish in the words (期望时限, S2); null when it shortens none.</summary>
    private DateTimeOffset? Wished { get; } =
        Decision.Kind == DemandKind.Praise
            ? null
            : WishedIn(Text, Decision.Urgency, ReceivedAt, Registration.Upstream?.Limit, Limits);

    /// <summary>
    /// Only a wish that leaves less time than there is; and never less than an urgent case leaves to call its requester, for who wishes it
    /// "at once" is not before who is in need.
    /// </summary>
    private static DateTimeOffset? WishedIn(
        string text,
        Urgency urgency,
        DateTimeOffset at,
        DateTimeOffset? given,
        TimeLimits limits
    )
    {
        if (WishedTime.Of(text, at, limits.Calendar.IsWorkingDay) is not { } wish)
        {
            return null;
        }

        var least = limits.Due(Urgency.Urgent, Step.Contact, at);
        var limit = Chain.ToMicroseconds(wish.By > least ? wish.By : least);
        return limit < limits.DeadlinesFrom(urgency, at, at).Within(given).Resolve ? limit : null;
    }

    private (IReadOnlyList<ChainedEntry> Entries, CaseFile File) Ended(
        List<ChainedEntry> entries,
        CaseFile file
    )
    {
        if (HelpsByRule)
        {
            var asked = Chain.Append(
                file.CaseId,
                file.Head,
                DecidedAt,
                "system",
                Happened.AssistanceAsked,
                CanonicalJson.Of(new AssistanceAskedFacts(Decision.AssistingUnitIds, Guid.Empty))
            );
            entries.Add(asked);
            file = file.Apply(asked);
        }

        foreach (var happening in Praised is null ? [] : AcceptPraise.AtOnce(Praised))
        {
            var entry = Chain.Append(
                file.CaseId,
                file.Head,
                DecidedAt,
                AcceptPraise.AtTheDoor,
                happening.Kind,
                happening.Data
            );
            entries.Add(entry);
            file = file.Apply(entry);
        }

        return (entries, file);
    }

    /// <summary>
    /// Whether the case goes to a unit at once: somebody on duty chose it, or dispatch decided. What a patrol must bring before it is filed
    /// without a person (立案条件), and that danger never waits for it, is for dispatch alone to say. What an inspector looks at first is queued.
    /// </summary>
    private bool IsDispatched =>
        Registration.ChosenByStaff is not null || (Verify is null && Decision.UnitId is not null);

    /// <summary>Whether the catalogue names units that help; where a person chose the unit, a person says who helps.</summary>
    private bool HelpsByRule =>
        IsDispatched && Registration.ChosenByStaff is null && Decision.AssistingUnitIds.Count > 0;

    /// <summary>
    /// Who allocates an order of the city's line that has no clear authority: the district, also where the street is known (rules.md R-05).
    /// </summary>
    private Guid Allocator =>
        Decision.Place?.DistrictId is { } district
        && City.DistrictGovernment(district) is { } government
            ? government.UnitId
            : Decision.QueueUnitId;

    private string SecondKind => IsDispatched ? Happened.Dispatched : Happened.Queued;

    private System.Text.Json.JsonElement Second(Deadlines due)
    {
        if (!IsDispatched)
        {
            return CanonicalJson.Of(
                new QueuedFacts(
                    Registration.Upstream is null ? Decision.QueueUnitId : Allocator,
                    [
                        .. Decision.Candidates.Select(one => new QueuedCandidate(
                            one.UnitId,
                            one.Mode,
                            Thousandths(one.Confidence),
                            one.Why.Zh,
                            one.Why.En
                        )),
                    ],
                    // A person's time to choose begins when the look is over.
                    Verify is null
                        ? due.Dispatch
                        : Limits.Due(Decision.Urgency, Step.Dispatch, Verify.Due),
                    due.Sign,
                    due.Contact,
                    due.Resolve,
                    Verify is null ? due.WorkingDays : due.WorkingDays with { Dispatch = null },
                    Verify
                )
            );
        }

        return CanonicalJson.Of(
            Registration.ChosenByStaff is { } chosen
                ? new DispatchedFacts(
                    chosen,
                    DispatchMode.ByPerson,
                    1_000,
                    Registration.Actor.JournalName,
                    null,
                    due.Sign,
                    due.Contact,
                    due.Resolve,
                    WorkingDays: due.WorkingDays
                )
                : new DispatchedFacts(
                    Decision.UnitId!.Value,
                    Decision.Mode!.Value,
                    Thousandths(Decision.Confidence),
                    "rule",
                    null,
                    due.Sign,
                    due.Contact,
                    due.Resolve,
                    WorkingDays: due.WorkingDays
                )
        );
    }

    private RegisteredFacts Registered(string number, Channel channel)
    {
        var place = Decision.Place;
        return new RegisteredFacts(
            number,
            channel.Code,
            channel.IsOwn,
            channel.HasPerson,
            Registration.Actor.Id == Guid.Empty ? null : Registration.Actor.Id,
            Decision.Kind,
            Decision.ClassCode,
            Thousandths(Decision.ClassConfidence),
            Decision.Urgency,
            place?.DistrictId,
            place?.StreetId,
            place?.CommunityId,
            place?.GridCode,
            place?.Name,
            place?.Source,
            E7(place?.Location?.X),
            E7(place?.Location?.Y),
            Decision.DangerToLife,
            Reasons,
            Registration.Uploads.Count,
            Registration.Confidential,
            Registration.Parent,
            Registration.Upstream?.Number,
            Registration.Upstream?.Limit,
            Registration.Finding?.FoundAt,
            Registration.Finding?.PhoneAt,
            Registration.Finding?.Seal,
            Component,
            Registration.Joins,
            Wished,
            Registration.Preventive
                || (
                    channel is { HasPerson: false, Code: CaseFile.PatrolChannel }
                    && Registration.Requester is null
                ),
            OnlyVoice.Is(Registration),
            // Whom the city's line keeps to itself nobody here can invite.
            InvitedByAbove: Registration is { Confidential: true, Requester: not null }
            && channel.HasPerson
                ? true
                : null
        );
    }

    /// <summary>Why it is whose, and why a limit is not that of its class.</summary>
    public IReadOnlyList<Reason> Reasons =>
        Wished is { } limit
            ?
            [
                .. ReasonsOfUnit,
                new Reason(
                    "wish",
                    $"来件希望尽早办好，办结时限按期望提前到{CivilTime.Of(limit):M月d日 HH:mm}。",
                    $"It is wished for sooner: the limit for the result is brought forward to {CivilTime.Of(limit):d MMMM HH:mm}."
                ),
            ]
            : ReasonsOfUnit;

    /// <summary>Where a person on duty chose the unit, the reasons for another unit would mislead: what was understood stays, and who chose is said.</summary>
    private IReadOnlyList<Reason> ReasonsOfUnit =>
        Registration.ChosenByStaff is null
            ? Decision.Reasons
            :
            [
                .. Decision.Reasons.Where(reason =>
                    !reason.Code.StartsWith("mode-", StringComparison.Ordinal)
                    && !reason.Code.StartsWith("rule:", StringComparison.Ordinal)
                    && reason.Code != "duty"
                ),
                new Reason(
                    "mode-by-person",
                    "承办单位由登记人员直接选定。",
                    "Whoever registered it chose the unit."
                ),
            ];

    private static Person? PersonOf(Contact? contact)
    {
        var name = string.IsNullOrWhiteSpace(contact?.Name) ? null : contact.Name.Trim();
        var phone = Telephone.Normalise(contact?.Phone);
        return name is null && phone is null ? null : new Person(name, phone);
    }

    private static int Thousandths(double share) =>
        (int)Math.Round(Math.Clamp(share, 0, 1) * 1_000);

    /// <summary>Degrees as the journal keeps them, which holds whole numbers only: in ten millionths.</summary>
    internal static int? E7(double? degrees) =>
        degrees is { } value ? (int)Math.Round(value * 1e7) : null;
}
