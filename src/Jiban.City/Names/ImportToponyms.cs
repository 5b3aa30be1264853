using Dapper;
using Jiban.City.Census;
using Jiban.City.Components;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Jiban.City.Names;

/// <summary>
/// Takes a file of place names into the gazetteer: every fault is told by its line, and a file without faults is compared with what is on record and,
/// unless it was only to be looked at, written whole. From then on the door reads them.
/// </summary>
internal static class ImportToponyms
{
    private const long MostBytes = 64 * 1024 * 1024;
    private const int MostFaults = 10_000;

    /// <param name="Taken">Whether it was written: no fault, and no dry run.</param>
    /// <param name="Headings">The columns of the file.</param>
    /// <param name="Fields">Which of them was read for what.</param>
    /// <param name="FaultCount">How many faults there are; of them at most ten thousand are told.</param>
    public sealed record Report(
        bool Taken,
        int Rows,
        IReadOnlyCollection<string> Headings,
        IReadOnlyList<FieldPart> Fields,
        int FaultCount,
        IReadOnlyList<CensusFault> Faults,
        Counts Differences
    );

    /// <param name="Abbreviation">As <c>map</c> names it.</param>
    /// <param name="Column">Null when the file has none for it.</param>
    public sealed record FieldPart(string Abbreviation, string Name, string? Column);

    /// <summary>How many lines there are of each kind; none while there are faults.</summary>
    public sealed record Counts(int New, int Changed, int Same, int Gone);

    private static readonly Problem Unreadable = new(
        StatusCodes.Status422UnprocessableEntity,
        "gazetteer-unreadable",
        "文件无法读取：格式与所选不符、已损坏或没有数据。没有导入任何内容。",
        "The file can't be read: it is of another format, broken or empty. Nothing was imported."
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/imports", HandleAsync)
            .Needs(Operation.EditSettings)
            .WithName(nameof(ImportToponyms))
            .WithMetadata(new RequestSizeLimitAttribute(MostBytes))
            .Produces<Report>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    /// <param name="format">csv | geojson | xlsx | shapefile.</param>
    /// <param name="whole">Whether the file is the whole gazetteer: lines on record that are not in it go.</param>
    /// <param name="dryRun">Only look: nothing is kept.</param>
    /// <param name="map">For columns of other names: <c>field:column</c>, as often as needed; without a column the field is not read.</param>
    private static async Task<IResult> HandleAsync(
        string? format,
        bool? whole,
        bool? dryRun,
        [FromQuery] string[]? map,
        HttpContext http,
        ComponentDesk desk,
        CityRegistry registry,
        CancellationToken cancellation
    )
    {
        if (
            Problem.IfMalformed(
                (
                    "format",
                    !Enum.TryParse<CensusFormat>(format, ignoreCase: true, out var kind)
                        || kind == CensusFormat.Field,
                    "格式为csv、geojson、xlsx或shapefile。"
                )
            ) is
            { } malformed
        )
        {
            return malformed;
        }

        var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, cancellation);
        CensusFile file;
        try
        {
            file = CensusFile.Read(kind, body.ToArray());
        }
        catch (InvalidDataException)
        {
            return Unreadable;
        }

        if (ToponymFile.Of(file.Headings, map ?? [], out var wrong) is not { } columns)
        {
            return Problem.IfMalformed(("map", true, $"没有这个字段或这一列：{wrong}"))!;
        }

        if (file.Rows.Count == 0)
        {
            return Unreadable;
        }

        var faults = new List<CensusFault>();
        var lines = file.Rows.Select(row => columns.Read(row, faults)).ToList();
        faults.AddRange(ToponymCheck.FaultsOf(lines, registry.Current));
        ToponymDifference? difference = null;
        var isTaken = false;
        if (faults.Count == 0)
        {
            isTaken = dryRun is not true;
            difference = await CompareAsync(
                [.. lines.Select(line => line.Place!)],
                whole ?? false,
                isTaken,
                http,
                desk,
                cancellation
            );
            if (isTaken)
            {
                var (version, plan) = await CityStore.ReadAsync(desk.Database, cancellation);
                registry.Swap(plan.ToSnapshot(), version);
            }
        }

        return TypedResults.Ok(
            new Report(
                isTaken,
                file.Rows.Count,
                file.Headings,
                [
                    .. ToponymField.All.Select(field => new FieldPart(
                        field.Key,
                        field.Zh,
                        columns.Columns.GetValueOrDefault(field)
                    )),
                ],
                faults.Count,
                [.. faults.OrderBy(fault => fault.Line).Take(MostFaults)],
                difference is null
                    ? new Counts(0, 0, 0, 0)
                    : new Counts(
                        difference.New,
                        difference.Changed,
                        difference.Same,
                        difference.Gone.Count
                    )
            )
        );
    }

    private static async Task<ToponymDifference> CompareAsync(
        IReadOnlyList<Toponym> file,
        bool isWhole,
        bool write,
        HttpContext http,
        ComponentDesk desk,
        CancellationToken cancellation
    )
    {
        await using var connection = await desk.Database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (write)
        {
            // The version's row first, as in an import of the city: of two at once the second waits here, and each process takes the city anew.
            await connection.ExecuteAsync(
                new CommandDefinition(
                    "update city.city_version set version = version + 1",
                    transaction: transaction,
                    cancellationToken: cancellation
                )
            );
        }

        var onRecord = await connection.QueryAsync<ToponymRow>(
            new CommandDefinition(
                "select place_id, code, kind, name, names, ST_AsBinary(shape) as shape from city.toponym",
                transaction: transaction,
                cancellationToken: cancellation
            )
        );
        var difference = ToponymDifference.Of(
            file,
            [.. onRecord.Select(row => row.ToPlace())],
            isWhole,
            desk.Ids.New
        );
        if (write)
        {
            await WriteAsync(connection, transaction, difference, cancellation);
            await desk.Trail.WriteAsync(
                connection,
                transaction,
                new AuditEntry(
                    http.Actor().Id,
                    "editSettings",
                    $"gazetteer/{difference.Write.Count}/{difference.Gone.Count}",
                    "done"
                ),
                cancellation
            );
            await transaction.CommitAsync(cancellation);
        }

        return difference;
    }

    private static Task WriteAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        ToponymDifference difference,
        CancellationToken cancellation
    ) =>
        connection.ExecuteAsync(
            new CommandDefinition(
                $"""
                delete from city.toponym where code = any(@Gone);
                {ToponymRow.Upsert}
                """,
                new
                {
                    Gone = difference.Gone.ToArray(),
                    Rows = CityStore.Json(difference.Write.Select(ToponymRow.Of)),
                },
                transaction,
                cancellationToken: cancellation
            )
        );
}
