using Jiban.Cases.Clocks;
using Jiban.Cases.Meetings;
using Jiban.Cases.Promises;

namespace Jiban.Cases;

// What the unit has promised by a day: face to face, or as the plan of a suspension.
internal sealed partial record CaseFile
{
    /// <summary>Nobody had called when it was registered: it is handled before there is harm (未诉先办).</summary>
    public bool Preventive { get; init; }

    /// <summary>There is only a recording (只有录音), and nobody has written down yet what it says.</summary>
    public bool OnlyVoice { get; init; }

    /// <summary>What was promised in this handling, as one text (<see cref="Promise"/>); null for nothing.</summary>
    public string? Promised { get; init; }

    /// <summary>The same, read.</summary>
    public IReadOnlyList<Promise> Promises => Promise.Read(Promised);

    /// <summary>When the next of them is due; null when nothing is owed.</summary>
    public DateTimeOffset? DuePromise =>
        Promised is null
            ? null
            : Promises
                .Where(one => one.State == PromiseState.Open)
                .Min(one => (DateTimeOffset?)one.DueAt);

    private CaseFile Promising(
        PromiseOf of,
        int seq,
        IReadOnlyList<DateTimeOffset>? dues,
        PromiseState state
    ) =>
        dues is null
            ? this
            : this with
            {
                Promised = Promise.Join([
                    .. Promises,
                    .. dues.Select((due, nth) => new Promise(of, seq, nth, due, state)),
                ]),
            };

    private CaseFile Apply(MetFacts facts, int seq, DateTimeOffset at) =>
        Promising(PromiseOf.Meeting, seq, facts.Promises, PromiseState.Open) with
        {
            Meeting = MeetingState.Met,
            MeetingAt = facts.At,
            ContactedAt = ContactedAt ?? at,
        };

    private CaseFile Apply(ProgressFacts facts) =>
        (
            facts.Kept is { } kept
                ? Each(one => kept.Contains(one.Key) ? one with { State = PromiseState.Kept } : one)
                : this
        ) with
        {
            DueProgress = facts.DueProgress,
        };

    /// <summary>A granted plan binds.</summary>
    private CaseFile Granted() =>
        Each(one => one.State == PromiseState.Asked ? one with { State = PromiseState.Open } : one);

    /// <summary>What was asked for and not granted promises nothing.</summary>
    private CaseFile WithoutAsked() => Each(one => one.State == PromiseState.Asked ? null : one);

    /// <summary>The plan was that of the time put aside.</summary>
    private CaseFile WithoutPlan() => Each(one => one.Of == PromiseOf.Plan ? null : one);

    private CaseFile Each(Func<Promise, Promise?> change) =>
        Promised is null
            ? this
            : this with
            {
                Promised = Promise.Join([.. Promises.Select(change).OfType<Promise>()]),
            };
}
