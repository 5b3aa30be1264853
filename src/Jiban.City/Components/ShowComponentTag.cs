using Dapper;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.City.Components;

/// <summary>What anybody learns who scans the tag of a component: what it is, where, and whose it is. No history, no people.</summary>
internal static class ShowComponentTag
{
    /// <param name="Authority">Whose it is to see that it is in order.</param>
    /// <param name="Maintainer">Who keeps it in order, when somebody else does.</param>
    public sealed record Response(
        string Code,
        ClassName Class,
        string Name,
        ComponentState State,
        double Lon,
        double Lat,
        string? Street,
        string? Community,
        string? PlaceText,
        string? Authority,
        string? Maintainer
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/tags/{code}", HandleAsync)
            .Needs(Operation.UsePublicDoor)
            .WithName(nameof(ShowComponentTag))
            .Produces<Response>()
            .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<IResult> HandleAsync(
        string code,
        ComponentDesk desk,
        CancellationToken cancellation
    )
    {
        if (!ComponentCode.TryParse(code, out var parsed))
        {
            return ComponentRefusal.UnknownComponent.ToProblem();
        }

        await using var connection = await desk.Database.OpenAsync(cancellation);
        var row = await connection.QuerySingleOrDefaultAsync<Component>(
            new CommandDefinition(
                $"select {ComponentStore.Columns} from city.component c where code = @code and valid_to is null",
                new { code = parsed.ToString() },
                cancellationToken: cancellation
            )
        );
        if (row is null)
        {
            return ComponentRefusal.UnknownComponent.ToProblem();
        }

        var items = await ListComponents.ItemsAsync(
            connection,
            desk,
            [row],
            desk.Today,
            cancellation
        );
        var item = items[0];
        return TypedResults.Ok(
            new Response(
                item.Code,
                item.Class,
                item.Name,
                item.State,
                item.Lon,
                item.Lat,
                item.Street,
                item.Community,
                item.PlaceText,
                item.Authority?.Name,
                item.Maintainer?.Name
            )
        );
    }
}
