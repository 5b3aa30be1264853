using System.Text.Json;
using Dapper;
using Jiban.City.Contracts;
using Jiban.City.Tiles;
using Jiban.Platform.Auth;
using Jiban.Platform.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Jiban.City;

/// <summary>
/// What stands in an area, to be kept on a phone that will have no network: as short as it can be told, and not told again to whoever has it
/// (ETag).
/// </summary>
internal static class ListAreaComponents
{
    /// <summary>So many are two megabytes on the way and no burden to a phone.</summary>
    private const int Most = 60_000;

    private const string Sql = """
        select code, class_code, name, state, ST_X(location) as lon, ST_Y(location) as lat from city.component
        where valid_to is null and state <> 'removed' and location && ST_MakeEnvelope(@west, @south, @east, @north, 4326)
        order by location <-> ST_SetSRID(ST_MakePoint((@west + @east) / 2, (@south + @north) / 2), 4326), code limit @most
        """;

    private sealed record Row(
        string Code,
        string ClassCode,
        string Name,
        string State,
        double Lon,
        double Lat
    );

    /// <summary>Columns: the n-th of each is of the n-th component.</summary>
    /// <param name="Kinds">Classes with the names that components of them bear.</param>
    /// <param name="KindOf">The place in <c>kinds</c>.</param>
    /// <param name="LonE6">1e-6 degrees, a tenth of a metre; WGS-84.</param>
    /// <param name="LatE6">1e-6 degrees; WGS-84.</param>
    /// <param name="More">There are more in the box; those nearest to its middle are here.</param>
    public sealed record Response(
        IReadOnlyList<Kind> Kinds,
        IReadOnlyList<string> Codes,
        IReadOnlyList<int> KindOf,
        IReadOnlyList<string> States,
        IReadOnlyList<int> LonE6,
        IReadOnlyList<int> LatE6,
        bool More
    );

    public sealed record Kind(string ClassCode, string Name);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/api/city/components/area", HandleAsync)
            .WithName(nameof(ListAreaComponents))
            .Produces<Response>()
            .Produces(StatusCodes.Status304NotModified)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .Needs(Operation.ViewComponents);

    /// <param name="bbox">West, south, east, north in degrees, WGS-84.</param>
    private static async Task<IResult> HandleAsync(
        string? bbox,
        HttpContext http,
        Database database,
        IOptions<JsonOptions> json,
        CancellationToken cancellation
    )
    {
        if (GeoBox.Read(bbox ?? "") is not [var west, var south, var east, var north])
        {
            return GeoBox.Malformed;
        }

        await using var connection = await database.OpenAsync(cancellation);
        var rows = (
            await connection.QueryAsync<Row>(
                new CommandDefinition(
                    Sql,
                    new
                    {
                        west,
                        south,
                        east,
                        north,
                        most = Most + 1,
                    },
                    cancellationToken: cancellation
                )
            )
        ).AsList();
        var bytes = JsonSerializer.SerializeToUtf8Bytes(
            Told([.. rows.Take(Most)], rows.Count > Most),
            json.Value.SerializerOptions
        );
        return new Tile(bytes, "application/json").Answer(http, "private, no-cache");
    }

    private static Response Told(IReadOnlyList<Row> rows, bool more)
    {
        var kinds = rows.Select(row => new Kind(row.ClassCode, row.Name)).Distinct().ToList();
        var placeOf = kinds.Index().ToDictionary(one => one.Item, one => one.Index);
        return new(
            kinds,
            [.. rows.Select(row => row.Code)],
            [.. rows.Select(row => placeOf[new(row.ClassCode, row.Name)])],
            [.. rows.Select(row => row.State)],
            [.. rows.Select(row => (int)Math.Round(row.Lon * 1e6))],
            [.. rows.Select(row => (int)Math.Round(row.Lat * 1e6))],
            more
        );
    }
}
