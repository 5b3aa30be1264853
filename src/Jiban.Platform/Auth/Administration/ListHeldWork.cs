using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Platform.Auth.Administration;

/// <summary>What a person holds, and which colleagues could go on with it: to be looked at before the account is closed.</summary>
internal static class ListHeldWork
{
    /// <param name="Successors">Open accounts of the same unit that can take at least some of it on.</param>
    public sealed record Response(
        IReadOnlyList<HeldWork> Held,
        IReadOnlyList<SuccessorPart> Successors
    );

    public sealed record SuccessorPart(Guid Id, string Name, Role Role);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/{id:guid}/held", HandleAsync).WithName(nameof(ListHeldWork));

    /// <summary>All that one account holds, of every module.</summary>
    public static async Task<IReadOnlyList<HeldWork>> OfAsync(
        IEnumerable<IHeldWork> modules,
        Guid account,
        CancellationToken cancellation
    )
    {
        var held = new List<HeldWork>();
        foreach (var module in modules)
        {
            held.AddRange(await module.OfAsync(account, cancellation));
        }

        return held;
    }

    private static async Task<Ok<Response>> HandleAsync(
        Guid id,
        IEnumerable<IHeldWork> modules,
        Accounts accounts,
        CancellationToken cancellation
    )
    {
        var held = await OfAsync(modules, id, cancellation);
        var unit = (await accounts.FindAsync(id, cancellation))?.UnitId;
        var roles = held.SelectMany(one => one.TakenBy).ToHashSet();
        return TypedResults.Ok(
            new Response(
                held,
                unit is null || held.Count == 0
                    ? []
                    :
                    [
                        .. (await accounts.ListAsync(unit, null, cancellation))
                            .Where(one =>
                                !one.Disabled && one.AccountId != id && roles.Contains(one.Role)
                            )
                            .Select(one => new SuccessorPart(one.AccountId, one.Name, one.Role)),
                    ]
            )
        );
    }
}
