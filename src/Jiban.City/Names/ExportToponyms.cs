using System.Globalization;
using System.Text;
using System.Text.Json;
using CsvHelper;
using Jiban.City.Components;
using Jiban.City.Components.Export;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NetTopologySuite.Geometries;

namespace Jiban.City.Names;

/// <summary>The customer's gazetteer as a file that an import reads back as it is: CSV for a spreadsheet, GeoJSON for a map program. Names of places are no secret.</summary>
internal static class ExportToponyms
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/export", Handle)
            .Needs(Operation.ViewReferenceData)
            .WithName(nameof(ExportToponyms))
            .Produces<string>(contentType: "text/csv")
            .ProducesProblem(StatusCodes.Status400BadRequest);

    /// <param name="format">csv | geojson.</param>
    private static IResult Handle(string? format, CityRegistry registry, ComponentDesk desk) =>
        Problem.IfMalformed(
            ("format", format is not (null or "csv" or "geojson"), "格式为csv或geojson。")
        )
        ?? (IResult)
            TypedResults.File(
                format == "geojson"
                    ? GeoJsonOf(registry.Current.Toponyms)
                    : CsvOf(registry.Current.Toponyms),
                format == "geojson" ? "application/geo+json" : "text/csv; charset=utf-8",
                $"gazetteer-{desk.Today:yyyyMMdd}.{format ?? "csv"}"
            );

    internal static byte[] CsvOf(IReadOnlyList<Toponym> lines)
    {
        using var bytes = new MemoryStream();
        using (
            var csv = new CsvWriter(
                new StreamWriter(bytes, new UTF8Encoding(true), leaveOpen: true),
                CultureInfo.InvariantCulture
            )
        )
        {
            Record(ToponymField.All.Select(field => field.Zh));
            foreach (var line in lines)
            {
                var point = line.Shape as Point;
                Record([
                    .. Said(line).Select(field => CsvFile.SafeCell(field.Value)),
                    point?.X.ToString("R", CultureInfo.InvariantCulture),
                    point?.Y.ToString("R", CultureInfo.InvariantCulture),
                    point is null ? line.Shape?.AsText() : null,
                ]);
            }

            void Record(IEnumerable<string?> cells)
            {
                foreach (var cell in cells)
                {
                    csv.WriteField(cell);
                }

                csv.NextRecord();
            }
        }

        return bytes.ToArray();
    }

    internal static byte[] GeoJsonOf(IReadOnlyList<Toponym> lines)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("type", "FeatureCollection");
            json.WriteStartArray("features");
            foreach (var line in lines)
            {
                GeoJson.Feature(
                    json,
                    line.Shape,
                    [.. Said(line).Select(field => (field.Field.Key, (object)field.Value))]
                );
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private static IEnumerable<(ToponymField Field, string Value)> Said(Toponym line) =>
        [
            (ToponymField.Code, line.Code),
            (ToponymField.Kind, ToponymField.WordOf(line.Kind)),
            (ToponymField.Name, line.Name),
            (ToponymField.Aliases, Names(line, NameUse.Alias)),
            (ToponymField.OldNames, Names(line, NameUse.Old)),
        ];

    private static string Names(Toponym line, NameUse use) =>
        OtherNames.Write(line.Names.Where(name => name.Use == use));
}
