using Dapper;
using Npgsql;

namespace Jiban.Patrol.Shifts;

/// <summary>Shifts as rows.</summary>
internal static class ShiftStore
{
    internal const string Columns =
        "shift_id, inspector_id, unit_id, made_by, made_at, starts_at, ends_at, region_id, cells, started_at, ended_at, cancelled_at, start_heard_at, end_heard_at";

    private const string StopColumns = "shift_id, stop_no, kind, code, name, lon_e7, lat_e7";

    /// <summary>A shift; null when there is none.</summary>
    /// <param name="lockFor"><c>for update</c>, <c>for share</c> or nothing.</param>
    public static Task<Shift?> FindAsync(
        NpgsqlConnection connection,
        Guid shiftId,
        string lockFor,
        CancellationToken cancellation
    ) =>
        connection.QuerySingleOrDefaultAsync<Shift>(
            new CommandDefinition(
                $"select {Columns} from patrol.shift where shift_id = @shiftId {lockFor}",
                new { shiftId },
                cancellationToken: cancellation
            )
        );

    /// <summary>Holds everything about an inspector's shifts until the transaction ends: two can't be planned, or begun, at once.</summary>
    public static Task HoldInspectorAsync(
        NpgsqlConnection connection,
        Guid inspector,
        CancellationToken cancellation
    ) =>
        connection.ExecuteAsync(
            new CommandDefinition(
                "select pg_advisory_xact_lock(hashtextextended('patrol.shift ' || @inspector, 0))",
                new { inspector = inspector.ToString() },
                cancellationToken: cancellation
            )
        );

    /// <summary>The shifts of some inspectors that touch a span, earliest first; those of everybody when none are named.</summary>
    public static async Task<IReadOnlyList<Shift>> OfAsync(
        NpgsqlConnection connection,
        Guid[]? inspectors,
        DateTimeOffset from,
        DateTimeOffset until,
        CancellationToken cancellation
    ) =>
        (
            await connection.QueryAsync<Shift>(
                new CommandDefinition(
                    $"""
                    select {Columns} from patrol.shift
                    where (@inspectors::uuid[] is null or inspector_id = any(@inspectors))
                        and starts_at < @until and ends_at > @from
                    order by starts_at, shift_id
                    """,
                    new
                    {
                        inspectors,
                        from = from.ToUniversalTime(),
                        until = until.ToUniversalTime(),
                    },
                    cancellationToken: cancellation
                )
            )
        ).AsList();

    /// <summary>The stops of some shifts, each in its order.</summary>
    public static async Task<ILookup<Guid, Stop>> StopsAsync(
        NpgsqlConnection connection,
        IEnumerable<Guid> shifts,
        CancellationToken cancellation
    ) =>
        (
            await connection.QueryAsync<Stop>(
                new CommandDefinition(
                    $"select {StopColumns} from patrol.shift_stop where shift_id = any(@shifts) order by shift_id, stop_no",
                    new { shifts = shifts.ToArray() },
                    cancellationToken: cancellation
                )
            )
        ).ToLookup(stop => stop.ShiftId);

    /// <summary>Writes a new shift with its stops.</summary>
    public static Task InsertAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        Shift shift,
        IReadOnlyList<Stop> stops,
        CancellationToken cancellation
    ) =>
        connection.ExecuteAsync(
            new CommandDefinition(
                $"""
                insert into patrol.shift ({Columns})
                values (@ShiftId, @InspectorId, @UnitId, @MadeBy, @MadeAt, @StartsAt, @EndsAt, @RegionId, @Cells, null, null, null, null, null);
                insert into patrol.shift_stop ({StopColumns})
                select @ShiftId, no, kind, code, name, lon, lat
                from unnest(@Kinds, @Codes, @Names, @Lons, @Lats) with ordinality stop (kind, code, name, lon, lat, no)
                """,
                new
                {
                    shift.ShiftId,
                    shift.InspectorId,
                    shift.UnitId,
                    shift.MadeBy,
                    shift.MadeAt,
                    StartsAt = shift.StartsAt.ToUniversalTime(),
                    EndsAt = shift.EndsAt.ToUniversalTime(),
                    shift.RegionId,
                    shift.Cells,
                    Kinds = stops.Select(stop => Words.Of(stop.Kind)).ToArray(),
                    Codes = stops.Select(stop => stop.Code).ToArray(),
                    Names = stops.Select(stop => stop.Name).ToArray(),
                    Lons = stops.Select(stop => stop.LonE7).ToArray(),
                    Lats = stops.Select(stop => stop.LatE7).ToArray(),
                },
                transaction,
                cancellationToken: cancellation
            )
        );
}
