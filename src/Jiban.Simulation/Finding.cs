namespace Jiban.Simulation;

/// <summary>Something that must hold and does not.</summary>
/// <param name="Invariant">Its name (docs/invariants.md).</param>
internal sealed record Finding(string Invariant, string What)
{
    /// <summary>In a line.</summary>
    public override string ToString() => $"{Invariant}: {What}";
}

/// <summary>Ends a run: something does not hold any more.</summary>
internal sealed class BrokenException(IReadOnlyList<Finding> findings)
    : Exception(findings[0].ToString())
{
    public BrokenException(string invariant, string what)
        : this([new Finding(invariant, what)]) { }

    /// <summary>What was found, at least one.</summary>
    public IReadOnlyList<Finding> Findings => findings;
}
