using Dapper;
using Jiban.Platform.Auth;
using Jiban.Platform.Store;
using Jiban.Platform.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Patrol.Plans;

/// <summary>Tells the public which places are at risk (S24): each publication is a version of its own, with its day, and stays as it was.</summary>
internal static class PublishPlaces
{
    /// <summary>The risk points that the public sees now.</summary>
    public sealed record Response(IReadOnlyList<Layer> Layers);

    /// <param name="Version">From 1; the one before stays in the store.</param>
    /// <param name="PublishedOn">Civil day.</param>
    public sealed record Layer(
        Guid Id,
        string Title,
        int Version,
        DateOnly PublishedOn,
        IReadOnlyList<PointPart> Points
    );

    /// <param name="Lon">Degrees east, WGS-84.</param>
    /// <param name="Lat">Degrees north, WGS-84.</param>
    public sealed record PointPart(string Name, double Lon, double Lat);

    private sealed record Row
    {
        public required Guid PlanId { get; init; }
        public required int Version { get; init; }
        public required string Title { get; init; }
        public required DateTimeOffset PublishedAt { get; init; }
        public required string[] Names { get; init; }
        public required int[] LonsE7 { get; init; }
        public required int[] LatsE7 { get; init; }
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapPut("/{id:guid}/layer", PublishAsync)
            .Needs(Operation.PlanPatrol)
            .WithName(nameof(PublishPlaces))
            .Produces<PlanPage>()
            .Refuses();
        routes
            .MapDelete("/{id:guid}/layer", WithdrawAsync)
            .Needs(Operation.PlanPatrol)
            .WithName("WithdrawPlaces")
            .Produces<PlanPage>()
            .Refuses();
    }

    /// <summary>The public's side.</summary>
    public static void MapPublic(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/api/risk-points", ShowAsync)
            .WithTags("patrol")
            .Needs(Operation.UsePublicDoor)
            .WithName("ShowRiskPoints");

    private static Task<IResult> PublishAsync(
        Guid id,
        HttpContext http,
        PlanDesk desk,
        AuditTrail trail,
        CancellationToken cancellation
    ) =>
        ChangeAsync(
            id,
            http,
            desk,
            trail,
            "publishRiskPoints",
            """
            update patrol.layer_version set withdrawn_at = @now, withdrawn_by = @by where plan_id = @id and withdrawn_at is null;
            insert into patrol.layer_version (plan_id, version, title, published_at, published_by, names, lons_e7, lats_e7)
            select @id, 1 + coalesce((select max(version) from patrol.layer_version where plan_id = @id), 0), p.title, @now, @by,
                array_agg(name order by place_no), array_agg(lon_e7 order by place_no), array_agg(lat_e7 order by place_no)
            from patrol.plan p join patrol.place using (plan_id) where plan_id = @id group by p.title;
            """,
            cancellation
        );

    private static Task<IResult> WithdrawAsync(
        Guid id,
        HttpContext http,
        PlanDesk desk,
        AuditTrail trail,
        CancellationToken cancellation
    ) =>
        ChangeAsync(
            id,
            http,
            desk,
            trail,
            "withdrawRiskPoints",
            "update patrol.layer_version set withdrawn_at = @now, withdrawn_by = @by where plan_id = @id and withdrawn_at is null",
            cancellation
        );

    /// <summary>Of a closed plan too: a published risk stays one after the last look.</summary>
    private static Task<IResult> ChangeAsync(
        Guid id,
        HttpContext http,
        PlanDesk desk,
        AuditTrail trail,
        string action,
        string sql,
        CancellationToken cancellation
    ) =>
        desk.ChangeAsync(
            http,
            id,
            Operation.PlanPatrol,
            async (connection, transaction, _) =>
            {
                var by = http.Actor().Id;
                var rows = await connection.ExecuteAsync(
                    new CommandDefinition(
                        sql,
                        new
                        {
                            id,
                            now = desk.Clock.GetUtcNow(),
                            by,
                        },
                        transaction,
                        cancellationToken: cancellation
                    )
                );
                if (rows == 0)
                {
                    return PlanRefusal.NotPublished.ToProblem();
                }

                await trail.WriteAsync(
                    connection,
                    transaction,
                    new AuditEntry(by, action, id.ToString(), "done"),
                    cancellation
                );
                return null;
            },
            cancellation
        );

    private static async Task<Ok<Response>> ShowAsync(
        Database database,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenAsync(cancellation);
        var rows = await connection.QueryAsync<Row>(
            new CommandDefinition(
                """
                select plan_id, version, title, published_at, names, lons_e7, lats_e7
                from patrol.layer_version where withdrawn_at is null order by title, plan_id
                """,
                cancellationToken: cancellation
            )
        );
        return TypedResults.Ok(
            new Response([
                .. rows.Select(row => new Layer(
                    row.PlanId,
                    row.Title,
                    row.Version,
                    CivilTime.DayOf(row.PublishedAt),
                    [
                        .. row.Names.Select(
                            (name, i) =>
                                new PointPart(name, row.LonsE7[i] / 1e7, row.LatsE7[i] / 1e7)
                        ),
                    ]
                )),
            ])
        );
    }
}
