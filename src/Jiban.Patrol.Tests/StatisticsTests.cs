using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Jiban.Cases.Contracts;
using Jiban.Platform.Journaling;
using Jiban.Testing;

namespace Jiban.Patrol.Tests;

/// <summary>The indicators of the standard over a handful of reports.</summary>
public sealed class StatisticsTests
{
    private static readonly DateTimeOffset From = new(2026, 11, 1, 0, 0, 0, TimeSpan.FromHours(8));
    private static readonly DateTimeOffset Until = From.AddMonths(1);

    private static Measured Report(
        double received,
        double? inbox = null,
        double? due = null,
        double? resolved = null,
        double? closed = null,
        int returns = 0,
        int reworks = 0,
        int? checkDue = null,
        double? looked = null,
        bool isVoid = false
    )
    {
        return new(
            "k",
            From.AddDays(received),
            At(inbox),
            At(due),
            At(resolved),
            At(closed),
            returns,
            reworks,
            checkDue is { } day ? new DateOnly(2026, 11, 1).AddDays(day) : null,
            At(looked),
            isVoid
        );

        static DateTimeOffset? At(double? days) => days is { } some ? From.AddDays(some) : null;
    }

    private static MeasuredLook Look(double due, double? verified, bool found) =>
        new("k", From.AddDays(due), verified is { } at ? From.AddDays(at) : null, found);

    [Fact]
    public void Each_indicator_has_its_own_base()
    {
        var figures = Statistics.Of(
            [
                Report(1, inbox: 1, due: 4, resolved: 3, closed: 5, checkDue: 4, looked: 4.9),
                Report(
                    2,
                    inbox: 2,
                    due: 5,
                    resolved: 6,
                    closed: 7.1, // Due on 6 November: to be closed by the end of the 7th, which is when day 7 begins.
                    returns: 1,
                    reworks: 1,
                    checkDue: 7,
                    looked: 8,
                    isVoid: true
                ),
                Report(3), // Waits for a person.
                Report(29, inbox: 29, due: 33), // Its limit falls into the next month.
                Report(-5, inbox: -5, due: 2), // Received before, still open though its limit has passed.
            ],
            [
                Look(1, 1, true),
                Look(2, 2.1, false),
                Look(3, null, false),
                Look(4, 4, false),
                Look(31, 31, true),
            ],
            From,
            Until,
            Until
        );
        Assert.Equal(
            new Statistics(
                Reported: 4,
                Filed: 3,
                FilingRate: 0.75,
                DispatchAccuracy: 2d / 3,
                Due: 3,
                Handled: 2,
                InTime: 1,
                InTimeRate: 1d / 3,
                Overdue: 2,
                OverdueRate: 2d / 3,
                Reworked: 1,
                ReworkRate: 1d / 3,
                Returned: 1,
                ReturnRate: 1d / 3,
                Closed: 2,
                Valid: 2,
                ValidRate: 0.5,
                FiledRightRate: 2d / 3,
                AcceptedInTimeRate: 0.75,
                FiledInTimeRate: 1,
                HandledRate: 2d / 3,
                ToCheck: 2,
                CheckedInTimeRate: 0.5,
                ToClose: 3,
                ClosedRate: 2d / 3,
                ClosedInTimeRate: 1d / 3,
                ToVerify: 4,
                VerifiedInTimeRate: 0.5,
                Confirmed: 1,
                MissedRate: 1d / 3
            ),
            figures
        );
    }

    [Fact]
    public void What_is_done_at_the_last_instant_is_in_time_and_the_day_after_the_span_does_not_count()
    {
        var figures = Statistics.Of(
            [Report(0, inbox: 0, due: 2, resolved: 2), Report(30, inbox: 30, due: 30)],
            [],
            From,
            Until,
            Until
        );
        Assert.Equal(
            (1, 1, 1, 1d),
            (figures.Reported, figures.Due, figures.InTime, figures.InTimeRate)
        );
    }

    [Fact]
    public void What_is_closed_when_the_day_after_its_limit_ends_is_closed_in_time_and_belongs_to_that_day()
    {
        // The limit is noon of the 29th; the day after is the 30th, the last of the span.
        Statistics Closed(double? at) =>
            Statistics.Of([Report(20, inbox: 20, due: 28.5, closed: at)], [], From, Until, Until);

        Assert.Equal((1, 1d), (Closed(30).ToClose, Closed(30).ClosedInTimeRate));
        Assert.Equal((1d, 0d), (Closed(30.01).ClosedRate, Closed(30.01).ClosedInTimeRate));
        Assert.Equal((0d, 0d), (Closed(null).ClosedRate, Closed(null).ClosedInTimeRate));
        Assert.Equal(
            0,
            Statistics
                .Of([Report(20, inbox: 20, due: 29.5, closed: 30)], [], From, Until, Until)
                .ToClose
        );
    }

    [Fact]
    public void What_is_filed_a_minute_after_its_receipt_is_in_time_and_who_filed_it_is_the_first_who_sent_it()
    {
        const double Minute = 1d / 24 / 60;
        var figures = Statistics.Of(
            [
                Report(1, inbox: 1 + Minute),
                Report(2, inbox: 2 + Minute * 1.02, isVoid: true),
                Report(3, closed: 3 + Minute), // No matter of the city's, and told so at once.
                Report(4), // Still waits.
            ],
            [],
            From,
            Until,
            Until
        );
        Assert.Equal(
            (0.5, 0.5, 0.5),
            (figures.AcceptedInTimeRate, figures.FiledInTimeRate, figures.FiledRightRate)
        );

        // Not overdue before its limit, whatever the span.
        var due = Report(5, inbox: 5, due: 10);
        double? Overdue(double at) =>
            Statistics.Of([due], [], From, Until, From.AddDays(at)).OverdueRate;
        Assert.Equal((0d, 1d), (Overdue(10), Overdue(10.1)));

        var report = new Finding()
            .Registered(From)
            .Queued(From)
            .Dispatched(From.AddMinutes(1), by: $"{Some.Id(7)}")
            .ReturnJudged(From.AddMinutes(2), Some.Id(31))
            .Dispatched(From.AddMinutes(2), unit: Some.Id(31), by: $"{Some.Id(8)}")
            .Fold()!;
        Assert.Equal($"{Some.Id(7)}", report.FiledBy);
    }

    [Fact]
    public void A_look_counts_when_it_was_made_and_the_last_result_is_what_was_to_be_looked_at()
    {
        var report = new Finding()
            .Registered(From.AddDays(1))
            .Dispatched(From.AddDays(1))
            .Resolved(From.AddDays(2))
            .Reinspected(From.AddDays(5), false)
            .Resolved(From.AddDays(6))
            // Received two days later, found on the day.
            .Reinspected(From.AddDays(9), true, foundAt: From.AddDays(7.5))
            .Closed(From.AddDays(10));
        Assert.Equal(
            (new DateOnly(2026, 11, 8), From.AddDays(7.5)),
            (report.Fold()!.CheckDueOn, report.Fold()!.CheckedAt)
        );
        var figures = Statistics.Of(
            [Measured.Whole(report.Fold()!, null, "")],
            [],
            From,
            Until,
            Until
        );
        Assert.Equal((1, 1d, 1d), (figures.ToCheck, figures.CheckedInTimeRate, figures.ValidRate));

        var gone = new Finding()
            .Registered(From)
            .Dispatched(From)
            .Resolved(From)
            .Closed(From.AddDays(9), "declined")
            .Fold()!;
        Assert.Null(gone.CheckDueOn);
        Assert.Equal(
            (1, 0, 0d),
            Statistics.Of([Measured.Whole(gone, null, "")], [], From, Until, Until) is var of
                ? (of.Filed, of.Valid, of.ValidRate)
                : default
        );
    }

    [Fact]
    public void A_share_of_nothing_is_not_told()
    {
        var figures = Statistics.Of([], [], From, Until, Until);
        Assert.Null(figures.FilingRate);
        Assert.Null(figures.DispatchAccuracy);
        Assert.Null(figures.InTimeRate);
        Assert.Null(figures.ReworkRate);
        Assert.Null(figures.VerifiedInTimeRate);
        Assert.Null(figures.MissedRate);
        Assert.Null(figures.ValidRate);
        Assert.Null(figures.HandledRate);
        Assert.Null(figures.CheckedInTimeRate);
        Assert.Null(figures.ClosedRate);
        Assert.Null(figures.ClosedInTimeRate);
    }

    [Fact]
    public void A_return_and_a_rework_are_charged_to_the_unit_that_had_it_at_the_time()
    {
        var (first, second) = (Some.Id(31), Some.Id(32));
        var report = new Finding()
            .Registered(From.AddDays(1))
            .Dispatched(From.AddDays(1), unit: first)
            .Resolved(From.AddDays(2))
            .Reinspected(From.AddDays(3), false)
            .ReturnJudged(From.AddDays(4), second)
            .Dispatched(From.AddDays(4), unit: second)
            .ReturnJudged(From.AddDays(5), null)
            .Resolved(From.AddDays(6))
            .Fold()!;
        var due = new CaseMilestones(report.CaseId, From.AddDays(9), From.AddDays(6));
        Statistics Of(Guid unit) =>
            Statistics.Of(
                [.. Measured.ByUnit(report, due).Where(one => one.Key == $"{unit}")],
                [],
                From,
                Until,
                Until
            );

        Assert.Equal(
            (1, 1, 1d, 1d),
            (Of(first).Filed, Of(first).Returned, Of(first).ReturnRate, Of(first).ReworkRate)
        );
        Assert.Equal((0, 0), (Of(first).Due, Of(first).InTime));
        Assert.Equal(
            (1, 0, 0d, 0d),
            (Of(second).Filed, Of(second).Returned, Of(second).ReturnRate, Of(second).ReworkRate)
        );
        Assert.Equal((1, 1), (Of(second).Due, Of(second).InTime));
        var whole = Statistics.Of([Measured.Whole(report, due, "")], [], From, Until, Until);
        Assert.Equal((1, 1, 1, 1), (whole.Filed, whole.Returned, whole.Due, whole.Reworked));
    }

    [Fact]
    public void Whatever_happens_to_a_report_its_units_are_charged_with_what_the_journal_says() =>
        Prop.ForAll(
                Gen.ListOf(Gen.Choose(0, 5)).ToArbitrary(),
                steps =>
                {
                    // Units 0 to 2; a step gives it to one of them, or is a result, a look that fails or passes, a refused return.
                    var finding = new Finding().Registered(From).Queued(From);
                    foreach (var (n, step) in steps.Index())
                    {
                        var at = From.AddHours(n + 1);
                        _ = step switch
                        {
                            <= 2 => finding
                                .ReturnJudged(at, Some.Id(step))
                                .Dispatched(at, unit: Some.Id(step)),
                            3 => finding.Reinspected(at, false),
                            4 => finding.Reinspected(at, true),
                            _ => finding.ReturnJudged(at, null),
                        };
                    }

                    var report = finding.Fold()!;
                    var charged = Measured
                        .ByUnit(report, null)
                        .ToDictionary(one => one.Key, one => (one.Returns, one.Reworks));
                    return ByHand(finding.Written).All(one => charged[$"{one.Key}"] == one.Value)
                        && report.Holders.Sum(one => one.Returns)
                            == ByHand(finding.Written).Values.Sum(one => one.Returns);
                }
            )
            .QuickCheckThrowOnFailure();

    /// <summary>The journal read backwards: each return and each rework belongs to the last dispatch before it.</summary>
    private static Dictionary<Guid, (int Returns, int Reworks)> ByHand(
        IReadOnlyList<JournalEntry> journal
    )
    {
        var charged = new Dictionary<Guid, (int Returns, int Reworks)>();
        for (var i = journal.Count - 1; i >= 0; i--)
        {
            var before = journal.Take(i).LastOrDefault(entry => entry.Kind == "dispatched");
            var unit = before?.Data.GetProperty("unit").GetGuid();
            if (journal[i].Kind == "dispatched")
            {
                charged.TryAdd(journal[i].Data.GetProperty("unit").GetGuid(), default);
            }

            if (unit is not { } whose)
            {
                continue;
            }

            var (returns, reworks) = charged.GetValueOrDefault(whose);
            charged[whose] = journal[i] switch
            {
                { Kind: "returnJudged", Data: var data }
                    when data.GetProperty("unit").ValueKind == JsonValueKind.String
                        && data.GetProperty("unit").GetGuid() != whose => (returns + 1, reworks),
                { Kind: "reinspected", Data: var data }
                    when !data.GetProperty("passed").GetBoolean() => (returns, reworks + 1),
                _ => (returns, reworks),
            };
        }

        return charged;
    }
}
