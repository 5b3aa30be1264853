using Dapper;
using Jiban.City.Contracts;
using NetTopologySuite.Geometries;
using Npgsql;

namespace Jiban.City.Components;

/// <summary>
/// The numbers of districts and classes, in the caller's transaction: they are given out from here, and whoever holds them keeps everybody else from entering or moving
/// anything of the class there.
/// </summary>
internal static class ComponentNumbers
{
    /// <summary>The numbers of a district and class up to the returned one are the caller's; null when they are used up.</summary>
    public static Task<int?> TakeAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        string prefix,
        int count,
        CancellationToken cancellation
    ) =>
        connection.QuerySingleOrDefaultAsync<int?>(
            new CommandDefinition(
                """
                insert into city.component_sequence as s (prefix, last) values (@prefix, @count)
                on conflict (prefix) do update set last = s.last + @count where s.last + @count <= @Last
                returning last
                """,
                new
                {
                    prefix,
                    count,
                    Last = ComponentCode.LastSequence,
                },
                transaction,
                cancellationToken: cancellation
            )
        );

    /// <summary>An identifier came with its component: what is issued later comes after it.</summary>
    public static Task PassAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        ComponentCode code,
        CancellationToken cancellation
    ) =>
        connection.ExecuteAsync(
            new CommandDefinition(
                """
                insert into city.component_sequence as s (prefix, last) values (@Prefix, @Sequence)
                on conflict (prefix) do update set last = greatest(s.last, @Sequence)
                """,
                new { code.Prefix, code.Sequence },
                transaction,
                cancellationToken: cancellation
            )
        );

    /// <summary>
    /// Makes everybody else who enters or moves components of these districts and classes wait until the transaction ends, so that what is read from here
    /// on stays true. In one order, so that no two wait for each other.
    /// </summary>
    public static Task HoldAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        string[] prefixes,
        CancellationToken cancellation
    ) =>
        connection.ExecuteAsync(
            new CommandDefinition(
                """
                insert into city.component_sequence as s (prefix, last)
                select prefix, 0 from unnest(@prefixes) as wanted(prefix) order by prefix
                on conflict (prefix) do update set last = s.last
                """,
                new { prefixes },
                transaction,
                cancellationToken: cancellation
            )
        );

    /// <summary>
    /// Under which numbers a class is held where a point lies, its own district's first: of two that are put nearer to one another than any two can
    /// stand, the second waits for the first, also across the border of districts. Empty outside the grid, and for what is no class.
    /// </summary>
    public static IEnumerable<string> NeighbourhoodsOf(
        CitySnapshot city,
        string classCode,
        Point at
    )
    {
        if (
            classCode is not { Length: 4 or 5 }
            || !classCode.All(char.IsAsciiDigit)
            || city.Locate(at).GridCode is not { } own
        )
        {
            return [];
        }

        return city.Beside(RegionLevel.District, at, SurveyCheck.TwinMetres)
            .Select(district => district.Code)
            .Prepend(own[..6])
            .Distinct()
            .Select(district => district + classCode);
    }

    /// <summary>Makes everybody else who enters or moves one of its class to where this one is moved wait; before it is locked.</summary>
    public static async Task HoldSpotAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        CitySnapshot city,
        Guid componentId,
        Point to,
        CancellationToken cancellation
    )
    {
        var classCode = await connection.QuerySingleOrDefaultAsync<string>(
            new CommandDefinition(
                "select class_code from city.component where component_id = @componentId and version = 1",
                new { componentId },
                transaction,
                cancellationToken: cancellation
            )
        );
        await HoldAsync(
            connection,
            transaction,
            [.. NeighbourhoodsOf(city, classCode ?? "", to)],
            cancellation
        );
    }
}
