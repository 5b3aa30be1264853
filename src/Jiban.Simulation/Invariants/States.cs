namespace Jiban.Simulation.Invariants;

/// <summary>
/// Nothing leaves its graph of states; the row says what its journal says; a case always has one responsible unit; nobody calls back or
/// closes what they handled.
/// </summary>
internal sealed class States : CaseInvariant
{
    public override string Name => "states";

    protected override IEnumerable<string> Broken(Evidence evidence, CaseEvidence one)
    {
        var (row, story) = (one.Row, one.Story);
        if (story.Fault is { } fault)
        {
            yield return fault;
        }

        if (row.State != story.State)
        {
            yield return $"the row is {row.State}, its journal {story.State}";
        }

        if (row.UnitId != story.Unit)
        {
            yield return $"the row says {evidence.Staff.NameOf(row.UnitId)}, its journal another unit";
        }

        if (row.SignedBy != story.SignedBy || row.ResolvedBy != story.ResolvedBy)
        {
            yield return "the row names others who signed or resolved than its journal";
        }

        if (row.Urgency != story.Urgency)
        {
            yield return $"the row is {row.Urgency}, its journal {story.Urgency}";
        }

        foreach (var entry in one.Entries.Where(entry => entry.Kind is "calledBack" or "closed"))
        {
            var before = Story.Before(one.Entries, entry.Seq);
            var by = entry.Fact("by")!.Value.GetGuid();
            if (
                by == before.SignedBy
                || by == before.ResolvedBy
                || (before.State == "closed" && by == before.ClosedBy)
            )
            {
                yield return $"{entry.Kind} by whoever handled it, entry {entry.Seq}";
            }
        }
    }
}
