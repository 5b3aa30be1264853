using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Coordination;

/// <summary>Who can be named to lead a joint inspection.</summary>
internal static class ListLeaders
{
    public sealed record Item(Guid Id, string Name, WhistlePage.UnitPart? Unit);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/leaders", HandleAsync)
            .Needs(Operation.BlowWhistle)
            .WithName(nameof(ListLeaders));

    private static async Task<Ok<IReadOnlyList<Item>>> HandleAsync(
        WhistleDesk desk,
        CancellationToken cancellation
    ) =>
        TypedResults.Ok<IReadOnlyList<Item>>([
            .. (await desk.Accounts.ListAsync(null, Role.Leader, cancellation))
                .Where(account => !account.Disabled)
                .Select(account => new Item(
                    account.AccountId,
                    account.Name,
                    account.UnitId is { } unit ? new(unit, desk.City.Unit(unit)?.Name ?? "") : null
                )),
        ]);
}
