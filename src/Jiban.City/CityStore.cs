using System.Text.Json;
using Dapper;
using Jiban.City.Contracts;
using Jiban.City.Grid;
using Jiban.City.Names;
using Jiban.Platform.Store;
using Jiban.Platform.Time;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace Jiban.City;

/// <summary>The city's tables: written whole by an import, read whole into a snapshot.</summary>
internal static class CityStore
{
    private static readonly JsonSerializerOptions Rows = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    /// <summary>The version that the store holds: one row, read often.</summary>
    public static async Task<long> VersionAsync(Database database, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.ExecuteScalarAsync<long>(
            new CommandDefinition(
                "select version from city.city_version",
                cancellationToken: cancellation
            )
        );
    }

    /// <summary>The whole city and its version, from one moment of the store.</summary>
    public static async Task<(long Version, CityPlan Plan)> ReadAsync(
        Database database,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(
            System.Data.IsolationLevel.RepeatableRead,
            cancellation
        );
        await using var rows = await connection.QueryMultipleAsync(
            new CommandDefinition(
                """
                select version from city.city_version;
                select region_id, code, level, name, parent_id, ST_AsBinary(boundary) as boundary, residents from city.region order by code;
                select code, community_id, ST_AsBinary(boundary) as boundary, land_use, management, body_id from city.grid_cell order by code;
                select road_id, name, ST_AsBinary(line) as line, aliases from city.road order by name, road_id;
                select building_id, name, address, estate_name, use, height_metres, built_year, community_id, property_unit_id,
                       ST_AsBinary(footprint) as footprint
                from city.building order by building_id;
                select landmark_id, kind, name, aliases, cover, ST_AsBinary(area) as area from city.landmark order by name, landmark_id;
                select unit_id, code, name, short_name, kind, parent_id, region_id, opens, closes, every_day, aliases, credit_code,
                       address, ST_AsBinary(seat) as seat
                from city.unit order by code;
                select duty_id, unit_id, board, name, class_codes, valid_from as "from", valid_until as until
                from city.duty order by duty_id;
                select place_id, code, kind, name, names, ST_AsBinary(shape) as shape from city.toponym order by code;
                """,
                transaction: transaction,
                cancellationToken: cancellation
            )
        );
        var version = await rows.ReadSingleAsync<long>();
        var plan = new CityPlan(
            (await rows.ReadAsync<Region>()).AsList(),
            (await rows.ReadAsync<GridCell>()).AsList(),
            (await rows.ReadAsync<Road>()).AsList(),
            (await rows.ReadAsync<Building>()).AsList(),
            (await rows.ReadAsync<Landmark>()).AsList(),
            [.. (await rows.ReadAsync<UnitRow>()).Select(row => row.ToUnit())],
            (await rows.ReadAsync<Duty>()).AsList()
        )
        {
            Toponyms = [.. (await rows.ReadAsync<ToponymRow>()).Select(row => row.ToPlace())],
        };
        return (version, plan);
    }

    /// <summary>Writes a checked plan in one transaction and moves the version.</summary>
    public static async Task WriteAsync(
        Database database,
        CityPlan plan,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);

        // The version's row first: of two imports at once the second waits here and then replaces the first whole.
        await connection.ExecuteAsync(
            new CommandDefinition(
                "update city.city_version set version = version + 1, imported_at = @now",
                new { now },
                transaction,
                cancellationToken: cancellation
            )
        );
        foreach (var (sql, rows) in Statements(plan))
        {
            await connection.ExecuteAsync(
                new CommandDefinition(
                    sql,
                    new { Rows = Json(rows), Today = CivilTime.DayOf(now) },
                    transaction,
                    cancellationToken: cancellation
                )
            );
        }

        await Regrid.FollowAsync(connection, transaction, "", null, now, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Rows as one JSON array, named as columns are.</summary>
    public static string Json(IEnumerable<object> rows) => JsonSerializer.Serialize(rows, Rows);

    private static IEnumerable<(string Sql, IEnumerable<object> Rows)> Statements(CityPlan plan)
    {
        yield return (
            CityStatements.Regions,
            plan.Regions.Select(region => new
            {
                region.RegionId,
                region.Code,
                Level = region.Level.ToString(),
                region.Name,
                region.ParentId,
                Boundary = Hex(region.Boundary),
                region.Residents,
            })
        );
        yield return (CityStatements.Units, plan.Units.Select(UnitRow.Of));
        yield return (
            CityStatements.Cells,
            plan.Cells.Select(cell => new
            {
                cell.Code,
                cell.CommunityId,
                Boundary = Hex(cell.Boundary),
                cell.LandUse,
                cell.Management,
                cell.BodyId,
            })
        );
        yield return (
            CityStatements.Roads,
            plan.Roads.Select(road => new
            {
                road.RoadId,
                road.Name,
                road.Aliases,
                Line = Hex(road.Line),
            })
        );
        yield return (
            CityStatements.Landmarks,
            plan.Landmarks.Select(landmark => new
            {
                landmark.LandmarkId,
                Kind = landmark.Kind.ToString(),
                landmark.Name,
                landmark.Aliases,
                landmark.Cover,
                Area = Hex(landmark.Area),
            })
        );
        yield return (
            CityStatements.Buildings,
            plan.Buildings.Select(building => new
            {
                building.BuildingId,
                building.Name,
                building.Address,
                building.EstateName,
                building.Use,
                building.HeightMetres,
                building.BuiltYear,
                building.CommunityId,
                building.PropertyUnitId,
                Footprint = Hex(building.Footprint),
            })
        );
        yield return (
            CityStatements.Duties,
            plan.Duties.Select(duty => new
            {
                duty.DutyId,
                duty.UnitId,
                duty.Board,
                duty.Name,
                duty.ClassCodes,
                ValidFrom = duty.From,
                ValidUntil = duty.Until,
            })
        );
        yield return (ToponymRow.Upsert, plan.Toponyms.Select(ToponymRow.Of));
    }

    private static string Hex(Geometry geometry) => WKBWriter.ToHex(geometry.AsBinary());

    private sealed record UnitRow(
        Guid UnitId,
        string Code,
        string Name,
        string ShortName,
        UnitKind Kind,
        Guid? ParentId,
        Guid? RegionId,
        TimeOnly Opens,
        TimeOnly Closes,
        bool EveryDay,
        IReadOnlyList<string> Aliases,
        string? CreditCode,
        string? Address,
        Point? Seat
    )
    {
        public static object Of(Unit unit) =>
            new
            {
                unit.UnitId,
                unit.Code,
                unit.Name,
                unit.ShortName,
                Kind = unit.Kind.ToString(),
                unit.ParentId,
                unit.RegionId,
                unit.Hours.Opens,
                unit.Hours.Closes,
                unit.Hours.EveryDay,
                unit.Aliases,
                unit.CreditCode,
                unit.Address,
                Seat = unit.Seat is null ? null : Hex(unit.Seat),
            };

        public Unit ToUnit() =>
            new(
                UnitId,
                Code,
                Name,
                ShortName,
                Kind,
                ParentId,
                RegionId,
                new WorkingHours(Opens, Closes, EveryDay),
                Aliases,
                CreditCode,
                Address,
                Seat
            );
    }
}
