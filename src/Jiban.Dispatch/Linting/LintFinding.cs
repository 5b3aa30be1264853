namespace Jiban.Dispatch.Linting;

/// <summary>What may be wrong with a catalogue.</summary>
internal enum LintKind
{
    /// <summary>A class at a place that no rule or no unit answers for.</summary>
    Gap,

    /// <summary>Two rules for the same class and channels at the same time.</summary>
    Overlap,

    /// <summary>Other rules always win over it.</summary>
    NeverFires,

    /// <summary>It names a class that is not there.</summary>
    UnknownClass,

    /// <summary>It is for a region that is not there.</summary>
    UnknownRegion,

    /// <summary>It names a unit that is not there.</summary>
    UnknownUnit,

    /// <summary>Where no department has the duty, the district or the city allocates by hand (兜底).</summary>
    NoHolder,

    /// <summary>A department, utility or section without a duty that names a class: no rule finds it.</summary>
    UnitWithoutDuty,

    /// <summary>Who returns a case gives it to one above, to whom the rule gave it first.</summary>
    ReturnCycle,
}

/// <summary>One thing that may be wrong.</summary>
/// <param name="IsError">A catalogue with it is not put in force: nobody, or a chance of names, would decide.</param>
/// <param name="Rule">Code of the rule, when it is about one.</param>
/// <param name="ClassCode">Code of the class, when it is about one.</param>
internal sealed record LintFinding(
    LintKind Kind,
    bool IsError,
    string? Rule,
    string? ClassCode,
    string Zh,
    string En
)
{
    /// <summary>The day from which it is so; null where the rules are wrong whatever the day.</summary>
    public DateOnly? Since { get; init; }
}
