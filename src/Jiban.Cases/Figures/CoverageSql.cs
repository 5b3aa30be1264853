namespace Jiban.Cases.Figures;

/// <summary>A number of the coverage; each counts closings.</summary>
internal enum CoverageNumber
{
    /// <summary>Closings whose requester is to be called back.</summary>
    CallBackDue,
    CallBackAnswered,
    CallBackNotReached,
    CallBackExempt,

    /// <summary>Closings that the rule follows up.</summary>
    FollowUpDue,
    FollowUpDone,
    FollowUpNotReached,

    /// <summary>Closings on which the lot for a control call-back fell.</summary>
    ControlDrawn,
    ControlAgrees,
    ControlDiffers,
    ControlNotReached,
}

/// <summary>The conditions of the coverage, once: for the numbers, and for what stands behind each.</summary>
internal static class CoverageSql
{
    /// <summary>The closings that a <see cref="FiguresQuestion"/> asks for.</summary>
    public const string Asked =
        "c.case_id >= @FromId and c.case_id < @ToId and (cardinality(@Units) = 0 or c.unit_id = any(@Units))";

    /// <summary>One column for each number.</summary>
    public static readonly string Counts =
        $"select {string.Join(", ", Enum.GetValues<CoverageNumber>().Select(number => $"count(*) filter (where {Of(number)})::int as {number}"))} from cases.closing c where {Asked}";

    /// <summary>What a number counts.</summary>
    public static string Of(CoverageNumber number) =>
        number switch
        {
            CoverageNumber.CallBackDue => "c.call_back <> 'exempt'",
            CoverageNumber.CallBackAnswered => "c.call_back = 'answered'",
            CoverageNumber.CallBackNotReached => "c.call_back = 'notReached'",
            CoverageNumber.CallBackExempt => "c.call_back = 'exempt'",
            CoverageNumber.FollowUpDue => "c.follow_up is not null",
            CoverageNumber.FollowUpDone => "c.follow_up = 'done'",
            CoverageNumber.FollowUpNotReached => "c.follow_up = 'notReached'",
            CoverageNumber.ControlDrawn => "c.control is not null",
            CoverageNumber.ControlAgrees => "c.control = 'agrees'",
            CoverageNumber.ControlDiffers => "c.control = 'differs'",
            CoverageNumber.ControlNotReached => "c.control = 'notReached'",
            _ => throw new ArgumentOutOfRangeException(nameof(number)),
        };
}
