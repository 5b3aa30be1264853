using Jiban.Platform.Live;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Platform.Auth.Administration;

/// <summary>
/// Closes an account: its sessions end with their next request, its name stays where it stands. What the person holds goes to a colleague, or
/// whoever supervises the unit is told that it has nobody; which of the two is said, never left open.
/// </summary>
internal static class DisableAccount
{
    /// <param name="HandOverTo">The colleague who goes on with what the person holds.</param>
    /// <param name="LeaveToUnit">Nobody is named: whoever supervises the unit is told, and hands it over.</param>
    public sealed record Request(Guid? HandOverTo, bool? LeaveToUnit);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/disable", Handle)
            .WithName(nameof(DisableAccount))
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<IResult> Handle(
        Guid id,
        Request? request,
        HttpContext http,
        AccountDesk desk,
        Accounts accounts,
        IEnumerable<IHeldWork> modules,
        LiveEvents live,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        var changed = new List<CaseChanged>();
        var refused = await desk.ChangeAsync(
            http,
            id,
            "disableAccount",
            async under =>
            {
                if (under.IsOwn)
                {
                    return AccountRefusals.Own;
                }

                if (await under.IsLastSecurityAdministratorAsync())
                {
                    return AccountRefusals.Last;
                }

                var now = clock.GetUtcNow();
                await under.WriteAsync(
                    "update platform.account set disabled_at = coalesce(disabled_at, @now) where account_id = @AccountId",
                    new { under.Before.AccountId, now }
                );
                return await SucceedAsync(
                    under,
                    request,
                    new Succession(
                        id,
                        request?.HandOverTo is { } to
                            ? await accounts.FindAsync(to, cancellation)
                            : null,
                        http.Actor(),
                        now
                    ),
                    [.. modules],
                    changed
                );
            },
            cancellation
        );
        if (refused is not null)
        {
            return refused;
        }

        changed.ForEach(live.Publish);
        return TypedResults.NoContent();
    }

    /// <summary>Hands over what is held; refuses when nobody said what becomes of it.</summary>
    private static async Task<Problem?> SucceedAsync(
        AccountChange under,
        Request? request,
        Succession succession,
        IReadOnlyList<IHeldWork> modules,
        List<CaseChanged> changed
    )
    {
        var held = await ListHeldWork.OfAsync(modules, succession.From, under.Cancellation);
        if (held.Count == 0)
        {
            return null;
        }

        if (request is not { HandOverTo: not null } and not { LeaveToUnit: true })
        {
            return AccountRefusals.HoldsWork with
            {
                Facts = held.ToDictionary(one => one.Kind + "s", one => (object?)one.Count),
            };
        }

        if (
            request.HandOverTo is not null
            && (
                succession.To is not { Disabled: false } to
                || to.AccountId == succession.From
                || to.UnitId != under.Before.UnitId
                || !held.Any(one => one.TakenBy.Contains(to.Role))
            )
        )
        {
            return AccountRefusals.NoSuccessor;
        }

        var (given, left) = (0, 0);
        foreach (var module in modules)
        {
            var done = await module.HandOverAsync(
                under.Connection,
                under.Transaction,
                succession,
                under.Cancellation
            );
            (given, left) = (given + done.HandedOver, left + done.Left);
            changed.AddRange(done.Changed);
        }

        under.Detail = $"handedOver={given};left={left};to={succession.To?.AccountId:D}";
        return null;
    }
}
