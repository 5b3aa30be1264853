using System.Diagnostics.CodeAnalysis;
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
/// Takes a file of place names into the gazetteer: every fault is told by its line, and what has none is compared with what is on record and, unless
/// it was only to be looked at, written. Lines with a fault keep the whole file out, unless whoever sends it says how many of them are to be left
/// out. From then on the door reads them.
/// </summary>
internal static class ImportToponyms
{
    /// <summary>What the file was found to be, and how its lines without faults differ from what is on record.</summary>
    public sealed record Report : FileReport
    {
        [SetsRequiredMembers]
        internal Report(FileReport found, bool taken, Counts differences)
            : base(found)
        {
            Taken = taken;
            Differences = differences;
        }

        /// <summary>Whether it was written: it was no dry run, and the file has no fault or as many as were to be left out.</summary>
        public required bool Taken { get; init; }

        public required Counts Differences { get; init; }
    }

    /// <summary>How many lines there are of each kind.</summary>
    /// <param name="Gone">None while lines have a fault: only a whole file can say what is not there any more.</param>
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
            .WithMetadata(new RequestSizeLimitAttribute(SentFile.MostBytes))
            .Produces<Report>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    /// <param name="format">csv | geojson | xlsx | shapefile.</param>
    /// <param name="whole">Whether the file is the whole gazetteer: lines on record that are not in it go.</param>
    /// <param name="dryRun">Only look: nothing is kept.</param>
    /// <param name="leaveOut">How many lines with a fault were seen and are left out; when there are more or fewer by now nothing is kept.</param>
    /// <param name="map">For columns of other names: <c>field:column</c>, as often as needed; without a column the field is not read.</param>
    private static async Task<IResult> HandleAsync(
        string? format,
        bool? whole,
        bool? dryRun,
        int? leaveOut,
        [FromQuery] string[]? map,
        HttpContext http,
        ComponentDesk desk,
        CityRegistry registry,
        CancellationToken cancellation
    )
    {
        if (
            Problem.IfMalformed(
                ("format", !SentFile.TryFormat(format, out var kind), SentFile.Formats)
            ) is
            { } malformed
        )
        {
            return malformed;
        }

        if (await SentFile.ReadAsync(http, kind, cancellation) is not { } file)
        {
            return Unreadable;
        }

        if (ToponymFile.Of(file.Headings, map ?? [], out var wrong) is not { } columns)
        {
            return Problem.IfMalformed(("map", true, $"没有这个字段或这一列：{wrong}"))!;
        }

        var faults = new List<FileFault>();
        var lines = file.Rows.Select(row => columns.Read(row, faults)).ToList();
        faults.AddRange(ToponymCheck.FaultsOf(lines, registry.Current));
        var found = FileReport.Of(file, columns.Fields, faults);
        var isTaken = dryRun is not true && found.MayBeTaken(leaveOut);
        var faulty = FileReport.LinesOf(faults);
        var difference = await CompareAsync(
            [.. lines.Where(line => !faulty.Contains(line.Line)).Select(line => line.Place!)],
            // A line with a fault may be any of those that no other line tells of.
            whole is true
                && faulty.Count == 0,
            isTaken,
            found.LeftOut,
            http,
            desk,
            cancellation
        );
        if (isTaken)
        {
            var (version, plan) = await CityStore.ReadAsync(desk.Database, cancellation);
            registry.Swap(plan.ToSnapshot(), version);
        }

        return TypedResults.Ok(
            new Report(
                found,
                isTaken,
                new Counts(
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
        int leftOut,
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
                    $"gazetteer/{difference.Write.Count}/{difference.Gone.Count}"
                        + (leftOut > 0 ? $"/{leftOut}" : ""),
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
