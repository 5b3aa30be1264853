using Dapper;
using Jiban.Platform.Store;

namespace Jiban.City.Contracts;

/// <summary>Components of one kind: the class, the owner and the street of one of them.</summary>
/// <param name="OwnerId">Whose they are; null where the registry does not know, and then the owner plays no part.</param>
/// <param name="Components">By identifier; the one that was asked for among them.</param>
public sealed record ComponentKind(
    string Code,
    string Name,
    string ClassName,
    Guid? OwnerId,
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

/// <summary>From one component to all of its kind in the same street (举一反三, S4).</summary>
public sealed class LikeComponents(Database database)
{
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
    public async Task<ComponentKind?> FindAsync(
        string code,
        int? yearsApart,
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
                left join city.component_duty d on d.component_id = c.component_id and d.role = 'owner' and d.until_day is null
                where c.code = @code and c.valid_to is null
                """,
                new { code },
                cancellationToken: cancellation
            )
        );
        if (seed is null)
        {
            return null;
        }

        var all = await connection.QueryAsync<KindredComponent>(
            new CommandDefinition(
                """
                select c.code, c.name, c.place_text, st_x(c.location) as lon, st_y(c.location) as lat from city.component c
                where c.class_code = @ClassCode and c.valid_to is null and c.state <> 'removed'
                    and c.grid_code like left(@GridCode, 9) || '%'
                    and (@OwnerId::uuid is null or exists (
                        select from city.component_duty d
                        where d.component_id = c.component_id and d.role = 'owner' and d.until_day is null and d.unit_id = @OwnerId))
                    and (@yearsApart::int is null or abs(c.initial_date - @InitialDate) <= 365.25 * @yearsApart)
                order by c.code limit @limit
                """,
                new
                {
                    seed.ClassCode,
                    seed.GridCode,
                    seed.OwnerId,
                    seed.InitialDate,
                    yearsApart,
                    limit,
                },
                cancellationToken: cancellation
            )
        );
        return new(seed.Code, seed.Name, seed.ClassName, seed.OwnerId, all.AsList());
    }
}
