using Dapper;
using Jiban.Platform.Store;

namespace Jiban.City.Contracts;

/// <summary>Components of one kind: the class and the owner of one of them, in the area of whoever asks.</summary>
/// <param name="OwnerId">Whose they are; null where the registry does not know, and then the owner plays no part.</param>
/// <param name="Within">The beginning of the codes of the cells in which they stand: a street, a district; empty for the whole city.</param>
/// <param name="Components">By identifier; the one that was asked for among them.</param>
public sealed record ComponentKind(
    string Code,
    string Name,
    string ClassName,
    Guid? OwnerId,
    string Within,
    IReadOnlyList<KindredComponent> Components
);

/// <summary>One of them.</summary>
/// <param name="PlaceText">Where it stands in words, when somebody wrote it down.</param>
public sealed record KindredComponent(
    string Code,
    string Name,
    string? PlaceText,
    double Lon,
    double Lat
);

/// <summary>From one component to all of its kind in one's jurisdiction (举一反三, S4).</summary>
public sealed class LikeComponents(Database database, CityRegistry city)
{
    private const int StreetDigits = 9;

    private sealed record Seed
    {
        public required string Code { get; init; }
        public required string Name { get; init; }
        public required string ClassCode { get; init; }
        public required string ClassName { get; init; }
        public required string GridCode { get; init; }
        public required DateOnly InitialDate { get; init; }
        public Guid? OwnerId { get; init; }
    }

    /// <summary>What stands in an area, in the order of its identifiers.</summary>
    /// <param name="area">The beginning of the codes of its cells: a street, a community, one cell.</param>
    /// <param name="classCode">Only of this class, or of those that begin with it; null for all.</param>
    public async Task<IReadOnlyList<KindredComponent>> InAreaAsync(
        string area,
        string? classCode,
        int limit,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenAsync(cancellation);
        return (
            await connection.QueryAsync<KindredComponent>(
                new CommandDefinition(
                    """
                    select c.code, c.name, c.place_text, st_x(c.location) as lon, st_y(c.location) as lat from city.component c
                    where c.valid_to is null and c.state <> 'removed' and c.grid_code like @area || '%'
                        and (@classCode::text is null or c.class_code like @classCode || '%')
                    order by c.code limit @limit
                    """,
                    new
                    {
                        area,
                        classCode,
                        limit,
                    },
                    cancellationToken: cancellation
                )
            )
        ).AsList();
    }

    /// <summary>The kind of a component; null when there is none of this identifier.</summary>
    /// <param name="yearsApart">Only what stands there since so many years more or less; null for any age.</param>
    /// <param name="unit">Who sweeps: whose they are, everywhere; any other unit in its street or district.</param>
    /// <param name="day">The day for which is asked whose they are.</param>
    public async Task<ComponentKind?> FindAsync(
        string code,
        int? yearsApart,
        Guid? unit,
        DateOnly day,
        int limit,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenAsync(cancellation);
        var seed = await connection.QuerySingleOrDefaultAsync<Seed>(
            new CommandDefinition(
                """
                select c.code, c.name, c.class_code, c.grid_code, c.initial_date, d.unit_id as owner_id,
                    coalesce((select k.name from city.component_class k where k.code = c.class_code and k.valid_until is null limit 1), c.name) as class_name
                from city.component c
                left join city.component_duty d on d.component_id = c.component_id and d.role = 'owner'
                    and d.from_day <= @day and (d.until_day is null or d.until_day >= @day)
                where c.code = @code and c.valid_to is null
                """,
                new { code, day },
                cancellationToken: cancellation
            )
        );
        if (seed is null)
        {
            return null;
        }

        var within = Within(seed, unit);

        var all = await connection.QueryAsync<KindredComponent>(
            new CommandDefinition(
                """
                select c.code, c.name, c.place_text, st_x(c.location) as lon, st_y(c.location) as lat from city.component c
                where c.class_code = @ClassCode and c.valid_to is null and c.state <> 'removed'
                    and c.grid_code like @within || '%'
                    and (@OwnerId::uuid is null or exists (
                        select from city.component_duty d
                        where d.component_id = c.component_id and d.role = 'owner' and d.unit_id = @OwnerId
                            and d.from_day <= @day and (d.until_day is null or d.until_day >= @day)))
                    and (@yearsApart::int is null or abs(c.initial_date - @InitialDate) <= 365.25 * @yearsApart)
                order by c.code limit @limit
                """,
                new
                {
                    seed.ClassCode,
                    within,
                    seed.OwnerId,
                    seed.InitialDate,
                    day,
                    yearsApart,
                    limit,
                },
                cancellationToken: cancellation
            )
        );
        return new(seed.Code, seed.Name, seed.ClassName, seed.OwnerId, within, all.AsList());
    }

    /// <summary>How far a unit sweeps: the owner wherever its own stand, a district in its district, whoever is below a street, or elsewhere, in the street of the component.</summary>
    private string Within(Seed seed, Guid? unit)
    {
        var street = seed.GridCode[..StreetDigits];
        if (unit is not { } sweeps)
        {
            return street;
        }

        if (sweeps == seed.OwnerId)
        {
            return "";
        }

        var region = city.Current.Unit(sweeps)?.RegionId is { } id ? city.Current.Region(id) : null;
        return
            region is { Level: RegionLevel.City or RegionLevel.District }
            && seed.GridCode.StartsWith(region.Code, StringComparison.Ordinal)
            ? region.Code
            : street;
    }
}
