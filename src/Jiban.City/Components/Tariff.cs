namespace Jiban.City.Components;

/// <summary>What part of a day it is for the price of electricity.</summary>
internal enum PricePeriod
{
    /// <summary>The dearest hours (尖峰).</summary>
    Sharp,

    /// <summary>Dear hours (高峰).</summary>
    Peak,

    /// <summary>All others (平段).</summary>
    Flat,

    /// <summary>Cheap hours (低谷).</summary>
    Valley,

    /// <summary>The cheapest hours (深谷).</summary>
    DeepValley,
}

/// <summary>What a charger costs: prices in fen, per kWh the energy and the service, per hour the parking.</summary>
/// <param name="Periods">Hours with prices of their own (分时电价); outside of them those of the tariff hold. Without any they hold all day.</param>
internal sealed record Tariff(
    int EnergyFen,
    int ServiceFen,
    int ParkingFen,
    IReadOnlyList<TariffPeriod>? Periods = null
)
{
    public const int DearestFen = 100_000;
    public const int MostPeriods = 24;

    /// <summary>Whether every price is one.</summary>
    public bool IsPriced() =>
        new[] { EnergyFen, ServiceFen, ParkingFen }
            .Concat(Hours.SelectMany(one => new[] { one.EnergyFen, one.ServiceFen }))
            .All(fen => fen is >= 0 and <= DearestFen);

    /// <summary>Whether no moment lies in two periods.</summary>
    public bool IsOneAtATime() =>
        Hours.Count <= MostPeriods
        && Hours.All(one => one.From != one.Until)
        && Starts().All(at => Hours.Count(one => one.Holds(at)) <= 1);

    /// <summary>The prices of a day in order from midnight to midnight, each as long as it lasts.</summary>
    public IReadOnlyList<PriceRow> Day()
    {
        var starts = Starts();
        var rows = new List<PriceRow>();
        foreach (var (n, from) in starts.Index())
        {
            var until = n + 1 < starts.Count ? starts[n + 1] : TimeOnly.MinValue;
            var row = At(from) with { From = from, Until = until };
            if (rows is [.., var last] && last with { From = from, Until = until } == row)
            {
                rows[^1] = last with { Until = until };
            }
            else
            {
                rows.Add(row);
            }
        }

        return rows;
    }

    /// <summary>What holds at a moment of the day, and from when until when.</summary>
    public PriceRow Now(TimeOnly at) => Day().Last(row => row.From <= at);

    private IReadOnlyList<TariffPeriod> Hours => Periods ?? [];

    /// <summary>Midnight, and whenever a period begins or ends.</summary>
    private List<TimeOnly> Starts() =>
        [
            .. Hours
                .SelectMany(one => new[] { one.From, one.Until })
                .Append(TimeOnly.MinValue)
                .Distinct()
                .Order(),
        ];

    private PriceRow At(TimeOnly at) =>
        Hours.FirstOrDefault(one => one.Holds(at)) is { } held
            ? new(held.Kind, at, at, held.EnergyFen, held.ServiceFen)
            : new(Hours.Count == 0 ? null : PricePeriod.Flat, at, at, EnergyFen, ServiceFen);
}

/// <summary>Hours of a day with prices of their own.</summary>
/// <param name="Until">Up to this minute; earlier than <paramref name="From"/> when they run through midnight.</param>
internal sealed record TariffPeriod(
    PricePeriod Kind,
    TimeOnly From,
    TimeOnly Until,
    int EnergyFen,
    int ServiceFen
)
{
    public bool Holds(TimeOnly at) => at.IsBetween(From, Until);
}

/// <summary>A stretch of the day at one price, in fen per kWh.</summary>
/// <param name="Kind">Null where the price is the same all day.</param>
/// <param name="Until">Midnight as 00:00.</param>
internal sealed record PriceRow(
    PricePeriod? Kind,
    TimeOnly From,
    TimeOnly Until,
    int EnergyFen,
    int ServiceFen
);
