using System.Text.Json;
using Dapper;
using Jiban.City.Components;
using Jiban.Platform.Store;
using Jiban.Platform.Time;
using Jiban.Platform.Web;

namespace Jiban.City.Contracts;

/// <summary>What somebody measured before a component, beside what its schedule had planned for that day.</summary>
/// <param name="Value">In the unit; null for a time of day.</param>
/// <param name="Clock">The time of day that was measured, by the clock of the city; null for a value.</param>
/// <param name="Planned">When a lamp was to come on or go off that day, by the clock of the city; null for what has no plan.</param>
/// <param name="Found">When it did; null for what has no plan.</param>
/// <param name="MinutesDark">How long it was dark against its plan; negative when it burned longer. Null for what has no plan.</param>
public sealed record SiteMeasurement(
    string Quantity,
    decimal? Value,
    string Unit,
    DateTimeOffset MeasuredAt,
    TimeOnly? Clock,
    TimeOnly? Planned,
    TimeOnly? Found,
    int? MinutesDark
)
{
    /// <summary>A watch and the clock in the cabinet of the lamps may differ by so many minutes (ours: no standard gives a number).</summary>
    public const int Tolerance = 5;

    /// <summary>Whether the lamp was dark when its own schedule says that it burns: no words explain that away.</summary>
    public bool BreaksThePlan => MinutesDark > Tolerance;
}

/// <summary>Measurements on site as evidence: what was measured at a component since some time, with what was planned that day (S4).</summary>
public sealed class SiteMeasurements(Database database)
{
    private const int MinutesOfDay = 24 * 60;

    private static readonly TimeOnly Noon = new(12, 0);

    private sealed record Row(
        Guid ComponentId,
        string Quantity,
        decimal? Value,
        TimeOnly? Clock,
        string Unit,
        DateTimeOffset MeasuredAt
    );

    private sealed record Terms(DateOnly FromDay, DateOnly? UntilDay, string Schedule)
    {
        public bool Hold(DateOnly day) =>
            FromDay <= day && (UntilDay is not { } until || day <= until);
    }

    /// <summary>The last measurement of each quantity at a component since a time, the latest first: what was mended is measured again.</summary>
    /// <param name="code">The identifier of the component.</param>
    public async Task<IReadOnlyList<SiteMeasurement>> LastAsync(
        string code,
        DateTimeOffset since,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenAsync(cancellation);
        var rows = (
            await connection.QueryAsync<Row>(
                new CommandDefinition(
                    """
                    select distinct on (m.quantity) m.component_id, m.quantity, m.value, m.clock, m.unit, m.measured_at
                    from city.component_measurement m
                    join city.component c on c.component_id = m.component_id and c.code = @code and c.valid_to is null
                    where m.measured_at >= @since
                    order by m.quantity, m.measured_at desc, m.measurement_id desc
                    """,
                    new { code, since = since.ToUniversalTime() },
                    cancellationToken: cancellation
                )
            )
        ).OrderByDescending(row => row.MeasuredAt).ThenBy(row => row.Quantity, StringComparer.Ordinal).DistinctBy(row => Meant(row.Quantity)).ToList();
        var terms = (
            await connection.QueryAsync<Terms>(
                new CommandDefinition(
                    """
                    select from_day, until_day, terms::text as schedule from city.component_terms
                    where component_id = any(@components) and kind = 'schedule' order by from_day desc
                    """,
                    new { components = rows.Select(row => row.ComponentId).Distinct().ToArray() },
                    cancellationToken: cancellation
                )
            )
        ).AsList();
        return
        [
            .. rows.Select(row =>
                Beside(
                    row.Quantity,
                    row.Value,
                    row.Clock,
                    row.Unit,
                    row.MeasuredAt,
                    night =>
                        terms.FirstOrDefault(one => one.Hold(night)) is { } held
                            ? JsonSerializer.Deserialize<Schedule>(held.Schedule, ApiJson.Options)
                            : null
                )
            ),
        ];
    }

    /// <summary>One name for what has several.</summary>
    private static string Meant(string quantity) =>
        ClockQuantity.ComesOn(quantity) switch
        {
            true => "on",
            false => "off",
            null => quantity,
        };

    /// <summary>
    /// The day of the night in which a lamp came on or went off. What is written down after midnight, or the next morning, happened when the clock last
    /// said so; and a night belongs to the day on whose evening it began. Pure.
    /// </summary>
    internal static DateOnly NightOf(TimeOnly told, DateTimeOffset measuredAt)
    {
        // A phone's clock may be some minutes fast.
        var day = CivilTime.DayOf(measuredAt);
        var happened =
            CivilTime.At(day, told) > measuredAt.AddMinutes(SiteMeasurement.Tolerance)
                ? day.AddDays(-1)
                : day;
        return told < Noon ? happened.AddDays(-1) : happened;
    }

    /// <summary>A measurement beside the schedule that held in the night when it was taken. Pure.</summary>
    /// <param name="scheduleOf">What was planned on a day; null when nothing was.</param>
    internal static SiteMeasurement Beside(
        string quantity,
        decimal? value,
        TimeOnly? clock,
        string unit,
        DateTimeOffset measuredAt,
        Func<DateOnly, Schedule?> scheduleOf
    )
    {
        var told = ClockQuantity.Told(quantity, value, clock);
        var measured = new SiteMeasurement(
            quantity,
            value,
            unit,
            measuredAt,
            told,
            null,
            null,
            null
        );
        if (
            told is not { } found
            || ClockQuantity.ComesOn(quantity) is not { } on
            || NightOf(found, measuredAt) is var night
                && scheduleOf(night)?.Seasons.FirstOrDefault(season => season.Holds(night))
                    is not { } season
        )
        {
            return measured;
        }

        // The way round the clock is the shorter one.
        var planned = on ? season.On : season.Off;
        var after = (found.Hour - planned.Hour) * 60 + found.Minute - planned.Minute;
        after =
            after > MinutesOfDay / 2 ? after - MinutesOfDay
            : after <= -MinutesOfDay / 2 ? after + MinutesOfDay
            : after;
        return measured with
        {
            Planned = planned,
            Found = found,
            MinutesDark = on ? after : -after,
        };
    }
}
