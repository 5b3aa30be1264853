namespace Jiban.Simulation.Invariants;

/// <summary>
/// Each requester of an incident is told what happens to it: what the lead went through while a case was joined and stood where the lead
/// stood, stands in the chain of the joined case as well, at the same moment and by the same person.
/// </summary>
internal sealed class Incidents : CaseInvariant
{
    private static readonly string[] Told =
    [
        "dispatched",
        "signed",
        "progressReported",
        "resolved",
        "resumed",
    ];

    public override string Name => "incidents";

    protected override IEnumerable<string> Broken(Evidence evidence, CaseEvidence one)
    {
        var leads = one
            .Entries.Where(entry => entry.Kind == "joinedIncident")
            .Select(entry => entry.Fact("lead")!.Value.GetGuid())
            .Distinct();
        foreach (var lead in evidence.Cases.Where(other => leads.Contains(other.Row.CaseId)))
        {
            foreach (var step in lead.Entries.Where(entry => Told.Contains(entry.Kind)))
            {
                var before = one.Entries.TakeWhile(entry => entry.At < step.At).ToList();
                if (
                    LeadAt(one, before.Count + 1) == lead.Row.CaseId
                    && Story.Of(before).State == Story.Before(lead.Entries, step.Seq).State
                    && !one.Entries.Any(entry =>
                        entry.Kind == step.Kind && entry.At == step.At && entry.Actor == step.Actor
                    )
                )
                {
                    yield return $"was not told of {step.Kind} of its incident {lead.Name}, entry {step.Seq}";
                }
            }
        }
    }

    /// <summary>The lead of the incident that a case is joined to before an entry; null when it goes its own way.</summary>
    public static Guid? LeadAt(CaseEvidence one, int seq)
    {
        Guid? lead = null;
        foreach (var entry in one.Entries.TakeWhile(entry => entry.Seq < seq))
        {
            lead = entry.Kind switch
            {
                "joinedIncident" => entry.Fact("lead")!.Value.GetGuid(),
                "leftIncident" or "reopened" => null,
                _ => lead,
            };
        }

        return lead;
    }
}
