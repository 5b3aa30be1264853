namespace Jiban.Simulation.Invariants;

/// <summary>
/// The rule flags, and a person judges: nothing is closed as an abuse but by the person who has just confirmed it, nothing is judged that was not
/// flagged, and the row says what the chain says. Thanks are closed by nobody else than whoever took them.
/// </summary>
internal sealed class AbuseOfTheLine : CaseInvariant
{
    public override string Name => "abuse";

    protected override IEnumerable<string> Broken(Evidence evidence, CaseEvidence one)
    {
        string? stands = null;
        Entry? before = null;
        foreach (var entry in one.Entries)
        {
            switch (entry.Kind)
            {
                case "abuseSuspected":
                    stands = "suspected";
                    break;
                case "abuseJudged":
                    if (stands != "suspected" || evidence.Staff.Named(entry.Actor) is null)
                    {
                        yield return $"judged by {entry.Actor} while {stands ?? "not flagged"}, entry {entry.Seq}";
                    }

                    stands = entry.Fact("confirmed")!.Value.GetBoolean() ? "confirmed" : "cleared";
                    break;
                case "closed" when Ground(entry) is { } ground:
                    if (
                        before!.Kind != ground
                        || before.Actor != entry.Actor
                        || (ground == "abuseJudged" && stands != "confirmed")
                    )
                    {
                        yield return $"closed as {entry.Fact("how")} without a judgement, entry {entry.Seq}";
                    }

                    break;
                default:
                    break;
            }

            before = entry;
        }

        if (one.Row.Abuse != stands)
        {
            yield return $"the row is {one.Row.Abuse ?? "not flagged"}, its chain {stands ?? "not flagged"}";
        }
    }

    private static string? Ground(Entry entry) =>
        entry.Fact("how")!.Value.GetString() switch
        {
            "abuse" => "abuseJudged",
            "praise" => "praiseAccepted",
            _ => null,
        };
}
