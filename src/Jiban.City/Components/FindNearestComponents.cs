using Dapper;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Jiban.City.Components;

/// <summary>What stands next to a point, nearest first: what an inspector in the street means.</summary>
internal static class FindNearestComponents
{
    private const int DefaultLimit = 5;
    private const int MaxLimit = 50;

    /// <summary>Farther than this nothing is near, and no search for a rare class walks the whole city; metres.</summary>
    private const double FarthestMetres = 1000;

    /// <summary>The statement, for the bench too: a walk along the index in order of the distance on the globe.</summary>
    public const string Sql = """
        select code, class_code, name, state, ST_X(location) as lon, ST_Y(location) as lat,
            ST_Distance(location::geography, ST_SetSRID(ST_MakePoint(@lon, @lat), 4326)::geography) as metres
        from city.component
        where valid_to is null and state <> 'removed'
            and (@classCode::text is null or class_code like @classCode || '%')
            and ST_DWithin(location::geography, ST_SetSRID(ST_MakePoint(@lon, @lat), 4326)::geography, @within)
        order by location::geography <-> ST_SetSRID(ST_MakePoint(@lon, @lat), 4326)::geography
        limit @limit
        """;

    public sealed record Item(
        string Code,
        string ClassCode,
        string Name,
        ComponentState State,
        double Lon,
        double Lat,
        double Metres
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/nearest", HandleAsync)
            .Needs(Operation.ViewComponents)
            .WithName(nameof(FindNearestComponents))
            .Produces<Item[]>()
            .ProducesProblem(StatusCodes.Status400BadRequest);

    /// <param name="classCode">Only of this class, major or whole.</param>
    /// <param name="within">At most so far away; metres, up to 1000.</param>
    private static async Task<IResult> HandleAsync(
        double? lon,
        double? lat,
        string? classCode,
        double? within,
        int? limit,
        ComponentDesk desk,
        CancellationToken cancellation
    )
    {
        if (Positions.Refuse(lon ?? double.NaN, lat ?? double.NaN) is { } malformed)
        {
            return malformed;
        }

        await using var connection = await desk.Database.OpenAsync(cancellation);
        return TypedResults.Ok(
            await NearestAsync(
                connection,
                lon!.Value,
                lat!.Value,
                classCode,
                Math.Clamp(within ?? FarthestMetres, 0, FarthestMetres),
                Math.Clamp(limit ?? DefaultLimit, 1, MaxLimit),
                cancellation
            )
        );
    }

    private static async Task<Item[]> NearestAsync(
        NpgsqlConnection connection,
        double lon,
        double lat,
        string? classCode,
        double within,
        int limit,
        CancellationToken cancellation
    ) =>
        [
            .. await connection.QueryAsync<Item>(
                new CommandDefinition(
                    Sql,
                    new
                    {
                        lon,
                        lat,
                        classCode,
                        within,
                        limit,
                    },
                    cancellationToken: cancellation
                )
            ),
        ];
}
