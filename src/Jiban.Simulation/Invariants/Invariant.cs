namespace Jiban.Simulation.Invariants;

/// <summary>Something that must hold at every step (docs/invariants.md), asked of the store and not of the product.</summary>
internal abstract class Invariant
{
    /// <summary>Its name, as a failing seed tells it.</summary>
    public abstract string Name { get; }

    /// <summary>What of it does not hold, for what a step touched or for the whole city.</summary>
    public abstract Task<IEnumerable<string>> BrokenAsync(Evidence evidence);

    /// <summary>Everything that must hold.</summary>
    public static IReadOnlyList<Invariant> All { get; } =
    [
        new Acknowledged(),
        new States(),
        new Clocks(),
        new Verifications(),
        new WorkingDays(),
        new Rights(),
        new Requesters(),
        new Incidents(),
        new Whistles(),
        new Exchange(),
        new Reconciliation(),
        new Splits(),
        new AbuseOfTheLine(),
        new Chains(),
        new Figures(),
    ];

    /// <summary>Ends the run when something does not hold.</summary>
    public static async Task HoldAsync(Evidence evidence)
    {
        var findings = new List<Finding>();
        foreach (var invariant in All)
        {
            findings.AddRange(
                (await invariant.BrokenAsync(evidence)).Select(what => new Finding(
                    invariant.Name,
                    what
                ))
            );
        }

        if (findings.Count > 0)
        {
            throw new BrokenException(findings);
        }
    }
}

/// <summary>One that is asked of each case by itself.</summary>
internal abstract class CaseInvariant : Invariant
{
    public sealed override Task<IEnumerable<string>> BrokenAsync(Evidence evidence) =>
        Task.FromResult<IEnumerable<string>>([
            .. evidence.Cases.SelectMany(one =>
                Broken(evidence, one).Select(what => $"{one.Name}: {what}")
            ),
        ]);

    /// <summary>What does not hold of a case.</summary>
    protected abstract IEnumerable<string> Broken(Evidence evidence, CaseEvidence one);
}
