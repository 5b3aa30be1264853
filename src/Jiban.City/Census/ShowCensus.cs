using Dapper;
using Jiban.City.Components;
using Jiban.Platform.Auth;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Jiban.City.Census;

/// <summary>The censuses that were taken, and the differences of one.</summary>
internal static class ShowCensus
{
    private const int PageSize = 100;

    /// <param name="LeftOut">Lines of the file that had a fault and were left out.</param>
    public sealed record Head(
        Guid Id,
        string Name,
        CensusFormat Format,
        string? Area,
        int Rows,
        int Same,
        DateTimeOffset TakenAt,
        Guid TakenBy,
        int LeftOut,
        IReadOnlyList<Count> Counts
    );

    /// <param name="Decision">accepted | declined | overtaken; null while nobody has decided.</param>
    public sealed record Count(CensusChange Change, string? Decision, int Items);

    /// <param name="N">Its number in the census.</param>
    /// <param name="Code">Of the component on record; null for what is new.</param>
    /// <param name="Was">What was on record when it was compared, and while nobody has decided who answers today; null for what is new.</param>
    /// <param name="Fields">What differs.</param>
    /// <param name="Fault">Why it could not be taken, when it was accepted and has a fault.</param>
    public sealed record Item(
        int N,
        CensusChange Change,
        Guid? ComponentId,
        string? Code,
        string? Name,
        CensusRecord? Was,
        CensusRecord? Record,
        IReadOnlyList<string> Fields,
        double? Metres,
        string? Decision,
        string? Fault,
        string? FaultDetail
    );

    /// <param name="Next">Give it back as <c>after</c>; absent at the end.</param>
    public sealed record Response(Head Census, IReadOnlyList<Item> Items, int? Next);

    public static readonly Problem Unknown = new(
        StatusCodes.Status404NotFound,
        "unknown-census",
        "没有找到这次普查。",
        "There is no such census."
    );

    private sealed record CountRow(Guid CensusId, CensusChange Change, string? Decision, int Items);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/", ListAsync)
            .Needs(Operation.ViewComponents)
            .WithName("ListCensuses")
            .Produces<Head[]>();
        routes
            .MapGet("/{id:guid}", ShowAsync)
            .Needs(Operation.ViewComponents)
            .WithName(nameof(ShowCensus))
            .Produces<Response>()
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    /// <summary>The last hundred, latest first.</summary>
    private static async Task<IResult> ListAsync(
        ComponentDesk desk,
        CancellationToken cancellation
    ) => TypedResults.Ok(await HeadsAsync(desk, null, cancellation));

    /// <param name="change">Only of this kind: new | moved | changed | gone.</param>
    /// <param name="open">Only those that nobody has decided.</param>
    private static async Task<IResult> ShowAsync(
        Guid id,
        string? change,
        bool? open,
        int? after,
        ComponentDesk desk,
        CancellationToken cancellation
    )
    {
        if ((await HeadsAsync(desk, id, cancellation)) is not [var head])
        {
            return Unknown;
        }

        await using var connection = await desk.Database.OpenAsync(cancellation);
        var rows = (
            await connection.QueryAsync<CensusItemRow>(
                new CommandDefinition(
                    $"""
                    select {CensusStore.ItemColumns} from city.census_item
                    where census_id = @id and n > @after and (@change::text is null or change = @change)
                        and (not @open or decision is null)
                    order by n limit {PageSize + 1}
                    """,
                    new
                    {
                        id,
                        after = after ?? 0,
                        change,
                        open = open ?? false,
                    },
                    cancellationToken: cancellation
                )
            )
        ).AsList();
        var page = rows.Take(PageSize).ToList();
        var compared = await ComparedAsync(connection, page, desk.Today, cancellation);
        return TypedResults.Ok(
            new Response(
                head,
                [
                    .. page.Select(row =>
                    {
                        var was = row.ComponentId is { } component
                            ? compared.GetValueOrDefault(component)
                            : null;
                        return new Item(
                            row.N,
                            row.Change,
                            row.ComponentId,
                            was?.Code,
                            was?.Name,
                            was,
                            row.ToRecord(),
                            row.Fields,
                            row.Metres,
                            row.Decision,
                            row.Fault,
                            row.FaultDetail
                        );
                    }),
                ],
                rows.Count > PageSize ? page[^1].N : null
            )
        );
    }

    /// <summary>The versions with which differences were compared, whatever became of them since.</summary>
    private static async Task<Dictionary<Guid, CensusRecord>> ComparedAsync(
        NpgsqlConnection connection,
        List<CensusItemRow> rows,
        DateOnly today,
        CancellationToken cancellation
    )
    {
        var known = rows.Where(row => row.ComponentId is not null).ToList();
        var duties = await ComponentStore.DutiesAsync(
            connection,
            null,
            // Of what was accepted they are those of the census by now.
            [.. known.Where(row => row.Decision is null).Select(row => row.ComponentId!.Value)],
            cancellation
        );
        return (
            await connection.QueryAsync<Component>(
                new CommandDefinition(
                    $"""
                    select {ComponentStore.Columns}
                    from unnest(@ids, @versions) as compared(component_id, version)
                    join city.component c using (component_id, version)
                    """,
                    new
                    {
                        ids = known.Select(row => row.ComponentId!.Value).ToArray(),
                        versions = known.Select(row => row.Version!.Value).ToArray(),
                    },
                    cancellationToken: cancellation
                )
            )
        ).ToDictionary(
            one => one.ComponentId,
            one => CensusRecord.Of(one, duties[one.ComponentId].Where(duty => duty.HoldsOn(today)))
        );
    }

    private static async Task<IReadOnlyList<Head>> HeadsAsync(
        ComponentDesk desk,
        Guid? id,
        CancellationToken cancellation
    )
    {
        await using var connection = await desk.Database.OpenAsync(cancellation);
        var heads = (
            await connection.QueryAsync<CensusHead>(
                new CommandDefinition(
                    $"""
                    select {CensusStore.HeadColumns} from city.census where @id::uuid is null or census_id = @id
                    order by census_id desc limit 100
                    """,
                    new { id },
                    cancellationToken: cancellation
                )
            )
        ).AsList();
        var counts = (
            await connection.QueryAsync<CountRow>(
                new CommandDefinition(
                    """
                    select census_id, change, decision, count(*)::int as items from city.census_item
                    where census_id = any(@ids) group by census_id, change, decision order by change, decision
                    """,
                    new { ids = heads.Select(head => head.CensusId).ToArray() },
                    cancellationToken: cancellation
                )
            )
        ).ToLookup(row => row.CensusId);
        return
        [
            .. heads.Select(head => new Head(
                head.CensusId,
                head.Name,
                head.Format,
                head.Area,
                head.Rows,
                head.Same,
                head.TakenAt,
                head.TakenBy,
                head.LeftOut,
                [
                    .. counts[head.CensusId]
                        .Select(row => new Count(row.Change, row.Decision, row.Items)),
                ]
            )),
        ];
    }
}
