using Jiban.Cases.Clocks;

namespace Jiban.Cases.Contracts;

/// <summary>What the host has to say of this module.</summary>
public sealed record CasesOptions
{
    /// <summary>Whether the clocks of cases act by themselves; where time is played, whoever plays it asks them to (<see cref="CaseClocks"/>).</summary>
    public bool ClocksAct { get; init; } = true;
}

/// <summary>The clocks of cases, for whoever turns time by hand.</summary>
public sealed class CaseClocks
{
    private readonly DeadlineSweep _sweep;

    internal CaseClocks(DeadlineSweep sweep) => _sweep = sweep;

    /// <summary>Lets every clock act that has something to tell by now; returns the number of journal entries that came of it.</summary>
    public Task<int> ActAsync(CancellationToken cancellation) => _sweep.SweepAsync(cancellation);
}
