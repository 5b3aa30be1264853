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
    /// <summary>Ten sheets of twenty at once, and then the next ten.</summary>
    private const int Most = 200;

    /// <param name="Next">Give it back as <c>after</c> for the next; absent at the end.</param>
    public sealed record Response(IReadOnlyList<Item> Items, string? Next);

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

    /// <param name="after">The identifier behind which these begin; from the first when left out.</param>
    private static async Task<IResult> HandleAsync(
        [AsParameters] ComponentFilter filter,
        string? after,
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
        parameters.Add("after", after ?? "");
        await using var connection = await desk.Database.OpenAsync(cancellation);
        var rows = (
            await connection.QueryAsync<Component>(
                new CommandDefinition(
                    $"select {ComponentStore.Columns} from city.component c where {where} and c.code > @after order by c.code limit {Most + 1}",
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
                rows.Count > Most ? rows[Most - 1].Code : null
            )
        );
    }
}
