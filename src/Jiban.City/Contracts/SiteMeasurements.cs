using System.Text.Json;
using Dapper;
using Jiban.City.Components;
using Jiban.Platform.Store;
using Jiban.Platform.Time;
using Jiban.Platform.Web;

namespace Jiban.City.Contracts;

/// <summary>What somebody measured before a component, beside what its schedule had planned for that day.</summary>
/// <param name="Planned">When a lamp was to come on or go off that day, by the clock of the city; null for what has no plan.</param>
/// <param name="Found">When it did; null for what has no plan.</param>
/// <param name="MinutesDark">How long it was dark against its plan; negative when it burned longer. Null for what has no plan.</param>
public sealed record SiteMeasurement(
    string Quantity,
    decimal Value,
    string Unit,
    DateTimeOffset MeasuredAt,
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

    /// <summary>When a lamp came on or went off, as the forms of both languages and people name it.</summary>
    private static readonly Dictionary<string, bool> ComesOn = new(StringComparer.OrdinalIgnoreCase)
    {
        ["亮灯时刻"] = true,
        ["亮灯时间"] = true,
        ["开灯时刻"] = true,
        ["came on at"] = true,
        ["关灯时刻"] = false,
        ["关灯时间"] = false,
        ["灭灯时刻"] = false,
        ["went off at"] = false,
    };

    private sealed record Row(
        string Quantity,
        decimal Value,
        string Unit,
        DateTimeOffset MeasuredAt,
        string? Schedule
    );

    /// <summary>The last measurement of each quantity at a component since a time, the latest first: what was mended is measured again.</summary>
    /// <param name="code">The identifier of the component.</param>
    public async Task<IReadOnlyList<SiteMeasurement>> LastAsync(
        string code,
        DateTimeOffset since,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenAsync(cancellation);
        var rows = await connection.QueryAsync<Row>(
            new CommandDefinition(
                """
                select last.quantity, last.value, last.unit, last.measured_at, t.terms::text as schedule
                from (
                    select distinct on (m.quantity) m.component_id, m.quantity, m.value, m.unit, m.measured_at
                    from city.component_measurement m
                    join city.component c on c.component_id = m.component_id and c.code = @code and c.valid_to is null
                    where m.measured_at >= @since
                    order by m.quantity, m.measured_at desc, m.measurement_id desc
                ) last
                left join lateral (
                    select terms from city.component_terms t
                    where t.component_id = last.component_id and t.kind = 'schedule'
                        and t.from_day <= (last.measured_at at time zone 'Asia/Shanghai')::date
                        and (t.until_day is null or t.until_day >= (last.measured_at at time zone 'Asia/Shanghai')::date)
                    order by t.from_day desc limit 1
                ) t on true
                order by last.measured_at desc, last.quantity
                """,
                new { code, since = since.ToUniversalTime() },
                cancellationToken: cancellation
            )
        );
        return
        [
            .. rows.DistinctBy(row => Meant(row.Quantity))
                .Select(row =>
                    Beside(
                        row.Quantity,
                        row.Value,
                        row.Unit,
                        row.MeasuredAt,
                        row.Schedule is { } terms
                            ? JsonSerializer.Deserialize<Schedule>(terms, ApiJson.Options)
                            : null
                    )
                ),
        ];
    }

    /// <summary>One name for what has several.</summary>
    private static string Meant(string quantity) =>
        ComesOn.TryGetValue(quantity.Trim(), out var on) ? (on ? "on" : "off") : quantity;

    /// <summary>A measurement beside the schedule that held when it was taken. Pure.</summary>
    internal static SiteMeasurement Beside(
        string quantity,
        decimal value,
        string unit,
        DateTimeOffset measuredAt,
        Schedule? schedule
    )
    {
        var measured = new SiteMeasurement(quantity, value, unit, measuredAt, null, null, null);
        if (
            !ComesOn.TryGetValue(quantity.Trim(), out var on)
            || value is < 0 or >= 24
            || schedule?.Seasons.FirstOrDefault(season => season.Holds(CivilTime.DayOf(measuredAt)))
                is not { } season
        )
        {
            return measured;
        }

        // Hours with fractions: 18.25 is a quarter past six. The way round the clock is the shorter one.
        var minutes = (int)Math.Round(value * 60) % MinutesOfDay;
        var planned = on ? season.On : season.Off;
        var after = minutes - ((planned.Hour * 60) + planned.Minute);
        after =
            after > MinutesOfDay / 2 ? after - MinutesOfDay
            : after <= -MinutesOfDay / 2 ? after + MinutesOfDay
            : after;
        return measured with
        {
            Planned = planned,
            Found = new TimeOnly(minutes / 60, minutes % 60),
            MinutesDark = on ? after : -after,
        };
    }
}
