namespace Jiban.Assessment;

/// <summary>Something that is counted, each with its list of cases.</summary>
internal enum Measure
{
    /// <summary>受理量: received within the period.</summary>
    Accepted,

    /// <summary>办结量: of those, the result was reported and stands, or the case is closed.</summary>
    Completed,

    /// <summary>有效回访: of those, the requester was reached and answered all three questions.</summary>
    Valid,

    /// <summary>联系数: of the valid, the unit had been in touch.</summary>
    Contacted,

    /// <summary>解决数: of the valid, solved; partly is not.</summary>
    Solved,

    /// <summary>满意数.</summary>
    Satisfied,

    /// <summary>基本满意数.</summary>
    BasicallySatisfied,

    /// <summary>不计入考核: received within the period, and left out of every number (<see cref="Exclusion"/>).</summary>
    LeftOut,
}

/// <summary>The numbers of one unit in one period, one per <see cref="Measure"/> that a unit is scored by.</summary>
internal readonly record struct Counts(
    long Accepted,
    long Completed,
    long Valid,
    long Contacted,
    long Solved,
    long Satisfied,
    long BasicallySatisfied
)
{
    public static Counts operator +(Counts left, Counts right) =>
        new(
            left.Accepted + right.Accepted,
            left.Completed + right.Completed,
            left.Valid + right.Valid,
            left.Contacted + right.Contacted,
            left.Solved + right.Solved,
            left.Satisfied + right.Satisfied,
            left.BasicallySatisfied + right.BasicallySatisfied
        );

    public static Counts operator -(Counts left, Counts right) => left + -right;

    public static Counts operator -(Counts counts) =>
        new(
            -counts.Accepted,
            -counts.Completed,
            -counts.Valid,
            -counts.Contacted,
            -counts.Solved,
            -counts.Satisfied,
            -counts.BasicallySatisfied
        );
}
