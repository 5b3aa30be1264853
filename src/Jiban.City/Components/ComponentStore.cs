using Dapper;
using Jiban.City.Contracts;
using NetTopologySuite.Geometries;
using Npgsql;

namespace Jiban.City.Components;

/// <summary>Reads and writes versions and duties of components, in the caller's transaction.</summary>
internal static class ComponentStore
{
    /// <summary>The columns of <see cref="Component"/>, of the table under the alias <c>c</c>.</summary>
    public const string Columns = """
        c.component_id, c.version, c.code, c.class_code, c.name, c.state, ST_AsBinary(c.location) as location, c.grid_code,
        c.initial_date, c.data_source, c.accuracy, c.place_text, c.material, c.shape, c.on_tactile_paving, c.remark,
        c.change, c.reason, c.changed_by, c.valid_from, c.valid_to, c.elevation_metres
        """;

    /// <summary>The version that holds, locked until the transaction ends; null when there is no such component.</summary>
    public static Task<Component?> LockAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        Guid componentId,
        CancellationToken cancellation
    ) =>
        connection.QuerySingleOrDefaultAsync<Component>(
            new CommandDefinition(
                $"select {Columns} from city.component c where component_id = @componentId and valid_to is null for update",
                new { componentId },
                transaction,
                cancellationToken: cancellation
            )
        );

    /// <summary>
    /// Makes everybody else who changes several of these components wait until the transaction ends. In one order, so that no two wait for each other;
    /// by the first version of each, which stays the same row however often it is changed meanwhile.
    /// </summary>
    public static Task HoldAllAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        Guid[] componentIds,
        CancellationToken cancellation
    ) =>
        connection.ExecuteAsync(
            new CommandDefinition(
                """
                select from city.component where component_id = any(@componentIds) and version = 1
                order by component_id for update
                """,
                new { componentIds },
                transaction,
                cancellationToken: cancellation
            )
        );

    /// <summary>Who answers and answered for some components, earliest first.</summary>
    public static async Task<ILookup<Guid, ComponentDuty>> DutiesAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction? transaction,
        Guid[] componentIds,
        CancellationToken cancellation
    ) =>
        (
            await connection.QueryAsync<ComponentDuty>(
                new CommandDefinition(
                    """
                    select component_id, role, unit_id, from_day, until_day from city.component_duty
                    where component_id = any(@componentIds) order by from_day, role
                    """,
                    new { componentIds },
                    transaction,
                    cancellationToken: cancellation
                )
            )
        ).ToLookup(duty => duty.ComponentId);

    /// <summary>Ends the version before, when there is one, and writes this one.</summary>
    public static Task WriteAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        Component version,
        CancellationToken cancellation
    ) =>
        connection.ExecuteAsync(
            new CommandDefinition(
                """
                update city.component set valid_to = @ValidFrom where component_id = @ComponentId and valid_to is null;
                insert into city.component (component_id, version, code, class_code, name, state, location, grid_code, initial_date,
                    data_source, accuracy, place_text, material, shape, on_tactile_paving, remark, change, reason, changed_by, valid_from,
                    elevation_metres)
                values (@ComponentId, @Version, @Code, @ClassCode, @Name, @State, ST_GeomFromWKB(@Location, 4326), @GridCode, @InitialDate,
                    @DataSource, @Accuracy, @PlaceText, @Material, @Shape, @OnTactilePaving, @Remark, @Change, @Reason, @ChangedBy, @ValidFrom,
                    @ElevationMetres)
                """,
                new
                {
                    version.ComponentId,
                    version.Version,
                    version.Code,
                    version.ClassCode,
                    version.Name,
                    State = Stored.Word(version.State),
                    Location = version.Location.AsBinary(),
                    version.GridCode,
                    version.InitialDate,
                    DataSource = Stored.Word(version.DataSource),
                    Accuracy = Stored.Word(version.Accuracy),
                    version.PlaceText,
                    version.Material,
                    version.Shape,
                    version.OnTactilePaving,
                    version.Remark,
                    Change = Stored.Word(version.Change),
                    version.Reason,
                    version.ChangedBy,
                    version.ValidFrom,
                    version.ElevationMetres,
                },
                transaction,
                cancellationToken: cancellation
            )
        );

    /// <summary>Ends what holds in the role on the day before, and lets the unit answer from then on.</summary>
    public static Task HandOverAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        ComponentDuty duty,
        Guid? by,
        CancellationToken cancellation
    ) =>
        connection.ExecuteAsync(
            new CommandDefinition(
                """
                update city.component_duty set until_day = @FromDay - 1
                where component_id = @ComponentId and role = @Role and until_day is null;
                insert into city.component_duty (component_id, role, unit_id, from_day, handed_by)
                values (@ComponentId, @Role, @UnitId, @FromDay, @by)
                """,
                new
                {
                    duty.ComponentId,
                    Role = Stored.Word(duty.Role),
                    duty.UnitId,
                    duty.FromDay,
                    by,
                },
                transaction,
                cancellationToken: cancellation
            )
        );

    /// <summary>Ends what holds of a component after a last day, and writes the version that is removed.</summary>
    public static async Task RetireAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        Component retired,
        DateOnly last,
        CancellationToken cancellation
    )
    {
        await connection.ExecuteAsync(
            new CommandDefinition(
                """
                update city.component_duty set until_day = greatest(from_day, @last)
                where component_id = @ComponentId and (until_day is null or until_day > @last);
                update city.component_terms set until_day = greatest(from_day, @last)
                where component_id = @ComponentId and (until_day is null or until_day > @last)
                """,
                new { retired.ComponentId, last },
                transaction,
                cancellationToken: cancellation
            )
        );
        await WriteAsync(
            connection,
            transaction,
            retired with
            {
                State = ComponentState.Removed,
            },
            cancellation
        );
    }

    /// <summary>The identifier of another of the class that stands where one is moved to; null when none does.</summary>
    /// <remarks>True until the transaction ends when the spot is held (<see cref="ComponentNumbers.HoldSpotAsync"/>).</remarks>
    public static Task<string?> TwinAtAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        Component moved,
        Point at,
        CancellationToken cancellation
    ) =>
        connection.QueryFirstOrDefaultAsync<string>(
            new CommandDefinition(
                """
                select code from city.component c
                where valid_to is null and state <> 'removed' and class_code = @ClassCode and component_id <> @ComponentId
                    and ST_DWithin(c.location::geography, ST_SetSRID(ST_MakePoint(@X, @Y), 4326)::geography, @TwinMetres)
                order by code limit 1
                """,
                new
                {
                    moved.ClassCode,
                    moved.ComponentId,
                    at.X,
                    at.Y,
                    SurveyCheck.TwinMetres,
                },
                transaction,
                cancellationToken: cancellation
            )
        );

    /// <summary>The rules of a record as they are today.</summary>
    public static async Task<SurveyCheck> CheckAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        CitySnapshot city,
        DateOnly today,
        CancellationToken cancellation
    ) =>
        new(
            city,
            await SchemeAsync(connection, transaction, cancellation),
            await ClassCodesAsync(connection, transaction, today, cancellation),
            await ClassLists.ReadAsync(connection, transaction, today, cancellation),
            today
        );

    /// <summary>The generation in which identifiers are issued now.</summary>
    public static async Task<CodeScheme> SchemeAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction? transaction,
        CancellationToken cancellation
    ) =>
        Enum.Parse<CodeScheme>(
            await connection.QuerySingleAsync<string>(
                new CommandDefinition(
                    "select scheme from city.component_setting",
                    transaction: transaction,
                    cancellationToken: cancellation
                )
            ),
            ignoreCase: true
        );

    /// <summary>The minor classes of both generations that are in force on a day, by code.</summary>
    public static async Task<IReadOnlySet<string>> ClassCodesAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction? transaction,
        DateOnly day,
        CancellationToken cancellation
    ) =>
        (
            await connection.QueryAsync<string>(
                new CommandDefinition(
                    """
                    select code from city.component_class
                    where length(code) > 2 and valid_from <= @day and (valid_until is null or valid_until >= @day)
                    """,
                    new { day },
                    transaction,
                    cancellationToken: cancellation
                )
            )
        ).ToHashSet(StringComparer.Ordinal);
}
