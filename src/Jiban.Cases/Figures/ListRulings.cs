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
/// What arbiters have ruled on returned cases, and to whom dispatchers gave several cases against what was proposed, by class and street: candidates of rules
/// for dispatch. A person puts a rule in force; nothing here changes by itself whose a case is. An order that was given back to the city was not ruled
/// on, though it can't be returned any more either.
/// </summary>
internal static class ListRulings
{
    /// <param name="Cases">How many were ruled so.</param>
    /// <param name="Corrected">How many a person dispatched so, against the unit that had it or was thought the likeliest. Of these alone it takes three.</param>
    /// <param name="Others">How many of the same class and street were ruled or dispatched so to another unit: the more, the less it is a rule.</param>
    /// <param name="LastAt">When the last of them was said.</param>
    public sealed record Candidate(
        string ClassCode,
        string ClassName,
        Guid? StreetId,
        string? Street,
        UnitName Unit,
        int Cases,
        int Corrected,
        int Others,
        Guid LastCase,
        string LastNumber,
        DateTimeOffset LastAt
    );

    /// <summary>One dispatcher's choice may be a slip; from so many on it looks like a rule that nobody wrote down.</summary>
    private const int FewestCorrected = 3;

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
                with said as (
                    select r.class_code, r.street_id, r.unit_id, r.case_id, f.number, true as ruled, r.at
                    from cases.ruling r join cases.case_file f using (case_id) where cardinality(@units) = 0 or r.unit_id = any(@units)
                    union all
                    -- The last word of a dispatcher on a case that no arbiter ruled on, unless it must teach nothing.
                    select * from (
                        select distinct on (c.case_id) c.class_after, f.street_id, c.unit_after, c.case_id, f.number, false, c.at
                        from cases.correction c join cases.case_file f using (case_id)
                        where c.unit_before <> c.unit_after and not exists (select from cases.ruling r where r.case_id = c.case_id)
                            and (cardinality(@units) = 0 or c.unit_after = any(@units))
                            and not exists (select from cases.correction_left_out o where o.case_id = c.case_id and o.seq = c.seq)
                        order by c.case_id, c.seq desc) corrected),
                counted as (
                    select class_code, street_id, unit_id, count(*) filter (where ruled)::int as cases, count(*) filter (where not ruled)::int as corrected,
                        (sum(count(*)) over (partition by class_code, street_id) - count(*))::int as others,
                        (array_agg(case_id order by at desc, case_id desc))[1] as last_case,
                        (array_agg(number order by at desc, case_id desc))[1] as last_number, max(at) as last_at
                    from said group by class_code, street_id, unit_id)
                select * from counted where cases > 0 or corrected >= @fewest
                order by cases desc, corrected desc, class_code, unit_id limit 200
                """,
                new { units, fewest = FewestCorrected },
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
                row.Corrected,
                row.Others,
                row.LastCase,
                row.LastNumber,
                row.LastAt
            )),
        ];
    }

    private sealed record Row(
        string ClassCode,
        Guid? StreetId,
        Guid UnitId,
        int Cases,
        int Corrected,
        int Others,
        Guid LastCase,
        string LastNumber,
        DateTimeOffset LastAt
    );
}
