using Jiban.City.Contracts;
using Jiban.Platform.Time;
using NetTopologySuite.IO;
using Npgsql;
using NpgsqlTypes;

namespace Jiban.City.Components;

/// <summary>Writes many new components by COPY, in the transaction that the connection is in.</summary>
internal static class ComponentCopy
{
    /// <summary>The first versions, in the order of the rows.</summary>
    public static async Task ComponentsAsync(
        NpgsqlConnection connection,
        IReadOnlyList<SurveyedComponent> rows,
        List<Guid> componentIds,
        List<ComponentCode?> codes,
        List<string> cells,
        Guid? by,
        CancellationToken cancellation
    )
    {
        // COPY takes a geometry in the bytes of its binary form, which is EWKB.
        var ewkb = new WKBWriter(ByteOrder.LittleEndian, handleSRID: true);
        await using var copy = await connection.BeginBinaryImportAsync(
            """
            copy city.component (component_id, version, code, class_code, name, state, location, grid_code, initial_date, data_source,
                accuracy, place_text, material, shape, on_tactile_paving, remark, change, changed_by, valid_from, elevation_metres)
            from stdin (format binary)
            """,
            cancellation
        );
        foreach (var (n, row) in rows.Index())
        {
            await copy.StartRowAsync(cancellation);
            await copy.WriteAsync(componentIds[n], cancellation);
            await copy.WriteAsync(1, cancellation);
            await copy.WriteAsync(codes[n]!.ToString(), cancellation);
            await copy.WriteAsync(row.ClassCode, cancellation);
            await copy.WriteAsync(row.Name, cancellation);
            await copy.WriteAsync(Stored.Word(row.State), cancellation);
            await copy.WriteAsync(ewkb.Write(row.Location), NpgsqlDbType.Bytea, cancellation);
            await copy.WriteAsync(cells[n], cancellation);
            await copy.WriteAsync(row.InitialDate, cancellation);
            await copy.WriteAsync(Stored.Word(row.DataSource), cancellation);
            await copy.WriteAsync(Stored.Word(row.Accuracy), cancellation);
            await TextAsync(row.PlaceText);
            await TextAsync(row.Material);
            await TextAsync(row.Shape);
            await copy.WriteAsync(row.OnTactilePaving, cancellation);
            await TextAsync(row.Remark);
            await copy.WriteAsync(Stored.Word(ComponentChange.Added), cancellation);
            await (
                by is { } account
                    ? copy.WriteAsync(account, cancellation)
                    : copy.WriteNullAsync(cancellation)
            );
            await copy.WriteAsync(
                CivilTime.StartOf(row.InitialDate).ToUniversalTime(),
                cancellation
            );
            await (
                row.ElevationMetres is { } metres
                    ? copy.WriteAsync(metres, NpgsqlDbType.Numeric, cancellation)
                    : copy.WriteNullAsync(cancellation)
            );
        }

        await copy.CompleteAsync(cancellation);

        Task TextAsync(string? text) =>
            text is null ? copy.WriteNullAsync(cancellation) : copy.WriteAsync(text, cancellation);
    }

    /// <summary>Who answers for each from its first day on.</summary>
    public static async Task DutiesAsync(
        NpgsqlConnection connection,
        IReadOnlyList<SurveyedComponent> rows,
        List<Guid> componentIds,
        Guid? by,
        CancellationToken cancellation
    )
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            "copy city.component_duty (component_id, role, unit_id, from_day, handed_by) from stdin (format binary)",
            cancellation
        );
        foreach (var (n, row) in rows.Index())
        {
            foreach (var (role, unitId) in row.Units)
            {
                await copy.StartRowAsync(cancellation);
                await copy.WriteAsync(componentIds[n], cancellation);
                await copy.WriteAsync(Stored.Word(role), cancellation);
                await copy.WriteAsync(unitId, cancellation);
                await copy.WriteAsync(row.InitialDate, cancellation);
                await (
                    by is { } account
                        ? copy.WriteAsync(account, cancellation)
                        : copy.WriteNullAsync(cancellation)
                );
            }
        }

        await copy.CompleteAsync(cancellation);
    }
}
