using FsCheck;
using FsCheck.Fluent;
using Jiban.City.Components;

namespace Jiban.City.Tests;

public sealed class TariffTests
{
    private static TariffPeriod Period(PricePeriod kind, int from, int until, int energy) =>
        new(kind, new(from, 0), new(until % 24, 0), energy, 40);

    [Fact]
    public void A_day_is_told_from_midnight_to_midnight_and_the_hours_between_periods_cost_the_flat_price()
    {
        var tariff = new Tariff(
            80,
            40,
            0,
            [
                Period(PricePeriod.Valley, 23, 7, 30),
                Period(PricePeriod.Peak, 10, 15, 120),
                Period(PricePeriod.Sharp, 18, 21, 150),
            ]
        );

        Assert.Equal(
            [
                (PricePeriod.Valley, 0, 7, 30),
                (PricePeriod.Flat, 7, 10, 80),
                (PricePeriod.Peak, 10, 15, 120),
                (PricePeriod.Flat, 15, 18, 80),
                (PricePeriod.Sharp, 18, 21, 150),
                (PricePeriod.Flat, 21, 23, 80),
                (PricePeriod.Valley, 23, 0, 30),
            ],
            tariff
                .Day()
                .Select(row => (row.Kind!.Value, row.From.Hour, row.Until.Hour, row.EnergyFen))
        );
        Assert.Equal(150, tariff.Now(new(18, 0)).EnergyFen);
        Assert.Equal(120, tariff.Now(new(14, 59, 59)).EnergyFen);
        Assert.Equal(80, tariff.Now(new(15, 0)).EnergyFen);
        Assert.Equal(30, tariff.Now(new(23, 30)).EnergyFen);
    }

    [Fact]
    public void Without_periods_one_price_holds_all_day()
    {
        var row = Assert.Single(new Tariff(80, 40, 200).Day());
        Assert.Equal(new PriceRow(null, new(0, 0), new(0, 0), 80, 40), row);
    }

    [Fact]
    public void Periods_that_overlap_or_last_no_time_are_refused()
    {
        Assert.False(
            new Tariff(
                1,
                1,
                0,
                [Period(PricePeriod.Valley, 22, 8, 1), Period(PricePeriod.Peak, 7, 9, 2)]
            ).IsOneAtATime()
        );
        Assert.False(new Tariff(1, 1, 0, [Period(PricePeriod.Peak, 7, 7, 2)]).IsOneAtATime());
        Assert.True(
            new Tariff(
                1,
                1,
                0,
                [Period(PricePeriod.Valley, 22, 7, 1), Period(PricePeriod.Peak, 7, 22, 2)]
            ).IsOneAtATime()
        );
        Assert.False(new Tariff(1, 1, 0, [Period(PricePeriod.Peak, 7, 8, -1)]).IsPriced());
        Assert.False(new Tariff(1, 1, Tariff.DearestFen + 1).IsPriced());
    }

    [Fact]
    public void Whatever_the_periods_the_rows_cover_the_day_once_and_tell_the_price_of_each_minute() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(200),
            Prop.ForAll(
                (
                    from cuts in Gen.Choose(0, 1439).ArrayOf(8)
                    from first in Gen.Elements(0, 1)
                    from at in Gen.Choose(0, 1439)
                    select (cuts.Distinct().Order().ToArray(), first, at)
                ).ToArbitrary(),
                one =>
                {
                    var (cuts, first, at) = one;
                    // Every second stretch between the cuts is a period of its own; with an odd rest the last runs through midnight.
                    var periods = Enumerable
                        .Range(0, cuts.Length)
                        .Where(n => n % 2 == first && cuts.Length > 1)
                        .Select(n => new TariffPeriod(
                            PricePeriod.Peak,
                            Minute(cuts[n]),
                            Minute(cuts[(n + 1) % cuts.Length]),
                            100 + n,
                            0
                        ))
                        .ToList();
                    var tariff = new Tariff(50, 0, 0, periods);
                    if (!tariff.IsOneAtATime())
                    {
                        // Two neighbours around midnight, by an odd number of cuts.
                        return;
                    }

                    var rows = tariff.Day();
                    Assert.Equal(TimeOnly.MinValue, rows[0].From);
                    Assert.Equal(TimeOnly.MinValue, rows[^1].Until);
                    Assert.All(
                        rows.Zip(rows.Skip(1)),
                        pair => Assert.Equal(pair.First.Until, pair.Second.From)
                    );
                    Assert.Equal(
                        periods.FirstOrDefault(period => period.Holds(Minute(at)))?.EnergyFen ?? 50,
                        tariff.Now(Minute(at)).EnergyFen
                    );
                }
            )
        );

    private static TimeOnly Minute(int minute) => new(minute / 60, minute % 60);
}
