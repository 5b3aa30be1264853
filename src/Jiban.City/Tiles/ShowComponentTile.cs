using Dapper;
using Jiban.Platform.Auth;
using Jiban.Platform.Store;
using Jiban.Platform.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.City.Tiles;

/// <summary>
/// The components of now or of any past day as vector tiles: near, every one with its code in the layer <c>component</c>; further away every
/// one as a dot too small to be pressed, those of a class and state together, in the layer <c>dots</c>; from afar how many there are in each
/// square of a grid, in the layer <c>crowd</c>.
/// </summary>
internal static class ShowComponentTile
{
    /// <summary>Here every component is a dot: a tile is about 2 km wide. From the next zoom on each can be told from its neighbours, and has its code.</summary>
    private const int DotZoom = 14;

    /// <summary>From here on a component has its name beside it.</summary>
    private const int NamedZoom = 16;

    /// <summary>Side of a square of the grid in units of the tile: 32 squares along each side.</summary>
    private const int Square = 128;

    /// <summary>How long a tile is served as it was drawn. Every host draws for itself, so that none has to be told what changed elsewhere.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    // A point is moved and scaled by hand: it needs no clipping, and for fifty thousand of them the general function takes several times as long.
    private static string Points(ComponentChoice choice) =>
        $"""
            select code, class_code, state, name,
                round((ST_X(mercator) - @west) * @scale) as x, round((@north - ST_Y(mercator)) * @scale) as y
            from city.component
            where mercator && ST_MakeEnvelope(@west, @south, @east, @north, 3857)
                and valid_from <= @at and (valid_to is null or valid_to > @at) and state <> 'removed'{choice.Where}
            """;

    private static string Whole(ComponentChoice choice) =>
        $"""
            select coalesce(ST_AsMVT(feature, 'component', @extent, 'shape'), '') from (
                select code, class_code as class, state, case when @named then name end as name, ST_MakePoint(x, y) as shape from ({Points(
                choice
            )}) point
            ) feature
            """;

    // Everything that is asked stands in the index: no row is read and no geometry made. Codes, strings of their own each, would cost more than
    // everything else about fifty thousand of them. What was chosen is sorted out afterwards, kind by kind.
    private const string Dots = $"""
        select {PackedDots.Sql} from city.component
        where dot between @first and @last and valid_from <= @at and (valid_to is null or valid_to > @at) and state <> 'removed'
        """;

    private static string Crowds(ComponentChoice choice) =>
        $"""
            select coalesce(ST_AsMVT(feature, 'crowd', @extent, 'shape'), '') from (
                select count(*)::int as count, count(*) filter (where state <> 'intact')::int as faulty,
                    ST_MakePoint(round(avg(x)), round(avg(y))) as shape
                from ({Points(choice)}) point group by floor(x / @square), floor(y / @square)
            ) feature
            """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/api/city/tiles/components/{z}/{x}/{y}.mvt", HandleAsync)
            .WithName(nameof(ShowComponentTile))
            .Produces(StatusCodes.Status200OK, contentType: TileCache.MediaType)
            .Produces(StatusCodes.Status304NotModified)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .Needs(Operation.ViewComponents);

    /// <param name="day">As it stood at the end of this civil day; without it now.</param>
    /// <param name="classes">Major classes (two digits) or whole ones with commas between; every class when left out.</param>
    /// <param name="states">With commas between; every state but removed when left out.</param>
    private static async Task<IResult> HandleAsync(
        int z,
        int x,
        int y,
        DateOnly? day,
        string? classes,
        string? states,
        HttpContext http,
        Database database,
        TileCache cache,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        var at = new TileAddress(z, x, y);
        if (!at.Exists)
        {
            return TileAddress.None;
        }

        var choice = new ComponentChoice(classes, states);
        if (choice.Refuse() is { } malformed)
        {
            return malformed;
        }

        var now = clock.GetUtcNow();
        var tile = await cache.GetAsync(
            ("component", now.UtcTicks / Fresh.Ticks, day, choice, at),
            () => DrawAsync(database, at, MomentOf(day, now), choice, cancellation)
        );
        return tile.Answer(http, $"private, max-age={Fresh.TotalSeconds}");
    }

    /// <summary>The last moment of a past day; now for today, for days to come and without a day.</summary>
    /// <remarks>What stands there since the next day begins with its first moment and is not seen yet; the store counts microseconds.</remarks>
    internal static DateTimeOffset MomentOf(DateOnly? day, DateTimeOffset now) =>
        day is { } past && past < CivilTime.DayOf(now)
            ? CivilTime.StartOf(past.AddDays(1)).AddMicroseconds(-1)
            : now;

    internal static async Task<byte[]> DrawAsync(
        Database database,
        TileAddress tile,
        DateTimeOffset at,
        ComponentChoice choice,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenAsync(cancellation);
        if (tile.Z == DotZoom)
        {
            var first = ((long)tile.X << 38) | ((long)tile.Y << 24);
            var packed = await connection.ExecuteScalarAsync<byte[]?>(
                new CommandDefinition(
                    Dots,
                    new
                    {
                        first,
                        last = first | 0xFFFFFF,
                        at,
                    },
                    cancellationToken: cancellation
                )
            );
            return DotsTile.Write(PackedDots.Read(packed, choice));
        }

        var box = tile.OnPlane();
        return await connection.QuerySingleAsync<byte[]>(
            new CommandDefinition(
                tile.Z > DotZoom ? Whole(choice) : Crowds(choice),
                new
                {
                    west = box.MinX,
                    south = box.MinY,
                    east = box.MaxX,
                    north = box.MaxY,
                    scale = TileAddress.Extent / box.Width,
                    at,
                    patterns = choice.Patterns,
                    states = choice.StateWords,
                    extent = TileAddress.Extent,
                    square = Square,
                    named = tile.Z >= NamedZoom,
                },
                cancellationToken: cancellation
            )
        );
    }
}
