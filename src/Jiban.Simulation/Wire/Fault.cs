namespace Jiban.Simulation.Wire;

/// <summary>What goes wrong between the host and its store.</summary>
internal enum FaultKind
{
    /// <summary>The connection is lost before a statement: what the transaction did is undone.</summary>
    CutBefore,

    /// <summary>The connection is lost after the commit and before its answer: it is done, and the host does not know.</summary>
    CutAfterCommit,

    /// <summary>A statement fails with SQLSTATE 40001.</summary>
    Serialization,

    /// <summary>The process ends between two statements.</summary>
    Kill,

    /// <summary>The process ends after the commit, before anybody is told.</summary>
    KillAfterCommit,
}

/// <param name="Statement">Which statement is struck, counted from the moment it is armed; commits only, for those after a commit.</param>
internal sealed record Fault(FaultKind Kind, int Statement)
{
    /// <summary>Whether it waits for a commit.</summary>
    public bool IsAfterCommit => Kind is FaultKind.CutAfterCommit or FaultKind.KillAfterCommit;

    /// <summary>Whether the whole process goes.</summary>
    public bool IsKill => Kind is FaultKind.Kill or FaultKind.KillAfterCommit;
}
