using Dapper;
using Jiban.City.Census;
using Jiban.City.Components;
using Jiban.Platform.Time;
using Npgsql;
using Point = NetTopologySuite.Geometries.Point;

namespace Jiban.City.Contracts;

/// <summary>What somebody saw of one component of a census.</summary>
/// <param name="State">How it stands; lost when it is not there.</param>
/// <param name="Location">Where it stands, when the registry has that wrong; null when it is right.</param>
/// <param name="Accuracy">Of that position.</param>
public sealed record ConfirmedComponent(
    string Code,
    ComponentState State,
    Point? Location,
    PositionAccuracy Accuracy
);

/// <summary>A census as it is walked: whose it is, what it is called, and when and by whom something was seen.</summary>
public sealed record WalkedCensus(Guid CensusId, string Name, DateTimeOffset At, Guid By);

/// <summary>What became of one that was seen.</summary>
public enum ConfirmedAs
{
    /// <summary>As it is on record.</summary>
    Same,

    /// <summary>A difference that waits to be accepted.</summary>
    Differs,

    /// <summary>No component of this identifier stands there.</summary>
    Unknown,
}

/// <summary>What keeps a component that was found out of the registry.</summary>
/// <param name="Fault">As in the report of a file: <c>class-unknown</c>, <c>class-of-other-scheme</c>, <c>outside-grid</c>, <c>name-length</c>,
/// <c>authority-missing</c>, <c>unknown-unit</c>, <c>twin</c>, or <c>twin-found</c> for one that was found already and waits to be accepted.</param>
/// <param name="Detail">What of it: the identifier of the twin.</param>
public sealed record FoundFault(string Fault, string? Detail);

/// <summary>
/// A census that inspectors walk: what differs from the record waits, item by item, to be accepted like the differences of a file; the registry
/// itself is not touched here. In the transaction of the one who tells it.
/// </summary>
public sealed class FieldCensus
{
    private readonly CityRegistry _registry;
    private readonly Ids _ids;

    internal FieldCensus(CityRegistry registry, Ids ids)
    {
        _registry = registry;
        _ids = ids;
    }

    /// <summary>Compares what was seen of one component with what is on record.</summary>
    public async Task<ConfirmedAs> ConfirmAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        WalkedCensus census,
        ConfirmedComponent seen,
        CancellationToken cancellation
    )
    {
        var known = await connection.QuerySingleOrDefaultAsync<Component>(
            new CommandDefinition(
                $"select {ComponentStore.Columns} from city.component c where c.valid_to is null and c.state <> 'removed' and c.code = @Code",
                new { seen.Code },
                transaction,
                cancellationToken: cancellation
            )
        );
        if (known is null)
        {
            return ConfirmedAs.Unknown;
        }

        var item = Compare(known, seen);
        await WriteAsync(connection, transaction, census, item, cancellation);
        return item is null ? ConfirmedAs.Same : ConfirmedAs.Differs;
    }

    /// <summary>
    /// Tells of a component that is not on record, by the rules of the registry, so that nobody learns of a fault only when it is accepted. Authority and
    /// owner are those of its like nearby; the units that <paramref name="found"/> names answer where there are none. Whoever accepts it may name others.
    /// </summary>
    /// <returns>What keeps it out; empty when it waits to be accepted.</returns>
    public async Task<IReadOnlyList<FoundFault>> FindAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        WalkedCensus census,
        SurveyedComponent found,
        CancellationToken cancellation
    )
    {
        var city = _registry.Current;
        var day = CivilTime.DayOf(census.At);
        var like = await UnitsOfLikeAsync(connection, transaction, city, found, day, cancellation);
        var record = found with
        {
            Units = found
                .Units.Concat(like)
                .ToLookup(unit => unit.Key, unit => unit.Value)
                .ToDictionary(role => role.Key, role => role.Last()),
        };
        var batch = new ComponentBatch(connection, transaction, city, day, _ids);
        // Of two who find the same at once the second waits, and learns of the first.
        await batch.HoldAsync([record], cancellation);
        IReadOnlyList<FoundFault> faults =
        [
            .. (await batch.FaultsOfRowsAsync([record], null, cancellation))
                .Concat(
                    await batch.TwinsInStoreAsync(
                        [record],
                        cancellation,
                        leaving: await MovedAsync(connection, transaction, census, cancellation)
                    )
                )
                .Select(fault => new FoundFault(fault.Fault, fault.Detail)),
            .. await TwinsFoundAsync(connection, transaction, census, record, cancellation),
        ];
        if (faults.Count == 0)
        {
            await WriteAsync(
                connection,
                transaction,
                census,
                new CensusItem(CensusChange.New, null, record, [], null),
                cancellation
            );
        }

        return faults;
    }

    /// <summary>What the same census found to stand elsewhere: where it is on record, another may be found.</summary>
    private static async Task<Guid[]> MovedAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        WalkedCensus census,
        CancellationToken cancellation
    ) =>
        [
            .. await connection.QueryAsync<Guid>(
                new CommandDefinition(
                    "select component_id from city.census_item where census_id = @CensusId and change = 'moved' and decision is null",
                    new { census.CensusId },
                    transaction,
                    cancellationToken: cancellation
                )
            ),
        ];

    /// <summary>What somebody else found there already, in the same census: new, or moved there.</summary>
    private static async Task<IEnumerable<FoundFault>> TwinsFoundAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        WalkedCensus census,
        SurveyedComponent found,
        CancellationToken cancellation
    ) =>
        (
            await connection.QueryAsync<string>(
                new CommandDefinition(
                    """
                    select record ->> 'name' from city.census_item
                    where census_id = @CensusId and change in ('new', 'moved') and decision is null
                        and record ->> 'classCode' = @ClassCode
                        and ST_DWithin(
                            ST_SetSRID(ST_MakePoint((record ->> 'lon')::float8, (record ->> 'lat')::float8), 4326)::geography,
                            ST_SetSRID(ST_MakePoint(@X, @Y), 4326)::geography, @TwinMetres)
                    limit 1
                    """,
                    new
                    {
                        census.CensusId,
                        found.ClassCode,
                        found.Location.X,
                        found.Location.Y,
                        SurveyCheck.TwinMetres,
                    },
                    transaction,
                    cancellationToken: cancellation
                )
            )
        ).Select(name => new FoundFault("twin-found", name));

    /// <summary>How many differences nobody has decided yet.</summary>
    public static Task<int> UndecidedAsync(
        NpgsqlConnection connection,
        Guid censusId,
        CancellationToken cancellation
    ) =>
        connection.ExecuteScalarAsync<int>(
            new CommandDefinition(
                "select count(*)::int from city.census_item where census_id = @censusId and decision is null",
                new { censusId },
                cancellationToken: cancellation
            )
        );

    /// <summary>
    /// Who answers for most of the class in the street, where none stand there in the district: what an inspector can't see of a new one, it has most
    /// likely in common with its like.
    /// </summary>
    private static async Task<IReadOnlyDictionary<DutyRole, Guid>> UnitsOfLikeAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        CitySnapshot city,
        SurveyedComponent found,
        DateOnly day,
        CancellationToken cancellation
    ) =>
        city.Locate(found.Location).GridCode is not { } gridCode
            ? new Dictionary<DutyRole, Guid>()
            : (
                await connection.QueryAsync<(DutyRole Role, Guid UnitId)>(
                    new CommandDefinition(
                        """
                        select distinct on (d.role) d.role, d.unit_id
                        from city.component c join city.component_duty d using (component_id)
                        where c.valid_to is null and c.state <> 'removed' and c.class_code = @ClassCode
                            and starts_with(c.grid_code, left(@gridCode, 6)) and d.role in ('authority', 'owner')
                            and d.from_day <= @day and (d.until_day is null or d.until_day >= @day)
                        group by d.role, d.unit_id
                        order by d.role, count(*) filter (where starts_with(c.grid_code, left(@gridCode, 9))) desc, count(*) desc, d.unit_id
                        """,
                        new
                        {
                            found.ClassCode,
                            gridCode,
                            day,
                        },
                        transaction,
                        cancellationToken: cancellation
                    )
                )
            ).Where(row => city.Unit(row.UnitId) is not null).ToDictionary(row => row.Role, row => row.UnitId);

    /// <summary>What differs; null when it is as on record. Pure.</summary>
    internal static CensusItem? Compare(Component known, ConfirmedComponent seen)
    {
        if (seen.State == ComponentState.Lost)
        {
            return known.State == ComponentState.Lost
                ? null
                : new CensusItem(CensusChange.Gone, known, null, [], null);
        }

        var metres = seen.Location is { } at ? Positions.Metres(known.Location, at) : 0;
        // Somebody who says that the position is wrong has looked: whoever accepts it sees by how much, and how well it was measured. Nearer than
        // the best of the classes nothing tells.
        var isMoved = metres > CensusDifference.Tolerance(PositionAccuracy.A);
        string[] fields =
        [
            .. isMoved ? ["location"] : Array.Empty<string>(),
            .. isMoved && seen.Accuracy != known.Accuracy ? ["accuracy"] : Array.Empty<string>(),
            .. seen.State == known.State ? Array.Empty<string>() : ["state"],
        ];
        return fields.Length == 0
            ? null
            : new CensusItem(
                isMoved ? CensusChange.Moved : CensusChange.Changed,
                known,
                known.AsSurveyed(new Dictionary<DutyRole, Guid>()) with
                {
                    State = seen.State,
                    Location = isMoved ? seen.Location! : known.Location,
                    Accuracy = seen.Accuracy,
                },
                fields,
                seen.Location is null ? null : metres
            );
    }

    /// <summary>Opens the census with its first look; a difference gets the next number.</summary>
    private static async Task WriteAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        WalkedCensus census,
        CensusItem? item,
        CancellationToken cancellation
    )
    {
        await connection.ExecuteAsync(
            new CommandDefinition(
                """
                insert into city.census as c (census_id, name, format, area, rows, same, taken_at, taken_by)
                values (@CensusId, @Name, 'field', null, 1, @Same, @At, @By)
                on conflict (census_id) do update set rows = c.rows + 1, same = c.same + excluded.same
                """,
                new
                {
                    census.CensusId,
                    census.Name,
                    census.At,
                    census.By,
                    Same = item is null ? 1 : 0,
                },
                transaction,
                cancellationToken: cancellation
            )
        );
        if (item is not null)
        {
            await CensusStore.AppendAsync(
                connection,
                transaction,
                census.CensusId,
                item,
                cancellation
            );
        }
    }
}
