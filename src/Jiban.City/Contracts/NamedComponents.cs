using Dapper;
using Jiban.City.Components;
using Jiban.Platform.Store;
using NetTopologySuite.Geometries;

namespace Jiban.City.Contracts;

/// <summary>In which role a unit holds a component, and which unit.</summary>
public sealed record ComponentHolder(DutyRole Role, Guid UnitId);

/// <summary>What the registry has of a component that somebody names.</summary>
/// <param name="PlaceText">Where it stands in words, when somebody wrote it down.</param>
/// <param name="Holder">
/// Whose it is on the day asked for: the owner, else who runs it, else who keeps it in order; null where the registry knows none of them, as with
/// an owner outside the city.
/// </param>
/// <param name="Withheld">Whether of its class strangers are told neither where one stands nor who keeps it.</param>
public sealed record NamedComponent(
    Guid ComponentId,
    string Code,
    string ClassName,
    string ClassNameEn,
    string Name,
    ComponentState State,
    Point Location,
    string? PlaceText,
    ComponentHolder? Holder,
    bool Withheld = false
);

/// <summary>From an identifier, as it was typed or scanned, to the component that it names.</summary>
public sealed class NamedComponents(Database database)
{
    /// <summary>Of the roles, those that hold a component, in the order in which they are asked (部件先属主).</summary>
    private static readonly DutyRole[] Holding =
    [
        DutyRole.Owner,
        DutyRole.Manager,
        DutyRole.Maintainer,
    ];

    private sealed record Row
    {
        public required Guid ComponentId { get; init; }
        public required string Code { get; init; }
        public required string ClassName { get; init; }
        public required string ClassNameEn { get; init; }
        public required string Name { get; init; }
        public required ComponentState State { get; init; }
        public required double Lon { get; init; }
        public required double Lat { get; init; }
        public string? PlaceText { get; init; }
        public DutyRole? Role { get; init; }
        public Guid? UnitId { get; init; }
        public required bool Withheld { get; init; }
    }

    /// <summary>Of some identifiers, those of components that stand there: as they were typed, and as the registry writes them.</summary>
    public async Task<IReadOnlyDictionary<string, string>> CodesAsync(
        IEnumerable<string> typed,
        CancellationToken cancellation
    )
    {
        var codes = typed
            .Distinct(StringComparer.Ordinal)
            .Select(one => (Typed: one, Code: CodeOf(one)))
            .Where(one => one.Code is not null)
            .ToList();
        if (codes.Count == 0)
        {
            return new Dictionary<string, string>();
        }

        await using var connection = await database.OpenAsync(cancellation);
        var standing = (
            await connection.QueryAsync<string>(
                new CommandDefinition(
                    "select code from city.component where valid_to is null and state <> 'removed' and code = any(@codes)",
                    new { codes = codes.Select(one => one.Code).ToArray() },
                    cancellationToken: cancellation
                )
            )
        ).ToHashSet(StringComparer.Ordinal);
        return codes
            .Where(one => standing.Contains(one.Code!))
            .ToDictionary(one => one.Typed, one => one.Code!, StringComparer.Ordinal);
    }

    /// <summary>The identifier as the registry writes it; null for what is none.</summary>
    private static string? CodeOf(string typed) =>
        ComponentCode.TryParse(
            string.Concat(typed.Where(sign => !char.IsWhiteSpace(sign))),
            out var code
        )
            ? code.ToString()
            : null;

    /// <summary>The component; null when none has this identifier. One that was removed is told with its state.</summary>
    /// <param name="typed">The identifier; blanks between its digits do not count.</param>
    /// <param name="day">The day for which is asked who holds it.</param>
    public async Task<NamedComponent?> FindAsync(
        string typed,
        DateOnly day,
        CancellationToken cancellation
    )
    {
        if (CodeOf(typed) is not { } code)
        {
            return null;
        }

        await using var connection = await database.OpenAsync(cancellation);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(
            new CommandDefinition(
                """
                select c.component_id, c.code, c.name, c.state, st_x(c.location) as lon, st_y(c.location) as lat, c.place_text,
                    coalesce(k.name, c.name) as class_name, coalesce(k.name_en, c.name) as class_name_en, d.role, d.unit_id,
                    coalesce((select withheld from city.component_class w
                        where w.code = c.class_code and valid_from <= @day order by valid_from desc limit 1), false) as withheld
                from city.component c
                left join lateral (
                    select name, name_en from city.component_class k where k.code = c.class_code order by valid_from desc limit 1
                ) k on true
                left join lateral (
                    select role, unit_id from city.component_duty d
                    where d.component_id = c.component_id and role = any(@holding)
                        and from_day <= @day and (until_day is null or until_day >= @day)
                    order by array_position(@holding, role) limit 1
                ) d on true
                where c.code = @code and c.valid_to is null
                """,
                new
                {
                    code,
                    day,
                    holding = Holding.Select(Stored.Word).ToArray(),
                },
                cancellationToken: cancellation
            )
        );
        return row is null
            ? null
            : new NamedComponent(
                row.ComponentId,
                row.Code,
                row.ClassName,
                row.ClassNameEn,
                row.Name,
                row.State,
                new Point(row.Lon, row.Lat) { SRID = 4326 },
                row.PlaceText,
                row is { Role: { } role, UnitId: { } unit }
                    ? new ComponentHolder(role, unit)
                    : null,
                row.Withheld
            );
    }
}
