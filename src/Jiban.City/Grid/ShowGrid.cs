using System.Text.Json;
using Dapper;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Store;
using Jiban.Platform.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NetTopologySuite.Geometries;

namespace Jiban.City.Grid;

/// <summary>
/// The unit grid of a day, past or present, as GeoJSON: each cell with its area (m²), the length of its border (m), its first and last day, use, level
/// and responsible body (rules.md §4.2). A cell without a body of its own is its territory's.
/// </summary>
internal static class ShowGrid
{
    public const string MediaType = "application/geo+json";

    private sealed record Row(
        string Code,
        Geometry Boundary,
        Guid CommunityId,
        double Area,
        double Length,
        string? LandUse,
        string? Management,
        Guid? BodyId,
        DateOnly From,
        DateOnly? Until
    );

    private const string Columns = """
        code, ST_AsBinary(boundary) as boundary, community_id, ST_Area(boundary::geography) as area, ST_Perimeter(boundary::geography) as length,
        land_use, management, body_id, valid_from as "from"
        """;

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
        CityRegistry registry,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenAsync(cancellation);
        var rows = await connection.QueryAsync<Row>(
            new CommandDefinition(
                $"""
                select {Columns}, null::date as until from city.grid_cell
                where valid_from <= @on and starts_with(code, @area)
                union all
                select {Columns}, valid_until from city.past_grid_cell
                where valid_from <= @on and valid_until >= @on and starts_with(code, @area)
                order by code
                """,
                new { on = day ?? CivilTime.DayOf(clock.GetUtcNow()), area = area ?? "" },
                cancellationToken: cancellation
            )
        );
        return Answer(rows.Select(row => (row.Boundary, PropertiesOf(row, registry.Current))));
    }

    private static (string, object)[] PropertiesOf(Row row, CitySnapshot city)
    {
        var body = row.BodyId is { } own ? city.Unit(own) : TerritoryOf(row, city);
        (string Name, object? Value)[] all =
        [
            ("code", row.Code),
            ("from", $"{row.From:yyyy-MM-dd}"),
            ("until", row.Until is { } until ? $"{until:yyyy-MM-dd}" : null),
            ("area", Math.Round(row.Area)),
            ("length", Math.Round(row.Length)),
            ("landUse", row.LandUse),
            ("management", row.Management),
            ("body", body?.Name),
            (
                "bodyFrom",
                body is null ? null
                : row.BodyId is null ? "territory"
                : "survey"
            ),
        ];
        return [.. all.Where(one => one.Value is not null).Select(one => (one.Name, one.Value!))];
    }

    /// <summary>The committee of the community, or the office of its street.</summary>
    private static Unit? TerritoryOf(Row row, CitySnapshot city) =>
        city.Units.FirstOrDefault(unit =>
            unit.Kind == UnitKind.Community && unit.RegionId == row.CommunityId
        )
        ?? (
            city.Region(row.CommunityId)?.ParentId is { } street ? city.StreetOffice(street) : null
        );

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
