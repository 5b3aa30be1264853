using Dapper;
using Jiban.Cases.Handling;
using Jiban.Platform.Auth;
using Jiban.Platform.Store;

namespace Jiban.Cases.Contracts;

/// <summary>A case as another module may name it.</summary>
/// <param name="LonE7">Where it is, 1e-7 degrees, WGS-84; null when that is not known.</param>
/// <param name="Component">The identifier of the component that it is about; null when it names none.</param>
public sealed record NamedCase(
    Guid CaseId,
    string Number,
    int? LonE7,
    int? LatE7,
    string ClassCode,
    string? Component
);

/// <summary>A point, WGS-84, in units of 1e-7 degrees.</summary>
public sealed record VolumePoint(int LonE7, int LatE7);

/// <summary>A kind of matter at a place where it comes again and again.</summary>
/// <param name="Place">As people name it most often, else the code of its grid cell.</param>
/// <param name="LonE7">The middle of the requests, 1e-7 degrees, WGS-84.</param>
/// <param name="Before">In the span before.</param>
public sealed record HotPlace(
    string ClassCode,
    string Place,
    int LonE7,
    int LatE7,
    int Requests,
    int Before
);

/// <summary>How many requests there were somewhere, for modules that watch places; and which case a number means.</summary>
public sealed class CaseVolume
{
    private readonly Database _database;
    private readonly CaseDesk _desk;

    internal CaseVolume(Database database, CaseDesk desk)
    {
        _database = database;
        _desk = desk;
    }

    /// <summary>The case of a number as somebody typed it; null when there is none or the actor may not see it.</summary>
    public async Task<NamedCase?> FindAsync(
        string typed,
        Actor actor,
        CancellationToken cancellation
    )
    {
        if (!CaseNumber.TryRead(typed, out var number))
        {
            return null;
        }

        await using var connection = await _database.OpenAsync(cancellation);
        return
            await CaseStore.FindAsync(connection, number, cancellation) is { } caseId
            && await CaseStore.LoadAsync(connection, caseId, cancellation) is { } file
            && _desk.Refuse(file, actor, Operation.ViewCases) is null
            ? new NamedCase(
                caseId,
                file.Number,
                file.LonE7,
                file.LatE7,
                file.ClassCode,
                file.Component
            )
            : null;
    }

    /// <summary>The hours at which requests of some classes near some points were received, thanks left out; oldest first.</summary>
    /// <param name="classes">A request counts when its class is one of them.</param>
    /// <param name="metres">How near is near; one request near two points counts once.</param>
    public async Task<IReadOnlyList<DateTimeOffset>> ReceivedAsync(
        IReadOnlyCollection<string> classes,
        IReadOnlyCollection<VolumePoint> points,
        double metres,
        DateTimeOffset from,
        DateTimeOffset until,
        CancellationToken cancellation
    )
    {
        await using var connection = await _database.OpenAsync(cancellation);
        return (
            await connection.QueryAsync<DateTimeOffset>(
                new CommandDefinition(
                    """
                    with near as materialized (
                        select st_setsrid(st_makepoint(lon / 1e7::float8, lat / 1e7::float8), 4326) as point
                        from unnest(@lons, @lats) place (lon, lat))
                    select received_at from cases.case_file f
                    where class_code = any(@classes) and received_at >= @from and received_at < @until and kind <> 'praise'
                        and exists (
                            select from near
                            -- the box lets the index choose; a degree east is shorter than one north, and half as long at 60 degrees
                            where f.location && st_expand(point, @metres / 111320 * 2, @metres / 111320)
                                and st_distancesphere(f.location, point) <= @metres)
                    order by received_at
                    """,
                    new
                    {
                        classes = classes.ToArray(),
                        lons = points.Select(point => point.LonE7).ToArray(),
                        lats = points.Select(point => point.LatE7).ToArray(),
                        metres,
                        from,
                        until,
                    },
                    cancellationToken: cancellation
                )
            )
        ).AsList();
    }

    /// <summary>
    /// Class by place (a cell of the grid, or where there is none the name of the place), where at least so many requests were received in a span, thanks
    /// left out; the most first.
    /// </summary>
    /// <param name="region">Only in this district, street or community; null for all.</param>
    /// <param name="before">Where the span before begins, which ends at <paramref name="from"/>.</param>
    public async Task<IReadOnlyList<HotPlace>> HotAsync(
        Guid? region,
        DateTimeOffset before,
        DateTimeOffset from,
        DateTimeOffset until,
        int least,
        int limit,
        CancellationToken cancellation
    )
    {
        await using var connection = await _database.OpenAsync(cancellation);
        return (
            await connection.QueryAsync<HotPlace>(
                new CommandDefinition(
                    """
                    select class_code, coalesce(mode() within group (order by place_name), cell) as place,
                        avg(lon_e7)::int as lon_e7, avg(lat_e7)::int as lat_e7,
                        (count(*) filter (where received_at >= @from))::int as requests,
                        (count(*) filter (where received_at < @from))::int as before
                    from (
                        select class_code, coalesce(grid_code, place_name) as cell, place_name, lon_e7, lat_e7, received_at from cases.case_file
                        where received_at >= @before and received_at < @until and kind <> 'praise' and lon_e7 is not null
                            and (@region::uuid is null or @region in (street_id, district_id, community_id))
                    ) received
                    where cell is not null
                    group by class_code, cell
                    having count(*) filter (where received_at >= @from) >= @least
                    order by requests desc, class_code, cell limit @limit
                    """,
                    new
                    {
                        region,
                        before = before.ToUniversalTime(),
                        from = from.ToUniversalTime(),
                        until = until.ToUniversalTime(),
                        least,
                        limit,
                    },
                    cancellationToken: cancellation
                )
            )
        ).AsList();
    }

    /// <summary>Where the requests of a span lie within a box, thanks left out; one point a request.</summary>
    public async Task<IReadOnlyList<VolumePoint>> PlacesAsync(
        VolumePoint southWest,
        VolumePoint northEast,
        DateTimeOffset from,
        CancellationToken cancellation
    )
    {
        await using var connection = await _database.OpenAsync(cancellation);
        return (
            await connection.QueryAsync<VolumePoint>(
                new CommandDefinition(
                    """
                    select lon_e7, lat_e7 from cases.case_file
                    where location && st_makeenvelope(@west / 1e7::float8, @south / 1e7::float8, @east / 1e7::float8, @north / 1e7::float8, 4326)
                        and received_at >= @from and kind <> 'praise'
                    """,
                    new
                    {
                        west = southWest.LonE7,
                        south = southWest.LatE7,
                        east = northEast.LonE7,
                        north = northEast.LatE7,
                        from,
                    },
                    cancellationToken: cancellation
                )
            )
        ).AsList();
    }
}
