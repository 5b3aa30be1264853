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
        int reworks = 0
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
            reworks
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
                Report(1, inbox: 1, due: 4, resolved: 3, closed: 5),
                Report(2, inbox: 2, due: 5, resolved: 6, closed: 7, returns: 1, reworks: 1),
                Report(3), // Waits for a person.
                Report(29, inbox: 29, due: 33), // Its limit falls into the next month.
                Report(-5, inbox: -5, due: 2), // Received before, still open though its limit has passed.
            ],
            [Look(1, 1, true), Look(2, 2.1, false), Look(3, null, false), Look(31, 31, true)],
            From,
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
                Reworked: 1,
                ReworkRate: 1d / 3,
                Returned: 1,
                Closed: 2,
                ToVerify: 3,
                VerifiedInTimeRate: 1d / 3,
                Confirmed: 1,
                MissedRate: 1d / 4
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
            Until
        );
        Assert.Equal(
            (1, 1, 1, 1d),
            (figures.Reported, figures.Due, figures.InTime, figures.InTimeRate)
        );
    }

    [Fact]
    public void A_share_of_nothing_is_not_told()
    {
        var figures = Statistics.Of([], [], From, Until);
        Assert.Null(figures.FilingRate);
        Assert.Null(figures.DispatchAccuracy);
        Assert.Null(figures.InTimeRate);
        Assert.Null(figures.ReworkRate);
        Assert.Null(figures.VerifiedInTimeRate);
        Assert.Null(figures.MissedRate);
    }
}
