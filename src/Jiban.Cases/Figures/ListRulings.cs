using Dapper;
using Jiban.Cases.Handling;
using Jiban.Cases.Requests;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Jiban.Cases.Figures;

/// <summary>
/// What arbiters have ruled on returned cases, by class and street: candidates of rules for dispatch. A person puts a rule in force;
/// nothing here changes by itself whose a case is. An order that was given back to the city was not ruled on, though it can't be returned any more either.
/// </summary>
internal static class ListRulings
{
    /// <param name="Cases">How many were ruled so.</param>
    /// <param name="Others">How many of the same class and street were ruled to another unit: the more, the less it is a rule.</param>
    public sealed record Candidate(
        string ClassCode,
        string ClassName,
        Guid? StreetId,
        string? Street,
        UnitName Unit,
        int Cases,
        int Others,
        Guid LastCase,
        string LastNumber
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/rulings", HandleAsync)
            .Needs(Operation.ViewFigures)
            .WithName(nameof(ListRulings))
            .Produces<IReadOnlyList<Candidate>>();

    private static async Task<IResult> HandleAsync(
        HttpContext http,
        CaseDesk desk,
        CancellationToken cancellation
    )
    {
        var actor = http.Actor();
        var units = Permissions.Of(Operation.ViewFigures, actor.Role) switch
        {
            var all when (all & Relation.Any) != 0 => [],
            var below when (below & Relation.Below) != 0 && actor.UnitId is { } own => desk
                .City.SelfAndBelow(own)
                .ToArray(),
            _ => new[] { actor.UnitId ?? Guid.Empty },
        };
        await using var connection = await desk.Database.OpenAsync(cancellation);
        return TypedResults.Ok(await ReadAsync(connection, desk, units, cancellation));
    }

    /// <summary>The candidates, those of most cases first.</summary>
    /// <param name="units">Whose; empty for all.</param>
    public static async Task<IReadOnlyList<Candidate>> ReadAsync(
        NpgsqlConnection connection,
        CaseDesk desk,
        Guid[] units,
        CancellationToken cancellation
    )
    {
        var rows = await connection.QueryAsync<Row>(
            new CommandDefinition(
                """
                select r.class_code, r.street_id, r.unit_id, count(*)::int as cases,
                    (sum(count(*)) over (partition by r.class_code, r.street_id) - count(*))::int as others,
                    (array_agg(r.case_id order by r.case_id desc))[1] as last_case, (array_agg(f.number order by r.case_id desc))[1] as last_number
                from cases.ruling r join cases.case_file f using (case_id) where cardinality(@units) = 0 or r.unit_id = any(@units)
                group by r.class_code, r.street_id, r.unit_id order by cases desc, r.class_code, r.unit_id limit 200
                """,
                new { units },
                cancellationToken: cancellation
            )
        );
        return
        [
            .. rows.Select(row => new Candidate(
                row.ClassCode,
                desk.Dispatcher.Class(row.ClassCode)?.Name ?? row.ClassCode,
                row.StreetId,
                row.StreetId is { } street ? desk.City.Region(street)?.Name : null,
                UnitName.Of(desk.City, row.UnitId),
                row.Cases,
                row.Others,
                row.LastCase,
                row.LastNumber
            )),
        ];
    }

    private sealed record Row(
        string ClassCode,
        Guid? StreetId,
        Guid UnitId,
        int Cases,
        int Others,
        Guid LastCase,
        string LastNumber
    );
}
