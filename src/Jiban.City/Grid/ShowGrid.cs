using System.Text.Json;
using Dapper;
using Jiban.Platform.Auth;
using Jiban.Platform.Store;
using Jiban.Platform.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NetTopologySuite.Geometries;

namespace Jiban.City.Grid;

/// <summary>The unit grid of a day, past or present, as GeoJSON.</summary>
internal static class ShowGrid
{
    public const string MediaType = "application/geo+json";

    private sealed record Row(string Code, Geometry Boundary, DateOnly From, DateOnly? Until);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/api/city/grid", HandleAsync)
            .Needs(Operation.ViewReferenceData)
            .WithName(nameof(ShowGrid))
            .Produces<string>(contentType: MediaType);

    /// <param name="day">Today when left out.</param>
    /// <param name="area">The beginning of the codes: a district, street or community.</param>
    private static async Task<IResult> HandleAsync(
        DateOnly? day,
        string? area,
        Database database,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenAsync(cancellation);
        var rows = await connection.QueryAsync<Row>(
            new CommandDefinition(
                """
                select code, ST_AsBinary(boundary) as boundary, valid_from as "from", null::date as until from city.grid_cell
                where valid_from <= @on and starts_with(code, @area)
                union all
                select code, ST_AsBinary(boundary), valid_from, valid_until from city.past_grid_cell
                where valid_from <= @on and valid_until >= @on and starts_with(code, @area)
                order by code
                """,
                new { on = day ?? CivilTime.DayOf(clock.GetUtcNow()), area = area ?? "" },
                cancellationToken: cancellation
            )
        );
        return Answer(rows.Select(row => (row.Boundary, PropertiesOf(row))));
    }

    private static (string, object)[] PropertiesOf(Row row)
    {
        (string, object)[] always = [("code", row.Code), ("from", $"{row.From:yyyy-MM-dd}")];
        return row.Until is { } until ? [.. always, ("until", $"{until:yyyy-MM-dd}")] : always;
    }

    /// <summary>Features with their properties as one collection.</summary>
    public static IResult Answer(
        IEnumerable<(Geometry Shape, (string Name, object Value)[] Properties)> features
    )
    {
        var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteString("type", "FeatureCollection");
            json.WriteStartArray("features");
            foreach (var (shape, properties) in features)
            {
                GeoJson.Feature(json, shape, properties);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return TypedResults.Bytes(body.ToArray(), MediaType);
    }
}
