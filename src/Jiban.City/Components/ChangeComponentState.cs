using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.City.Components;

/// <summary>Somebody saw how a component stands: in order, damaged, lost or abandoned.</summary>
internal static class ChangeComponentState
{
    /// <param name="Version">The version that was looked at.</param>
    public sealed record Request(int Version, ComponentState State, string? Reason = null);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/state", HandleAsync)
            .Needs(Operation.KeepComponents)
            .WithName(nameof(ChangeComponentState))
            .Answers();

    /// <summary>Why it can't be said to stand so; null when it can. Pure.</summary>
    public static ComponentRefusal? Decide(Component current, Request request) =>
        request.State == current.State || request.State == ComponentState.Removed
            ? ComponentRefusal.SameState
            : null;

    private static async Task<IResult> HandleAsync(
        Guid id,
        Request request,
        HttpContext http,
        ComponentDesk desk,
        CancellationToken cancellation
    )
    {
        if (Typed.Malformed(request.Reason) is { } malformed)
        {
            return malformed;
        }

        await using var edit = await desk.BeginAsync(http, id, cancellation);
        if ((edit.Blocks(request.Version) ?? Decide(edit.Current!, request)) is { } why)
        {
            return why.ToProblem();
        }

        return await edit.WriteAsync(
            edit.Current!.Next(
                ComponentChange.StateChanged,
                Typed.Text(request.Reason),
                edit.Actor.Id,
                edit.Now
            ) with
            {
                State = request.State,
            },
            cancellation
        );
    }
}
