namespace Jiban.Simulation.Invariants;

/// <summary>
/// Each requester of an incident is told what happens to it: what the lead went through while a case was joined and stood where the lead
/// stood, stands in the chain of the joined case as well, at the same moment and by the same person; and what was told wrong is put right there, also after it has left.
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
            foreach (var correction in lead.Entries.Where(entry => entry.Kind == "corrected"))
            {
                var seq = correction.Fact("seq")!.Value.GetInt32();
                var wrong = lead.Entries.First(entry => entry.Seq == seq);
                if (
                    wrong.Kind is "resolved" or "progressReported"
                    && Has(one, wrong)
                    && !Has(one, correction)
                )
                {
                    yield return $"was told {wrong.Kind} of its incident {lead.Name}, entry {wrong.Seq}, and not that it was wrong";
                }
            }

            foreach (var step in lead.Entries.Where(entry => Told.Contains(entry.Kind)))
            {
                var before = one.Entries.TakeWhile(entry => entry.At < step.At).ToList();
                if (
                    LeadAt(one, before.Count + 1) == lead.Row.CaseId
                    && Story.Of(before).State == Story.Before(lead.Entries, step.Seq).State
                    && !Has(one, step)
                )
                {
                    yield return $"was not told of {step.Kind} of its incident {lead.Name}, entry {step.Seq}";
                }
            }
        }
    }

    private static bool Has(CaseEvidence one, Entry step) =>
        one.Entries.Any(entry =>
            entry.Kind == step.Kind && entry.At == step.At && entry.Actor == step.Actor
        );

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
