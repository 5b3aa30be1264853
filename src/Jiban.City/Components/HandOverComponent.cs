using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.City.Components;

/// <summary>Another unit answers for a component in one role, from a day on; who answered before stays on record with the last day.</summary>
internal static class HandOverComponent
{
    /// <summary>How far ahead a handover may be said; days.</summary>
    public const int FarthestDays = 366;

    /// <param name="Version">The version that was looked at.</param>
    /// <param name="From">The first day of the new unit.</param>
    public sealed record Request(int Version, DutyRole Role, Guid UnitId, DateOnly From);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/handover", HandleAsync)
            .Needs(Operation.KeepComponents)
            .WithName(nameof(HandOverComponent))
            .Answers();

    /// <summary>Why it can't be handed over so; null when it can. Pure.</summary>
    /// <param name="last">Who answers in the role now, or will last; null when nobody ever did.</param>
    public static ComponentRefusal? Decide(
        Component current,
        ComponentDuty? last,
        Request request,
        CitySnapshot city,
        DateOnly today
    ) =>
        city.Unit(request.UnitId) is null ? ComponentRefusal.UnknownUnit
        : last?.UnitId == request.UnitId ? ComponentRefusal.SameUnit
        : request.From <= last?.FromDay
        || request.From < current.InitialDate
        || request.From > today.AddDays(FarthestDays)
            ? ComponentRefusal.DayOutOfRange
        : null;

    private static async Task<IResult> HandleAsync(
        Guid id,
        Request request,
        HttpContext http,
        ComponentDesk desk,
        CancellationToken cancellation
    )
    {
        await using var edit = await desk.BeginAsync(http, id, cancellation);
        var last = edit.Duties.LastOrDefault(duty =>
            duty.Role == request.Role && duty.UntilDay is null
        );
        if (
            (
                edit.Blocks(request.Version)
                ?? Decide(edit.Current!, last, request, desk.City, CivilTime.DayOf(edit.Now))
            ) is
            { } why
        )
        {
            return why.ToProblem();
        }

        await edit.HandOverAsync(
            new(id, request.Role, request.UnitId, request.From, null),
            cancellation
        );
        return await edit.CommitAsync(edit.Current!, cancellation);
    }
}
