using FsCheck;
using FsCheck.Fluent;
using Jiban.Platform.Time;

namespace Jiban.Assessment.Tests;

public sealed class PeriodCalendarTests
{
    private static readonly PeriodCalendar Default = new([FormulaTests.SetA]);

    [Fact]
    public void A_period_runs_from_the_19th_of_last_month_to_the_18th()
    {
        var november = new Period(2026, 11);
        Assert.Equal(new DateOnly(2026, 10, 19), Default.FirstDay(november));
        Assert.Equal(new DateOnly(2026, 11, 18), Default.LastDay(november));
        Assert.Equal(new DateOnly(2025, 12, 19), Default.FirstDay(new Period(2026, 1)));
    }

    [Theory]
    // In UTC both are the 18th: the day is that of Asia/Shanghai.
    [InlineData("2026-11-18T23:59:59.999999+08:00", "2026-11")]
    [InlineData("2026-11-19T00:00:00+08:00", "2026-12")]
    [InlineData("2026-12-31T12:00:00+08:00", "2027-01")]
    public void A_case_belongs_to_the_period_of_its_creation(string receivedAt, string period)
    {
        var at = DateTimeOffset.Parse(
            receivedAt,
            System.Globalization.CultureInfo.InvariantCulture
        );
        Assert.Equal(period, Default.Of(at).ToString());
    }

    [Fact]
    public void A_change_of_shape_makes_one_longer_period_and_no_gap()
    {
        var calendar = new PeriodCalendar([
            FormulaTests.SetA,
            FormulaTests.SetA with
            {
                From = new Period(2026, 12),
                ClosingDay = null,
            },
        ]);
        Assert.Equal(new DateOnly(2026, 11, 18), calendar.LastDay(new Period(2026, 11)));
        Assert.Equal(new DateOnly(2026, 11, 19), calendar.FirstDay(new Period(2026, 12)));
        Assert.Equal(new DateOnly(2026, 12, 31), calendar.LastDay(new Period(2026, 12)));
        Assert.Equal(new DateOnly(2027, 1, 1), calendar.FirstDay(new Period(2027, 1)));
    }

    [Fact]
    public void Every_day_belongs_to_exactly_the_period_whose_days_hold_it()
    {
        var shapes = Gen.Choose(1, 29)
            .Select(day => day == 29 ? (int?)null : day)
            .SelectMany(before =>
                Gen.Choose(1, 29)
                    .Select(day => (Before: before, After: day == 29 ? (int?)null : day))
            )
            .SelectMany(shape =>
                Gen.Choose(0, 800)
                    .Select(day =>
                        (shape.Before, shape.After, Day: new DateOnly(2026, 1, 1).AddDays(day))
                    )
            );
        Prop.ForAll(
                shapes.ToArbitrary(),
                one =>
                {
                    var calendar = new PeriodCalendar([
                        FormulaTests.SetA with
                        {
                            ClosingDay = one.Before,
                        },
                        FormulaTests.SetA with
                        {
                            From = new Period(2027, 2),
                            ClosingDay = one.After,
                        },
                    ]);
                    var period = calendar.Of(CivilTime.StartOf(one.Day));
                    return calendar.FirstDay(period) <= one.Day
                        && one.Day <= calendar.LastDay(period)
                        && calendar.FirstDay(period.Next) > one.Day
                        && calendar.LastDay(period.Previous) < one.Day;
                }
            )
            .QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("2026-13")]
    [InlineData("2026-1")]
    [InlineData("0001-01")]
    [InlineData("3000-01")]
    [InlineData("２０２６-01")]
    [InlineData("2026-11-01")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_no_period_is_not_read_as_one(string? text) =>
        Assert.Null(Period.Parse(text));
}
