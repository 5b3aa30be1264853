using Dapper;
using Jiban.Platform.Auth;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.City.Components;

/// <summary>Labels to print and to stick on components: each leads whoever scans it to the component's own page.</summary>
internal static class ListLabels
{
    /// <summary>Ten sheets of twenty: more is a job for a printer's shop, and the export has every identifier.</summary>
    private const int Most = 200;

    /// <param name="More">Whether the filter has more components than are told here.</param>
    public sealed record Response(IReadOnlyList<Item> Items, bool More);

    /// <param name="Address">What the code says: the page of the component.</param>
    /// <param name="Qr">The code, one unit a module.</param>
    public sealed record Item(string Code, ClassName Class, string Name, string Address, QrPath Qr);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/labels", HandleAsync)
            .Needs(Operation.ViewComponents)
            .WithName(nameof(ListLabels))
            .Produces<Response>()
            .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<IResult> HandleAsync(
        [AsParameters] ComponentFilter filter,
        HttpContext http,
        ComponentDesk desk,
        CancellationToken cancellation
    )
    {
        if (filter.Refuse() is { } malformed)
        {
            return malformed;
        }

        var (where, parameters) = filter.ToSql(desk.Today);
        await using var connection = await desk.Database.OpenAsync(cancellation);
        var rows = (
            await connection.QueryAsync<Component>(
                new CommandDefinition(
                    $"select {ComponentStore.Columns} from city.component c where {where} order by c.code limit {Most + 1}",
                    parameters,
                    cancellationToken: cancellation
                )
            )
        ).AsList();
        var words = await ComponentWords.ReadAsync(connection, desk.City, cancellation);
        return TypedResults.Ok(
            new Response(
                [
                    .. rows.Take(Most)
                        .Select(row =>
                        {
                            var address =
                                $"{http.Request.Scheme}://{http.Request.Host}/tag/{row.Code}";
                            return new Item(
                                row.Code,
                                words.Class(row.ClassCode),
                                row.Name,
                                address,
                                QrPath.Of(address)
                            );
                        }),
                ],
                rows.Count > Most
            )
        );
    }
}
