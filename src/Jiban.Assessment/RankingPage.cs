namespace Jiban.Assessment;

/// <summary>The month page as it goes out: one ranking with what scored it and what of it is published.</summary>
/// <param name="From">First day of the period, Asia/Shanghai.</param>
/// <param name="To">Last day of the period.</param>
/// <param name="Running">The period has not closed yet; its figures still move.</param>
/// <param name="LeftOut">The cases of the period that count in no number, by reason.</param>
/// <param name="Revision">The revision whose frozen rows these are; null when the rows are the present figures.</param>
/// <param name="Changed">The present figures differ from the latest revision: a correction could be published.</param>
/// <param name="MayPublish">Publishing is for the one who asks.</param>
internal sealed record RankingPage(
    string Period,
    DateOnly From,
    DateOnly To,
    bool Running,
    RankingKind Kind,
    ChannelGroup Channels,
    RankingPage.Scoring Weights,
    IReadOnlyList<RankingPage.Row> Rows,
    RankingPage.Row Summary,
    IReadOnlyList<LeftOutCases.Line> LeftOut,
    int? Revision,
    RankingPage.Publication? Published,
    IReadOnlyList<RankingPage.Publication> Revisions,
    bool Changed,
    bool MayPublish
)
{
    /// <summary>Weights sum to 1; what a 基本满意 counts; the last day of the period in its month, null for a calendar month.</summary>
    public sealed record Scoring(
        decimal Response,
        decimal Solution,
        decimal Satisfaction,
        decimal BasicFactor,
        int? ClosingDay
    )
    {
        public static Scoring Of(Formula formula) =>
            new(
                formula.Response,
                formula.Solution,
                formula.Satisfaction,
                formula.BasicFactor,
                formula.ClosingDay
            );
    }

    /// <summary>A unit by id and name.</summary>
    public sealed record UnitName(Guid Id, string Name);

    /// <summary>A revision: when, by whom, and why.</summary>
    public sealed record Publication(int Revision, DateTimeOffset At, string By, string Note);

    /// <summary>A line: rates as shares of 1 to 4 decimals, composite 0 to 100 to 1 decimal. The summary has neither rank nor unit.</summary>
    public sealed record Row(
        int? Rank,
        UnitName? Unit,
        long Accepted,
        long Completed,
        long Valid,
        long Contacted,
        long Solved,
        long Satisfied,
        long BasicallySatisfied,
        decimal ResponseRate,
        decimal SolutionRate,
        decimal SatisfactionRate,
        decimal CompletionRate,
        decimal Composite
    )
    {
        public static Row Of(RankedUnit row) =>
            Of(row.Rank, new UnitName(row.Unit.Id, row.Unit.Name), row.Counts, row.Rates);

        public static Row Of(RankingSummary summary) =>
            Of(null, null, summary.Counts, summary.Rates);

        private static Row Of(int? rank, UnitName? unit, Counts counts, Rates rates) =>
            new(
                rank,
                unit,
                counts.Accepted,
                counts.Completed,
                counts.Valid,
                counts.Contacted,
                counts.Solved,
                counts.Satisfied,
                counts.BasicallySatisfied,
                rates.Response,
                rates.Solution,
                rates.Satisfaction,
                rates.Completion,
                rates.Composite
            );
    }
}
