using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.City.Components;

/// <summary>What stands next to a point, nearest first.</summary>
internal static class FindNearestComponents
{
    private const int DefaultLimit = 5;
    private const int MaxLimit = 50;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/nearest", HandleAsync)
            .Needs(Operation.ViewComponents)
            .WithName(nameof(FindNearestComponents))
            .Produces<NearComponent[]>()
            .ProducesProblem(StatusCodes.Status400BadRequest);

    /// <param name="classCode">Only of this class, major or whole.</param>
    /// <param name="within">At most so far away; metres, up to 1000.</param>
    private static async Task<IResult> HandleAsync(
        double? lon,
        double? lat,
        string? classCode,
        double? within,
        int? limit,
        NearestComponents nearest,
        CancellationToken cancellation
    ) =>
        Positions.Refuse(lon ?? double.NaN, lat ?? double.NaN) is { } malformed
            ? malformed
            : TypedResults.Ok(
                await nearest.FindAsync(
                    lon!.Value,
                    lat!.Value,
                    classCode,
                    Math.Clamp(
                        within ?? NearestComponents.FarthestMetres,
                        0,
                        NearestComponents.FarthestMetres
                    ),
                    Math.Clamp(limit ?? DefaultLimit, 1, MaxLimit),
                    cancellation
                )
            );
}
