using Dapper;
using Jiban.Platform.Auth;
using NetTopologySuite.Geometries;
using Npgsql;

namespace Jiban.City.Components;

/// <summary>What was measured at a component, for whoever sees its record.</summary>
internal static class ComponentMeasurements
{
    /// <param name="Value">In the unit; null for a time of day.</param>
    /// <param name="Clock">The time of day that was measured, by the clock of the city; null for a value.</param>
    /// <param name="By">Who measured; null for an account that is gone.</param>
    /// <param name="RecordedAt">When the platform learned of it; null for what was recorded before that was kept.</param>
    /// <param name="Lon">Where the one who measured stood; null when nobody knows.</param>
    /// <param name="MetresAway">How far that is from where the component stands on record.</param>
    /// <param name="Photos">What shows it, of the photos of the component that were not taken back.</param>
    /// <param name="Seal">What the phone made over it, as it was made again here; null when it made none.</param>
    public sealed record Part(
        string Quantity,
        decimal? Value,
        TimeOnly? Clock,
        string Unit,
        DateTimeOffset MeasuredAt,
        string? By,
        DateTimeOffset? RecordedAt,
        double? Lon,
        double? Lat,
        double? AccuracyMetres,
        double? MetresAway,
        IReadOnlyList<Guid> Photos,
        string? Seal
    );

    private sealed record Row(
        string Quantity,
        decimal? Value,
        TimeOnly? Clock,
        string Unit,
        DateTimeOffset MeasuredAt,
        Guid? MeasuredBy,
        DateTimeOffset? RecordedAt,
        Point? Location,
        double? AccuracyMetres,
        IReadOnlyList<Guid> Photos,
        string? Seal
    );

    /// <summary>The latest hundred, the latest first.</summary>
    /// <param name="stands">Where the component stands on record.</param>
    public static async Task<IReadOnlyList<Part>> OfAsync(
        NpgsqlConnection connection,
        Accounts accounts,
        Guid componentId,
        Point stands,
        CancellationToken cancellation
    )
    {
        var rows = (
            await connection.QueryAsync<Row>(
                new CommandDefinition(
                    """
                    select quantity, value, clock, unit, measured_at, measured_by, recorded_at, ST_AsBinary(location) as location,
                        accuracy_metres::double precision as accuracy_metres,
                        array(select photo_id from city.component_photo p
                            where p.measurement_id = m.measurement_id and withdrawn_at is null order by photo_id) as photos, seal
                    from city.component_measurement m
                    where component_id = @componentId order by measured_at desc, measurement_id desc limit 100
                    """,
                    new { componentId },
                    cancellationToken: cancellation
                )
            )
        ).AsList();
        var names = await accounts.NamesAsync(
            rows.Select(row => row.MeasuredBy).OfType<Guid>(),
            cancellation
        );
        return
        [
            .. rows.Select(row => new Part(
                row.Quantity,
                row.Value,
                ClockQuantity.Told(row.Quantity, row.Value, row.Clock),
                row.Unit,
                row.MeasuredAt,
                row.MeasuredBy is { } by ? names.GetValueOrDefault(by) : null,
                row.RecordedAt,
                row.Location?.X,
                row.Location?.Y,
                row.AccuracyMetres,
                row.Location is { } at ? Math.Round(Positions.Metres(at, stands), 1) : null,
                row.Photos,
                row.Seal
            )),
        ];
    }
}
