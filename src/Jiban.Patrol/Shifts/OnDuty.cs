using Dapper;
using Jiban.Cases.Contracts;
using Jiban.City.Contracts;
using Jiban.Platform.Store;
using NetTopologySuite.Geometries;

namespace Jiban.Patrol.Shifts;

/// <summary>Who is on duty where: for what somebody must look at now.</summary>
internal sealed class OnDuty(
    Database database,
    CityRegistry city,
    CasesToVerify waiting,
    TimeProvider clock
)
{
    /// <summary>The inspector whose shift runs in an area that holds a point, the one with the least to verify; null when there is none.</summary>
    public async Task<Guid?> InspectorAtAsync(
        double lon,
        double lat,
        CancellationToken cancellation
    )
    {
        var at = new Point(lon, lat) { SRID = 4326 };
        var inspectors = (await RunningAsync(cancellation))
            .Where(shift => Covers(shift, at, city.Current))
            .Select(shift => shift.InspectorId)
            .ToList();
        if (inspectors.Count == 0)
        {
            return null;
        }

        var counts = await waiting.CountAsync(inspectors, cancellation);
        return inspectors.MinBy(inspector => (counts.GetValueOrDefault(inspector), inspector));
    }

    /// <summary>Whether a point lies in the area of a shift. Pure.</summary>
    internal static bool Covers(Shift shift, Point at, CitySnapshot city) =>
        shift.RegionId is { } region
            ? city.Region(region)?.Boundary.Covers(at) == true
            : city.Cells.Any(cell => shift.Cells.Contains(cell.Code) && cell.Boundary.Covers(at));

    /// <summary>The shifts that were begun and run still.</summary>
    private async Task<IReadOnlyList<Shift>> RunningAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return (
            await connection.QueryAsync<Shift>(
                new CommandDefinition(
                    $"""
                    select {ShiftStore.Columns} from patrol.shift
                    where started_at is not null and ended_at is null and ends_at > @now
                    """,
                    new { now = clock.GetUtcNow() },
                    cancellationToken: cancellation
                )
            )
        ).AsList();
    }
}
