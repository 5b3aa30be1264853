namespace Jiban.Simulation.Invariants;

/// <summary>
/// A limit in working days ends where an own count by the official list ends, when it is given and, while it runs, after every change of
/// the calendar; no limit to sign lies beyond the one that the city's line gave. As shipped these are: one working day to sign, and one to
/// judge what was asked for, of what does not press.
/// </summary>
internal sealed class WorkingDays : CaseInvariant
{
    public override string Name => "working-days";

    protected override IEnumerable<string> Broken(Evidence evidence, CaseEvidence one)
    {
        foreach (var entry in one.Entries)
        {
            if (
                Story.Of(one.Entries.TakeWhile(other => other.Seq <= entry.Seq)).Urgency
                is not ("ordinary" or "complex")
            )
            {
                continue;
            }

            var calendar = evidence.Ledger.CalendarAt(entry.At);
            var end = calendar.EndAfter(entry.Seq <= 2 ? one.Entries[0].At : entry.At, 1);
            foreach (var name in (string[])["dueSign", "dueReview"])
            {
                if (
                    entry.Kind != "deadlinesRecomputed"
                    && entry.Time(name) is { } given
                    && given != (name == "dueSign" ? Within(one, entry.Seq, end) : end)
                )
                {
                    yield return $"{entry.Kind} on {entry.At:u} gave {name} {given:u}, counted by hand it is {end:u}";
                }
            }
        }

        var last = one.Entries.LastOrDefault(entry => entry.Kind is "queued" or "dispatched");
        if (
            one.Row is { State: "dispatched", Urgency: "ordinary" or "complex", DueSign: { } runs }
            && last is not null
        )
        {
            var start = last.Seq <= 2 ? one.Entries[0].At : last.At;
            var end = Within(
                one,
                last.Seq,
                evidence.Ledger.CalendarAt(evidence.Now).EndAfter(start, 1)
            );
            if (runs != end)
            {
                yield return $"given on {start:u}, to be signed by {runs:u}; counted by hand it is {end:u}";
            }
        }
    }

    /// <summary>Not beyond the limit that the city has given last.</summary>
    private static DateTimeOffset Within(CaseEvidence one, int seq, DateTimeOffset end) =>
        one
            .Entries.TakeWhile(entry => entry.Seq <= seq)
            .LastOrDefault(entry => entry.Kind is "registered" or "reopened")
            ?.Time("limit")
            is { } limit
        && limit < end
            ? limit
            : end;
}
