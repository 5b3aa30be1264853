using Dapper;
using Jiban.City.Contracts;
using Jiban.City.Tiles;
using Jiban.Platform.Auth;
using Jiban.Platform.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.City;

/// <summary>The components of a box or of an identifier, as the list beside the map tells them to those who can't see it.</summary>
internal static class PlotComponents
{
    /// <summary>A list that nobody reads to its end is no list; whoever needs the others looks closer.</summary>
    private const int Most = 500;

    private static string Sql(ComponentChoice choice) =>
        $"""
            select component_id as id, component.code, class_code, coalesce(class.name, class_code) as class_name, coalesce(class.name_en, class_code) as class_name_en,
                component.name, state, component.valid_from as since, ST_X(location) as lon, ST_Y(location) as lat
            from city.component left join city.component_class class
                on class.code = class_code and class.scheme = case length(component.code) when 16 then 'gbt30428' else 'gbt47678' end
                and class.valid_until is null
            where component.valid_from <= @at and (valid_to is null or valid_to > @at) and state <> 'removed'
                and (@west::float8 is null or location && ST_MakeEnvelope(@west, @south, @east, @north, 4326))
                and (@code::text is null or component.code = @code){choice.Where}
            order by state = 'intact', component.code limit @most
            """;

    /// <summary>A component at a point.</summary>
    /// <param name="Id">Of its record.</param>
    /// <param name="Since">When it came into the state in which it is told.</param>
    public sealed record Item(
        Guid Id,
        string Code,
        string ClassCode,
        string ClassName,
        string ClassNameEn,
        string Name,
        string State,
        DateTimeOffset Since,
        double Lon,
        double Lat
    );

    /// <param name="More">There are more than these; what is not intact stands first.</param>
    public sealed record Response(IReadOnlyList<Item> Items, bool More);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/api/city/components/map", HandleAsync)
            .WithName(nameof(PlotComponents))
            .Produces<Response>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .Needs(Operation.ViewComponents);

    /// <param name="bbox">West, south, east, north in degrees, WGS-84; needed without a code.</param>
    /// <param name="code">One identifier.</param>
    /// <param name="classes">Major classes (two digits) or whole ones with commas between; every class when left out.</param>
    /// <param name="states">With commas between; every state but removed when left out.</param>
    /// <param name="day">As it stood at the end of this civil day; without it now.</param>
    private static async Task<IResult> HandleAsync(
        string? bbox,
        string? code,
        DateOnly? day,
        string? classes,
        string? states,
        Database database,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        var box = bbox is null ? null : GeoBox.Read(bbox);
        if (box is null && (bbox is not null || code is null))
        {
            return GeoBox.Malformed;
        }

        var choice = new ComponentChoice(classes, states);
        if (choice.Refuse() is { } malformed)
        {
            return malformed;
        }

        await using var connection = await database.OpenAsync(cancellation);
        var rows = (
            await connection.QueryAsync<Item>(
                new CommandDefinition(
                    Sql(choice),
                    new
                    {
                        at = ShowComponentTile.MomentOf(day, clock.GetUtcNow()),
                        west = box?[0],
                        south = box?[1],
                        east = box?[2],
                        north = box?[3],
                        code,
                        patterns = choice.Patterns,
                        states = choice.StateWords,
                        most = Most + 1,
                    },
                    cancellationToken: cancellation
                )
            )
        ).AsList();
        return TypedResults.Ok(new Response([.. rows.Take(Most)], rows.Count > Most));
    }
}
