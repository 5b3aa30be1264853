using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.City.Components;

/// <summary>A component was taken away for good. Nobody answers for it from tomorrow on, and its identifier is not given again.</summary>
internal static class RetireComponent
{
    /// <param name="Version">The version that was looked at.</param>
    /// <param name="Reason">Why it was taken away, four characters or more.</param>
    public sealed record Request(int Version, string Reason);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/retire", HandleAsync)
            .Needs(Operation.KeepComponents)
            .WithName(nameof(RetireComponent))
            .Answers();

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
        if (edit.Blocks(request.Version) is { } why)
        {
            return why.ToProblem();
        }

        if (!Typed.Says(request.Reason))
        {
            return ComponentRefusal.ReasonMissing.ToProblem();
        }

        await edit.ExecuteAsync(
            """
            update city.component_duty set until_day = greatest(from_day, @today)
            where component_id = @id and until_day is null
            """,
            new { id, today = CivilTime.DayOf(edit.Now) },
            cancellation
        );
        return await edit.WriteAsync(
            edit.Current!.Next(
                ComponentChange.Retired,
                Typed.Text(request.Reason),
                edit.Actor.Id,
                edit.Now
            ) with
            {
                State = ComponentState.Removed,
            },
            cancellation
        );
    }
}
