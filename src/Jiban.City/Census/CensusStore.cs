using System.Text.Json;
using Dapper;
using Jiban.City.Components;
using Jiban.Platform.Web;
using Npgsql;
using NpgsqlTypes;

namespace Jiban.City.Census;

/// <summary>A census as it was taken.</summary>
internal sealed record CensusHead(
    Guid CensusId,
    string Name,
    CensusFormat Format,
    string? Area,
    int Rows,
    int Same,
    DateTimeOffset TakenAt,
    Guid TakenBy,
    int LeftOut = 0
);

/// <summary>One difference as it is kept, with the code of the component where there is one.</summary>
internal sealed record CensusItemRow(
    int N,
    CensusChange Change,
    Guid? ComponentId,
    int? Version,
    string? Record,
    IReadOnlyList<string> Fields,
    double? Metres,
    string? Decision,
    string? Fault,
    string? FaultDetail
)
{
    public CensusRecord? ToRecord() =>
        Record is null ? null : JsonSerializer.Deserialize<CensusRecord>(Record, ApiJson.Options);
}

/// <summary>Keeps censuses and their differences, in the caller's transaction.</summary>
internal static class CensusStore
{
    public const string HeadColumns =
        "census_id, name, format, area, rows, same, taken_at, taken_by, left_out";

    public const string ItemColumns =
        "n, change, component_id, version, record::text as record, fields, metres, decision, fault, fault_detail";

    /// <summary>Adds one difference under the next number; the row of the census is held by then.</summary>
    public static Task AppendAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        Guid censusId,
        CensusItem item,
        CancellationToken cancellation
    ) =>
        connection.ExecuteAsync(
            new CommandDefinition(
                """
                insert into city.census_item (census_id, n, change, component_id, version, record, fields, metres)
                select @censusId, coalesce(max(n), 0) + 1, @Change, @ComponentId, @Version, @Record::jsonb, @Fields, @Metres
                from city.census_item where census_id = @censusId
                """,
                new
                {
                    censusId,
                    Change = Stored.Word(item.Change),
                    item.Known?.ComponentId,
                    item.Known?.Version,
                    Record = item.Record is { } record
                        ? JsonSerializer.Serialize(CensusRecord.Of(record), ApiJson.Options)
                        : null,
                    Fields = item.Fields.ToArray(),
                    item.Metres,
                },
                transaction,
                cancellationToken: cancellation
            )
        );

    public static async Task WriteAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        CensusHead head,
        IReadOnlyList<CensusItem> items,
        FaultyLines leftOut,
        ILookup<int, FileFault> faults,
        CancellationToken cancellation
    )
    {
        var headings =
            leftOut.Lines.Count > 0
                ? leftOut.Headings.Select(name => name.Replace('\0', '\uFFFD')).ToArray()
                : null;
        await connection.ExecuteAsync(
            new CommandDefinition(
                $"""
                insert into city.census ({HeadColumns}, left_out_headings)
                values (@CensusId, @Name, @Format, @Area, @Rows, @Same, @TakenAt, @TakenBy, @LeftOut, @headings)
                """,
                new
                {
                    head.CensusId,
                    head.Name,
                    Format = head.Format.ToString().ToLowerInvariant(),
                    head.Area,
                    head.Rows,
                    head.Same,
                    head.TakenAt,
                    head.TakenBy,
                    head.LeftOut,
                    headings,
                },
                transaction,
                cancellationToken: cancellation
            )
        );
        await CopyItemsAsync(connection, head.CensusId, items, cancellation);
        await CopyLeftOutAsync(connection, head.CensusId, leftOut, faults, cancellation);
    }

    private static async Task CopyItemsAsync(
        NpgsqlConnection connection,
        Guid censusId,
        IReadOnlyList<CensusItem> items,
        CancellationToken cancellation
    )
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            "copy city.census_item (census_id, n, change, component_id, version, record, fields, metres) from stdin (format binary)",
            cancellation
        );
        foreach (var (n, item) in items.Index())
        {
            await copy.StartRowAsync(cancellation);
            await copy.WriteAsync(censusId, cancellation);
            await copy.WriteAsync(n + 1, cancellation);
            await copy.WriteAsync(Stored.Word(item.Change), cancellation);
            await NullableAsync(item.Known?.ComponentId, NpgsqlDbType.Uuid);
            await NullableAsync(item.Known?.Version, NpgsqlDbType.Integer);
            await NullableAsync(
                item.Record is { } record
                    ? JsonSerializer.Serialize(CensusRecord.Of(record), ApiJson.Options)
                    : null,
                NpgsqlDbType.Jsonb
            );
            await copy.WriteAsync(item.Fields.ToArray(), cancellation);
            await NullableAsync(item.Metres, NpgsqlDbType.Double);
        }

        await copy.CompleteAsync(cancellation);

        Task NullableAsync(object? value, NpgsqlDbType type) =>
            value is null
                ? copy.WriteNullAsync(cancellation)
                : copy.WriteAsync(value, type, cancellation);
    }

    /// <summary>The lines that were left out, each with its reasons, in the order of the file.</summary>
    private static async Task CopyLeftOutAsync(
        NpgsqlConnection connection,
        Guid censusId,
        FaultyLines leftOut,
        ILookup<int, FileFault> faults,
        CancellationToken cancellation
    )
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            "copy city.census_left_out (census_id, line, cells, faults) from stdin (format binary)",
            cancellation
        );
        foreach (var line in leftOut.Lines)
        {
            await copy.StartRowAsync(cancellation);
            await copy.WriteAsync(censusId, cancellation);
            await copy.WriteAsync(line.Line, cancellation);
            await copy.WriteAsync(line.Cells.ToArray(), cancellation);
            await copy.WriteAsync(
                JsonSerializer.Serialize(
                    faults[line.Line].Select(one => new SurveyFault(one.Fault, one.Detail)),
                    ApiJson.Options
                ),
                NpgsqlDbType.Jsonb,
                cancellation
            );
        }

        await copy.CompleteAsync(cancellation);
    }
}
