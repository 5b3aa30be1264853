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
    // The latest that is drawn. A word to a case takes a dozen statements, one whistle some dozens, a thing done to many cases hundreds.
    private const int LatestStatement = 300;
    private const int LatestCommit = 12;

    // About what all projections take for a case that is new to them.
    private const int LatestOfProjections = 80;
    private const int LatestCommitOfProjections = 8;

    /// <summary>It waits for the host's own projections, and for nothing that somebody asks of the host; otherwise the other way round.</summary>
    public bool IsForProjections { get; private init; }

    /// <summary>Whether it waits for a commit.</summary>
    public bool IsAfterCommit => WaitsForCommit(Kind);

    /// <summary>Whether the whole process goes.</summary>
    public bool IsKill => Kind is FaultKind.Kill or FaultKind.KillAfterCommit;

    /// <summary>
    /// So many times in a hundred a fault for what somebody does next, at any of its statements or commits: how many it has nobody knows before, so the
    /// place is drawn evenly by its order of magnitude, and what lies behind the end strikes nothing.
    /// </summary>
    public static Fault? ForAct(Random chance, int perHundred) =>
        Draw(chance, perHundred) is { } kind
            ? new Fault(
                kind,
                ByMagnitude(chance, WaitsForCommit(kind) ? LatestCommit : LatestStatement)
            )
            : null;

    /// <summary>So many times in a hundred a fault for the projections that follow the journal.</summary>
    public static Fault? ForProjections(Random chance, int perHundred) =>
        Draw(chance, perHundred) is { } kind
            ? new Fault(
                kind,
                1
                    + chance.Next(
                        WaitsForCommit(kind) ? LatestCommitOfProjections : LatestOfProjections
                    )
            )
            {
                IsForProjections = true,
            }
            : null;

    /// <summary>In a line: what, and where.</summary>
    public override string ToString() => $"{Kind} at {Statement}";

    private static bool WaitsForCommit(FaultKind kind) =>
        kind is FaultKind.CutAfterCommit or FaultKind.KillAfterCommit;

    private static FaultKind? Draw(Random chance, int perHundred) =>
        chance.Next(100) >= perHundred
            ? null
            : chance.Next(20) switch
            {
                < 7 => FaultKind.CutBefore,
                < 12 => FaultKind.CutAfterCommit,
                < 18 => FaultKind.Serialization,
                18 => FaultKind.Kill,
                _ => FaultKind.KillAfterCommit,
            };

    private static int ByMagnitude(Random chance, int latest) =>
        (int)Math.Exp(chance.NextDouble() * Math.Log(latest + 1));
}

/// <summary>A fault that came, and during what: the end of a path without the ids in it, or words in brackets for what the host does itself.</summary>
internal sealed record Strike(string During, Fault Fault);
