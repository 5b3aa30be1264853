using Jiban.Cases.Clocks;
using Jiban.Cases.Teaching;

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
    private readonly NightlyLearning _night;

    internal CaseClocks(DeadlineSweep sweep, NightlyLearning night) =>
        (_sweep, _night) = (sweep, night);

    /// <summary>Lets every clock act that has something to tell by now; returns the number of journal entries that came of it.</summary>
    public Task<int> ActAsync(CancellationToken cancellation) => _sweep.SweepAsync(cancellation);

    /// <summary>Learns from corrections when a night is due; the number of the model that is proposed, or null.</summary>
    public Task<int?> LearnAsync(CancellationToken cancellation) =>
        _night.LearnIfDueAsync(cancellation);
}
