using Dapper;
using Jiban.Platform.Store;

namespace Jiban.City.Contracts;

/// <summary>A component that stands near a point.</summary>
/// <param name="Metres">How far it is.</param>
public sealed record NearComponent(
    string Code,
    string ClassCode,
    string Name,
    ComponentState State,
    double Lon,
    double Lat,
    double Metres
);

/// <summary>Finds what stands next to a point: what an inspector in the street means.</summary>
public sealed class NearestComponents(Database database)
{
    /// <summary>Farther than this nothing is near, and no search for a rare class walks the whole city; metres.</summary>
    public const double FarthestMetres = 1000;

    private const string Point = "ST_SetSRID(ST_MakePoint(@lon, @lat), 4326)::geography";

    private const string Found =
        $"select code, class_code, name, state, location, ST_Distance(location::geography, {Point}) as metres from city.component where valid_to is null and state <> 'removed'";

    private const string Outer = """
        select code, class_code, name, state, ST_X(location) as lon, ST_Y(location) as lat, metres
        """;

    /// <summary>
    /// A walk along the index in order of the distance on the globe, which ends with the last that is wanted. No condition on the distance
    /// stands in it: the planner would rather collect everything within a kilometre and sort that.
    /// </summary>
    private const string OfAnyClass = $"""
        {Outer} from ({Found} order by location::geography <-> {Point} limit @limit) near
        where metres <= @within order by metres
        """;

    /// <summary>Of one class: everything within the distance, because a walk after something rare would not end.</summary>
    private const string OfClass = $"""
        {Outer} from ({Found} and class_code like @classCode || '%' and ST_DWithin(location::geography, {Point}, @within)) near
        order by metres limit @limit
        """;

    /// <summary>What stands within some metres, nearest first.</summary>
    /// <param name="classCode">Only of this class, major or whole; null for any.</param>
    public async Task<IReadOnlyList<NearComponent>> FindAsync(
        double lon,
        double lat,
        string? classCode,
        double within,
        int limit,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenAsync(cancellation);
        return (
            await connection.QueryAsync<NearComponent>(
                new CommandDefinition(
                    classCode is null ? OfAnyClass : OfClass,
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
            )
        ).AsList();
    }
}
