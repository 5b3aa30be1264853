using System.Data;
using System.Globalization;
using System.Text;
using System.Text.Json;
using CsvHelper;
using Dapper;
using Jiban.Platform.Auth;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.City.Components;

/// <summary>
/// The registry as a file, CSV for a spreadsheet or GeoJSON for a map program, with the field names of the national standard, so that a
/// census reads it back. Every row of the filter however many, sent as it is read, and it leaves a trace.
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

    /// <param name="format">csv | geojson.</param>
    private static IResult HandleAsync(
        [AsParameters] ComponentFilter filter,
        string? format,
        HttpContext http,
        ComponentDesk desk,
        CancellationToken cancellation
    )
    {
        var isGeoJson = format == "geojson";
        if (
            (
                filter.Refuse()
                ?? Problem.IfMalformed(
                    ("format", format is not (null or "csv" or "geojson"), "格式为csv或geojson。")
                )
            ) is
            { } malformed
        )
        {
            return malformed;
        }

        return TypedResults.Stream(
            body => SendAsync(body, isGeoJson, filter, http, desk, cancellation),
            isGeoJson ? "application/geo+json" : "text/csv; charset=utf-8",
            $"components-{desk.Today:yyyyMMdd}.{(isGeoJson ? "geojson" : "csv")}"
        );
    }

    /// <summary>Count and rows are of one moment; the trace with the count stands before the first row leaves.</summary>
    private static async Task SendAsync(
        Stream body,
        bool isGeoJson,
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
            new AuditEntry(
                http.Actor().Id,
                "exportComponents",
                $"{count}",
                "done",
                Remote: http.Connection.RemoteIpAddress
            ),
            cancellation
        );
        await using IComponentFile file = isGeoJson ? new GeoJsonFile(body) : new CsvFile(body);
        var batch = new List<Component>(BatchSize);
        await foreach (
            var row in reading
                .QueryUnbufferedAsync<Component>(
                    $"select {ComponentStore.Columns} from city.component c where {where} order by c.code",
                    parameters,
                    moment
                )
                .WithCancellation(cancellation)
        )
        {
            batch.Add(row);
            if (batch.Count == BatchSize)
            {
                await WriteAsync();
            }
        }

        await WriteAsync();

        async Task WriteAsync()
        {
            var duties = await ComponentStore.DutiesAsync(
                connection,
                null,
                [.. batch.Select(row => row.ComponentId)],
                cancellation
            );
            foreach (var row in batch)
            {
                await file.WriteAsync(
                    row,
                    ComponentFields.Of(
                        row,
                        duties[row.ComponentId],
                        desk.City,
                        filter.Day ?? desk.Today
                    )
                );
            }

            batch.Clear();
        }
    }

    /// <summary>A file that takes one component after the other and is whole when it is disposed.</summary>
    private interface IComponentFile : IAsyncDisposable
    {
        Task WriteAsync(Component row, IReadOnlyList<string?> fields);
    }

    private sealed class CsvFile : IComponentFile
    {
        private readonly CsvWriter _csv;
        private bool _hasHeading;

        public CsvFile(Stream body) =>
            _csv = new CsvWriter(
                new StreamWriter(body, new UTF8Encoding(true), leaveOpen: true),
                CultureInfo.InvariantCulture
            );

        public async Task WriteAsync(Component row, IReadOnlyList<string?> fields)
        {
            await HeadAsync();
            await RecordAsync(fields.Select(SafeCell));
        }

        public async ValueTask DisposeAsync()
        {
            await HeadAsync();
            await _csv.DisposeAsync();
        }

        private async Task HeadAsync()
        {
            if (!_hasHeading)
            {
                _hasHeading = true;
                await RecordAsync(ComponentFields.All.Select(field => field.Zh));
            }
        }

        private Task RecordAsync(IEnumerable<string?> cells)
        {
            foreach (var cell in cells)
            {
                _csv.WriteField(cell);
            }

            return _csv.NextRecordAsync();
        }

        /// <summary>A cell that a spreadsheet can't take for a formula.</summary>
        private static string? SafeCell(string? text) =>
            text is { Length: > 0 }
            && text[0] is '=' or '+' or '-' or '@'
            && !double.TryParse(text, CultureInfo.InvariantCulture, out _)
                ? "'" + text
                : text;
    }

    private sealed class GeoJsonFile : IComponentFile
    {
        private readonly Stream _body;
        private readonly Utf8JsonWriter _json;

        public GeoJsonFile(Stream body)
        {
            _body = body;
            _json = new Utf8JsonWriter(body, ComponentFeature.Options);
            _json.WriteStartObject();
            _json.WriteString("type", "FeatureCollection");
            _json.WriteStartArray("features");
        }

        public Task WriteAsync(Component row, IReadOnlyList<string?> fields)
        {
            ComponentFeature.Write(_json, row, fields);
            return _json.FlushAsync();
        }

        public async ValueTask DisposeAsync()
        {
            _json.WriteEndArray();
            _json.WriteEndObject();
            await _json.DisposeAsync();
            await _body.FlushAsync();
        }
    }
}
