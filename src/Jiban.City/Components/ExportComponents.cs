using System.Data;
using Dapper;
using Jiban.City.Components.Export;
using Jiban.Platform.Auth;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.City.Components;

/// <summary>
/// The registry as a file: CSV or XLSX for a spreadsheet, GeoJSON or a shapefile for a map program, with the field names of the national
/// standard, so that a census reads it back. Every row of the filter however many, sent as it is read, and it leaves a trace.
/// </summary>
internal static class ExportComponents
{
    private const int BatchSize = 500;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/export", HandleAsync)
            .Needs(Operation.ViewComponents)
            .WithName(nameof(ExportComponents))
            .Produces<string>(contentType: "text/csv")
            .ProducesProblem(StatusCodes.Status400BadRequest);

    /// <param name="format">csv | geojson | xlsx | shapefile.</param>
    private static IResult HandleAsync(
        [AsParameters] ComponentFilter filter,
        string? format,
        HttpContext http,
        ComponentDesk desk,
        CancellationToken cancellation
    )
    {
        ComponentFile? file = format switch
        {
            null or "csv" => new CsvFile(),
            "geojson" => new GeoJsonFile(),
            "xlsx" => new SheetFile(),
            "shapefile" => new ShapeFile(),
            _ => null,
        };
        if (
            (
                filter.Refuse()
                ?? Problem.IfMalformed(
                    ("format", file is null, "格式为csv、geojson、xlsx或shapefile。")
                )
            ) is
            { } malformed
        )
        {
            return malformed;
        }

        return TypedResults.Stream(
            body => SendAsync(body, file!, filter, http, desk, cancellation),
            file!.MediaType,
            $"components-{desk.Today:yyyyMMdd}.{file.Extension}"
        );
    }

    /// <summary>Count and rows are of one moment; the trace with the count stands before the first row leaves.</summary>
    private static async Task SendAsync(
        Stream body,
        ComponentFile file,
        ComponentFilter filter,
        HttpContext http,
        ComponentDesk desk,
        CancellationToken cancellation
    )
    {
        var (where, parameters) = filter.ToSql(desk.Today);
        await using var reading = await desk.Database.OpenAsync(cancellation);
        await using var moment = await reading.BeginTransactionAsync(
            IsolationLevel.RepeatableRead,
            cancellation
        );
        var count = await reading.QuerySingleAsync<long>(
            new CommandDefinition(
                $"select count(*) from city.component c where {where}",
                parameters,
                moment,
                cancellationToken: cancellation
            )
        );
        await using var connection = await desk.Database.OpenAsync(cancellation);
        await desk.Trail.WriteAsync(
            connection,
            null,
            new AuditEntry(http.Actor().Id, "exportComponents", $"{count}", "done"),
            cancellation
        );
        await file.WriteAsync(body, RowsAsync(), cancellation);

        async IAsyncEnumerable<ExportedComponent> RowsAsync()
        {
            await foreach (
                var batch in reading
                    .QueryUnbufferedAsync<Component>(
                        $"select {ComponentStore.Columns} from city.component c where {where} order by c.code",
                        parameters,
                        moment
                    )
                    .Chunk(BatchSize)
                    .WithCancellation(cancellation)
            )
            {
                var duties = await ComponentStore.DutiesAsync(
                    connection,
                    null,
                    [.. batch.Select(row => row.ComponentId)],
                    cancellation
                );
                var day = filter.Day ?? desk.Today;
                foreach (var row in batch)
                {
                    yield return new ExportedComponent(
                        row,
                        ComponentFields.Of(row, duties[row.ComponentId], desk.City, day)
                    );
                }
            }
        }
    }
}
