using Jiban.Platform.Auth;
using Jiban.Platform.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.City.Components;

/// <summary>
/// A component was taken away for good, now or on a day before. Nobody answers for it from then on, what held for a time ends with it, and its
/// identifier is not given again.
/// </summary>
internal static class RetireComponent
{
    /// <param name="Version">The version that was looked at.</param>
    /// <param name="Reason">Why it was taken away, four characters or more.</param>
    /// <param name="From">The first day on which it stood there no more; now when left out.</param>
    public sealed record Request(int Version, string Reason, DateOnly? From = null);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/retire", HandleAsync)
            .Needs(Operation.KeepComponents)
            .WithName(nameof(RetireComponent))
            .Answers();

    /// <summary>Why it can't end so; null when it can. What was changed since a day was there on that day. Pure.</summary>
    public static ComponentRefusal? Decide(Component current, Request request, DateOnly today) =>
        !Typed.Says(request.Reason) ? ComponentRefusal.ReasonMissing
        : request.From > today || request.From < CivilTime.DayOf(current.ValidFrom)
            ? ComponentRefusal.EndOutOfRange
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
        if (edit.Blocks(request.Version) is { } why)
        {
            return why.ToProblem();
        }

        var today = CivilTime.DayOf(edit.Now);
        if (Decide(edit.Current!, request, today) is { } refusal)
        {
            return refusal.ToProblem();
        }

        return await edit.RetireAsync(
            edit.Current!.Next(
                ComponentChange.Retired,
                Typed.Text(request.Reason),
                edit.Actor.Id,
                request.From is { } from ? CivilTime.StartOf(from) : edit.Now
            ),
            // Taken away in the course of today, it had somebody who answers until the evening.
            request.From?.AddDays(-1) ?? today,
            cancellation
        );
    }
}
