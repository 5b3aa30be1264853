using Jiban.Cases.Contracts;
using Jiban.Platform.Time;

namespace Jiban.Patrol;

/// <summary>One report with what the indicators ask of it.</summary>
/// <param name="Key">Whose it is in the table: an inspector, a unit or a class.</param>
/// <param name="InboxAt">When it first stood in the unit's inbox, or in any (立案).</param>
/// <param name="Returns">How often it was given back with right.</param>
/// <param name="Reworks">How often a result did not stand.</param>
/// <param name="DueAt">When the result is due.</param>
/// <param name="CheckDueOn">The civil day by which its last result was to be looked at (核查).</param>
/// <param name="CheckedAt">When somebody looked.</param>
/// <param name="IsVoid">Whether it ended as no matter of the city's.</param>
internal sealed record Measured(
    string Key,
    DateTimeOffset ReceivedAt,
    DateTimeOffset? InboxAt,
    DateTimeOffset? DueAt,
    DateTimeOffset? ResolvedAt,
    DateTimeOffset? ClosedAt,
    int Returns,
    int Reworks,
    DateOnly? CheckDueOn = null,
    DateTimeOffset? CheckedAt = null,
    bool IsVoid = false
)
{
    /// <summary>
    /// By when it is to be closed (应结案): the end of the day after its limit, for the result is looked at on the day after it is reported. The
    /// standard leaves the limit to the city; this one is ours.
    /// </summary>
    public DateTimeOffset? CloseDueAt =>
        DueAt is { } due ? CivilTime.StartOf(CivilTime.DayOf(due).AddDays(2)) : null;

    /// <summary>A report under one key: an inspector, a class, or nobody in particular.</summary>
    public static Measured Whole(Report report, CaseMilestones? milestones, string key) =>
        new(
            key,
            report.ReceivedAt,
            report.InboxAt,
            milestones?.DueResolve,
            milestones?.ResolvedAt,
            report.ClosedAt,
            report.Holders.Sum(one => one.Returns),
            report.Reworks,
            report.CheckDueOn,
            report.CheckedAt,
            report.IsVoid
        );

    /// <summary>
    /// A report under each unit that had it: what was given back or did not stand is charged to the unit that had it at the time; the limit and what
    /// came of it to the one that has it now. What nobody has filed stands under whoever holds it in the queue.
    /// </summary>
    public static IEnumerable<Measured> ByUnit(Report report, CaseMilestones? milestones) =>
        report.Holders.Count == 0
            ? [Whole(report, milestones, report.UnitId?.ToString() ?? "")]
            : report.Holders.Select(held =>
                held.UnitId == report.UnitId
                    ? Whole(report, milestones, $"{held.UnitId}") with
                    {
                        InboxAt = held.InboxAt,
                        Returns = held.Returns,
                        Reworks = held.Reworks,
                    }
                    : new Measured(
                        $"{held.UnitId}",
                        report.ReceivedAt,
                        held.InboxAt,
                        null,
                        null,
                        null,
                        held.Returns,
                        held.Reworks
                    )
            );
}

/// <summary>A citizen's request that an inspector was to look at before a unit was sent.</summary>
/// <param name="Key">Whose it is in the table.</param>
/// <param name="VerifiedAt">When he said what he saw; null when he did not.</param>
/// <param name="Found">Whether it was as reported.</param>
internal sealed record MeasuredLook(
    string Key,
    DateTimeOffset DueAt,
    DateTimeOffset? VerifiedAt,
    bool Found
);

/// <summary>
/// The indicators of digital urban management over reports from the field (GB/T 30428.4 and CJ/T 292). A share whose base is
/// empty is null, not zero.
/// </summary>
/// <param name="Reported">Reports received in the span (上报数).</param>
/// <param name="Filed">Of these, those that were filed and dispatched (立案数).</param>
/// <param name="FilingRate">Filed of reported (立案率).</param>
/// <param name="DispatchAccuracy">Of the filed, those that no unit gave back with right (派遣准确率).</param>
/// <param name="Due">Reports whose limit falls into the span (应处置数).</param>
/// <param name="Handled">Of these, those that are done (处置数).</param>
/// <param name="InTime">Of these, those that were done in time (按期处置数).</param>
/// <param name="InTimeRate">In time of due (按期处置率).</param>
/// <param name="Overdue">Of the due, those done too late or not yet though the limit has passed (超期处置数).</param>
/// <param name="OverdueRate">Overdue of due (超期处置率).</param>
/// <param name="Reworked">Of the due and of those without a limit any more, such as what a unit gave up, those whose result did not stand when looked at again (返工数).</param>
/// <param name="ReworkRate">Reworked of these (返工率).</param>
/// <param name="Returned">Of the filed, those that were given back with right (退回数).</param>
/// <param name="ReturnRate">Returned of filed (退回率): what was passed on to a unit that it was none of (批转差错率).</param>
/// <param name="Closed">Reports closed in the span (结案数).</param>
/// <param name="Valid">Of the filed, those that did not end as no matter of the city's (有效上报数).</param>
/// <param name="ValidRate">Valid of reported (有效上报率).</param>
/// <param name="FiledRightRate">Valid of filed (准确立案率).</param>
/// <param name="AcceptedInTimeRate">Of the reported, those that were filed or closed within a minute of their receipt (受理及时率).</param>
/// <param name="FiledInTimeRate">Of the filed, those that stood in a unit's inbox within a minute of their receipt (按时立案率, 按时派遣率: here one step).</param>
/// <param name="HandledRate">Handled of due (处置率).</param>
/// <param name="ToCheck">Reports whose last result was to be looked at on a day of the span (应核查数).</param>
/// <param name="CheckedInTimeRate">Of these, those looked at by the end of that day (按时核查率).</param>
/// <param name="ToClose">Reports that were to be closed in the span (应结案数), by the end of the day after their limit.</param>
/// <param name="ClosedRate">Of these, those that are closed (结案率).</param>
/// <param name="ClosedInTimeRate">Of these, those closed by then (按期结案率).</param>
/// <param name="ToVerify">Citizens' requests whose look was due in the span (应核实数).</param>
/// <param name="VerifiedInTimeRate">Of these, those looked at in time (按时核实率).</param>
/// <param name="Confirmed">Of these, those found as reported (公众举报且属实).</param>
/// <param name="MissedRate">Confirmed of confirmed and valid: what citizens saw before a patrol did (漏报率).</param>
internal sealed record Statistics(
    int Reported,
    int Filed,
    double? FilingRate,
    double? DispatchAccuracy,
    int Due,
    int Handled,
    int InTime,
    double? InTimeRate,
    int Overdue,
    double? OverdueRate,
    int Reworked,
    double? ReworkRate,
    int Returned,
    double? ReturnRate,
    int Closed,
    int Valid,
    double? ValidRate,
    double? FiledRightRate,
    double? AcceptedInTimeRate,
    double? FiledInTimeRate,
    double? HandledRate,
    int ToCheck,
    double? CheckedInTimeRate,
    int ToClose,
    double? ClosedRate,
    double? ClosedInTimeRate,
    int ToVerify,
    double? VerifiedInTimeRate,
    int Confirmed,
    double? MissedRate
)
{
    /// <summary>The indicators of a span. Pure.</summary>
    /// <param name="from">First instant.</param>
    /// <param name="until">The instant after the last.</param>
    /// <param name="now">What is due later than this is not overdue yet.</param>
    public static Statistics Of(
        IReadOnlyCollection<Measured> reports,
        IReadOnlyCollection<MeasuredLook> looks,
        DateTimeOffset from,
        DateTimeOffset until,
        DateTimeOffset now
    )
    {
        var received = reports.Where(report => Falls(report.ReceivedAt)).ToList();
        var filed = received.Where(report => report.InboxAt is not null).ToList();
        var due = reports.Where(report => report.DueAt is { } at && Falls(at)).ToList();
        var handled = due.Where(report => report.ResolvedAt is not null).ToList();
        var inTime = handled.Count(report => report.ResolvedAt <= report.DueAt);
        var overdue = due.Count(report => (report.ResolvedAt ?? now) > report.DueAt);
        var filedInTime = filed.Count(report => IsWithinMinute(report, report.InboxAt));
        // Whoever closes what is no matter of the city's has accepted it as well.
        var acceptedInTime = received.Count(report =>
            IsWithinMinute(report, report.InboxAt ?? report.ClosedAt)
        );
        // A unit that gave it up has no limit any more, and its result did not stand all the same.
        var givenUp = reports.Count(report =>
            report is { DueAt: null, Reworks: > 0 } && Falls(report.ReceivedAt)
        );
        var reworked = due.Count(report => report.Reworks > 0) + givenUp;
        var valid = filed.Count(report => !report.IsVoid);
        var toCheck = reports
            .Where(report => report.CheckDueOn is { } day && Falls(CivilTime.StartOf(day)))
            .ToList();
        var checkedInTime = toCheck.Count(report =>
            report.CheckedAt < CivilTime.StartOf(report.CheckDueOn!.Value.AddDays(1))
        );
        // The last instant of a day is that of the next day's beginning, and belongs to the day.
        var toClose = reports
            .Where(report => report.CloseDueAt is { } at && at > from && at <= until)
            .ToList();
        var toVerify = looks.Where(look => Falls(look.DueAt)).ToList();
        var confirmed = toVerify.Count(look => look.Found);
        var returned = filed.Count(report => report.Returns > 0);
        return new(
            received.Count,
            filed.Count,
            Share(filed.Count, received.Count),
            Share(filed.Count - returned, filed.Count),
            due.Count,
            handled.Count,
            inTime,
            Share(inTime, due.Count),
            overdue,
            Share(overdue, due.Count),
            reworked,
            Share(reworked, due.Count + givenUp),
            returned,
            Share(returned, filed.Count),
            reports.Count(report => report.ClosedAt is { } at && Falls(at)),
            valid,
            Share(valid, received.Count),
            Share(valid, filed.Count),
            Share(acceptedInTime, received.Count),
            Share(filedInTime, filed.Count),
            Share(handled.Count, due.Count),
            toCheck.Count,
            Share(checkedInTime, toCheck.Count),
            toClose.Count,
            Share(toClose.Count(report => report.ClosedAt is not null), toClose.Count),
            Share(toClose.Count(report => report.ClosedAt <= report.CloseDueAt), toClose.Count),
            toVerify.Count,
            Share(toVerify.Count(look => look.VerifiedAt <= look.DueAt), toVerify.Count),
            confirmed,
            Share(confirmed, confirmed + valid)
        );

        bool Falls(DateTimeOffset at) => at >= from && at < until;
    }

    private static bool IsWithinMinute(Measured report, DateTimeOffset? at) =>
        at - report.ReceivedAt <= TimeSpan.FromSeconds(ShowMinute.MostSeconds);

    private static double? Share(int part, int whole) => whole == 0 ? null : (double)part / whole;
}
