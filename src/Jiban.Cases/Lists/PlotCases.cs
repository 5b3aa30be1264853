using Dapper;
using Jiban.Cases.Handling;
using Jiban.Cases.Secrets;
using Jiban.City.Contracts;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Lists;

/// <summary>
/// The cases that have a point, for the map and for the list beside it: the same filter and the same rights as the work list, and nothing of
/// who asked or in which words.
/// </summary>
internal static class PlotCases
{
    /// <summary>More than these no eye tells apart; whoever needs them looks closer or filters.</summary>
    private const int Most = 2_000;

    /// <summary>A case at a point.</summary>
    /// <param name="UnitName">Who has it; of a past day nothing, for the case tells who has it now.</param>
    /// <param name="DueAt">Its next limit; of a past day nothing, for the limit was another then.</param>
    public sealed record Item(
        Guid Id,
        string Number,
        CaseState State,
        string ClassName,
        Urgency Urgency,
        bool Danger,
        string? PlaceName,
        string? UnitName,
        DateTimeOffset ReceivedAt,
        DateTimeOffset? DueAt,
        double Lon,
        double Lat
    );

    /// <param name="More">There are more than these; those due first are here, of a past day those received first.</param>
    public sealed record Response(IReadOnlyList<Item> Items, bool More);

    /// <summary>What is read of a case.</summary>
    private sealed record Row(
        Guid CaseId,
        string Number,
        CaseState State,
        string ClassCode,
        Urgency Urgency,
        bool Danger,
        string? PlaceName,
        Guid UnitId,
        DateTimeOffset ReceivedAt,
        DateTimeOffset? NextDueAt,
        int LonE7,
        int LatE7
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/map", HandleAsync)
            .Needs(Operation.ViewCases)
            .WithName(nameof(PlotCases))
            .Produces<Response>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);

    /// <summary>Without a state only what is not closed.</summary>
    /// <param name="bbox">West, south, east, north in degrees, WGS-84; without it everywhere.</param>
    /// <param name="day">As it stood at the end of this civil day, as far as the case still tells.</param>
    private static async Task<IResult> HandleAsync(
        [AsParameters] CaseFilter filter,
        string? bbox,
        DateOnly? day,
        HttpContext http,
        CaseDesk desk,
        PersonLookups lookups,
        CancellationToken cancellation
    )
    {
        if (await lookups.SearchAsync(http, filter.Q, cancellation) is { } tooMany)
        {
            return tooMany;
        }

        var now = desk.Clock.GetUtcNow();
        var (where, parameters) = filter.ToSql(
            Operation.ViewCases,
            http.Actor(),
            desk.City,
            desk.Keys,
            now
        );
        if (bbox is not null)
        {
            if (GeoBox.Read(bbox) is not [var west, var south, var east, var north])
            {
                return GeoBox.Malformed;
            }

            parameters.AddDynamicParams(
                new
                {
                    west,
                    south,
                    east,
                    north,
                }
            );
            where += " and location && ST_MakeEnvelope(@west, @south, @east, @north, 4326)";
        }

        var state = "state";
        var isPast = day < CivilTime.DayOf(now);
        if (day is { } past && isPast)
        {
            parameters.Add("end", CivilTime.StartOf(past.AddDays(1)));
            // Of what was opened again only the last handling is told; the journal has the rest.
            state = """
                case when resolved_at < @end then 'resolved' when signed_at < @end then 'signed'
                    when dispatched_at < @end then 'dispatched' else 'queued' end as state
                """;
            where += " and received_at < @end and (closed_at is null or closed_at >= @end)";
        }
        else if (filter.State is not { Length: > 0 })
        {
            where += " and state <> 'closed'";
        }

        parameters.Add("most", Most + 1);
        await using var connection = await desk.Database.OpenAsync(cancellation);
        var rows = (
            await connection.QueryAsync<Row>(
                new CommandDefinition(
                    $"""
                    select case_id, number, {state}, class_code, urgency, danger, place_name, unit_id, received_at, next_due_at, lon_e7, lat_e7
                    from cases.case_file where {where} and location is not null
                    order by {(
                        isPast ? "received_at" : "next_due_at nulls last"
                    )}, case_id limit @most
                    """,
                    parameters,
                    cancellationToken: cancellation
                )
            )
        ).AsList();
        return TypedResults.Ok(
            new Response(
                [
                    .. rows.Take(Most)
                        .Select(row => isPast ? OfPast(ItemOf(row, desk)) : ItemOf(row, desk)),
                ],
                rows.Count > Most
            )
        );
    }

    /// <summary>What a case still tells of a day that has passed: its state, and neither the unit nor the limit it had then.</summary>
    private static Item OfPast(Item item) => item with { UnitName = null, DueAt = null };

    private static Item ItemOf(Row row, CaseDesk desk) =>
        new(
            row.CaseId,
            row.Number,
            row.State,
            desk.Dispatcher.Class(row.ClassCode)?.Name ?? row.ClassCode,
            row.Urgency,
            row.Danger,
            row.PlaceName,
            desk.City.Unit(row.UnitId)?.Name ?? "",
            row.ReceivedAt,
            row.NextDueAt,
            row.LonE7 / 1e7,
            row.LatE7 / 1e7
        );
}
