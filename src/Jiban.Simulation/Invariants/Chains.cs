using Jiban.Cases.Contracts;

namespace Jiban.Simulation.Invariants;

/// <summary>Hash chains are whole, and their entries are numbered without a gap up to the head that the case keeps.</summary>
internal sealed class Chains : Invariant
{
    public override string Name => "chains";

    public override async Task<IEnumerable<string>> BrokenAsync(Evidence evidence)
    {
        var gaps = evidence
            .Cases.Where(one =>
                !one
                    .Entries.Select(entry => entry.Seq)
                    .SequenceEqual(Enumerable.Range(1, one.Row.HeadSeq))
            )
            .Select(one =>
                $"{one.Name}: entries {string.Join(' ', one.Entries.Select(entry => entry.Seq))}, head {one.Row.HeadSeq}"
            );
        if (!evidence.IsWhole)
        {
            return gaps;
        }

        var verified = await evidence
            .Town.Host.Get<CaseVerification>()
            .VerifyAsync([], CancellationToken.None);
        return gaps.Concat(
            verified.Findings.Select(finding => $"{finding.CaseId}: {finding.Fault}")
        );
    }
}
