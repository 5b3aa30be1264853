namespace Jiban.Simulation.Invariants;

/// <summary>
/// Every open case has the one running deadline of its state; no clock of the handling runs while it is suspended; a clock tells each
/// thing once, not before its time, and not later than the next look.
/// </summary>
internal sealed class Clocks : CaseInvariant
{
    private static readonly string[] Handling = ["dispatch", "sign", "contact", "resolve"];

    public override string Name => "clocks";

    protected override IEnumerable<string> Broken(Evidence evidence, CaseEvidence one) =>
        Running(one)
            .Concat(Told(one))
            .Concat(evidence.IsWhole ? Untold(evidence, one) : [])
            .Concat(WhileSuspended(one));

    private static IEnumerable<string> Running(CaseEvidence one)
    {
        var runs = one
            .Deadlines.Where(deadline => deadline.MetAt is null)
            .Select(deadline => deadline.Kind)
            .ToList();
        var needed = one.Row.State switch
        {
            "queued" => one.AwaitsLook ? "verify" : "dispatch",
            "dispatched" => "sign",
            "signed" => "resolve",
            "suspended" => "resume",
            "resolved" => "callBack",
            "closed" => one.Story.AsksAfterEnd ? "callBack" : null,
            _ => null,
        };
        if (needed is not null && runs.Count(kind => kind == needed) != 1)
        {
            yield return $"{one.Row.State}, and of its deadlines run: {string.Join(' ', runs)}";
        }

        if (one.Row.State is "suspended" && runs.Intersect(["sign", "resolve"]).Any())
        {
            yield return $"suspended, and there run: {string.Join(' ', runs)}";
        }
    }

    /// <summary>Once for each start of a clock: a thing that was asked for again the same day runs anew to the same end.</summary>
    private static IEnumerable<string> Told(CaseEvidence one)
    {
        var alarms = one.Entries.Where(entry => entry.Kind == "alarmed").ToList();
        foreach (var same in alarms.GroupBy(entry => (Step(entry), Level(entry), Due(entry))))
        {
            var starts =
                same.Key.Item1 == "review"
                    ? one.Entries.Count(entry => entry.Time("dueReview") == same.Key.Item3)
                    // What was late when it was put aside comes back late: the same end, and told of anew.
                    : 1
                        + (
                            same.Key.Item1 == "resolve"
                                ? one.Entries.Count(entry =>
                                    entry.Kind == "resumed"
                                    && entry.Time("dueResolve") == same.Key.Item3
                                )
                                : 0
                        );
            if (same.Count() > starts)
            {
                yield return $"the clock {same.Key.Item1} told level {same.Key.Item2} {same.Count()} times";
            }
        }

        foreach (var early in alarms.Where(entry => Level(entry) >= 2 && entry.At < Due(entry)))
        {
            yield return $"the clock {Step(early)} told level {Level(early)} before it was due";
        }
    }

    /// <summary>What is over when the clocks have just acted was told.</summary>
    private static IEnumerable<string> Untold(Evidence evidence, CaseEvidence one)
    {
        var row = one.Row;
        var over = (
            row.State switch
            {
                "queued" => [("dispatch", one.AwaitsLook ? null : row.DueDispatch)],
                "dispatched" => [("sign", row.DueSign)],
                "signed" =>
                [
                    (
                        "contact",
                        row is { HasPerson: true, Confidential: false, ContactedAt: null }
                            ? row.DueContact
                            : null
                    ),
                    ("resolve", row.DueResolve),
                    ("progress", row.DueProgress),
                ],
                "resolved" => [("callBack", row.DueCallBack)],
                "closed" =>
                [
                    ("callBack", row.DueCallBack),
                    ("followUp", row.DueFollowUp),
                    ("control", row.DueControl),
                ],
                _ => Array.Empty<(string, DateTimeOffset?)>(),
            }
        ).Append(("review", row.DueReview));
        foreach (var (step, due) in over)
        {
            if (
                due < evidence.Now
                && !one.Entries.Any(entry =>
                    entry.Kind == "alarmed"
                    && Step(entry) == step
                    && Level(entry) >= 2
                    && Due(entry) == due
                )
            )
            {
                yield return $"the clock {step} was due {due:u} and told nobody";
            }
        }

        if (row.State == "suspended" && row.SuspendedUntil < evidence.Now)
        {
            yield return $"suspended until {row.SuspendedUntil:u}, and not back";
        }
    }

    private static IEnumerable<string> WhileSuspended(CaseEvidence one) =>
        one
            .Entries.Where(entry =>
                entry.Kind == "alarmed"
                && Handling.Contains(Step(entry))
                && Story.Before(one.Entries, entry.Seq).State == "suspended"
            )
            .Select(entry => $"the clock {Step(entry)} told something while suspended");

    private static string Step(Entry entry) => entry.Fact("step")!.Value.GetString()!;

    private static int Level(Entry entry) => entry.Fact("level")!.Value.GetInt32();

    private static DateTimeOffset? Due(Entry entry) => entry.Time("dueAt");
}
