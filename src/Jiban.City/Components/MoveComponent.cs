using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NetTopologySuite.Geometries;

namespace Jiban.City.Components;

/// <summary>A component stands elsewhere, or was measured better. Its cell follows the point.</summary>
internal static class MoveComponent
{
    /// <param name="Version">The version that was looked at.</param>
    /// <param name="Lon">WGS-84.</param>
    /// <param name="ElevationMetres">How high it stands there, over the 1985 national height datum; as before when left out.</param>
    public sealed record Request(
        int Version,
        double Lon,
        double Lat,
        PositionAccuracy? Accuracy = null,
        string? PlaceText = null,
        string? Reason = null,
        decimal? ElevationMetres = null
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/move", HandleAsync)
            .Needs(Operation.KeepComponents)
            .WithName(nameof(MoveComponent))
            .Answers();

    /// <summary>Why it can't stand there; null when it can. Pure.</summary>
    /// <param name="gridCode">The cell at the new point; null when there is none.</param>
    public static ComponentRefusal? Decide(Component current, Point to, string? gridCode) =>
        gridCode is null ? ComponentRefusal.OutsideArea
        : gridCode[..6] != current.DistrictCode ? ComponentRefusal.OtherDistrict
        : to.Coordinate.Equals2D(current.Location.Coordinate) ? ComponentRefusal.NotMoved
        : null;

    private static async Task<IResult> HandleAsync(
        Guid id,
        Request request,
        HttpContext http,
        ComponentDesk desk,
        CancellationToken cancellation
    )
    {
        if (
            (
                Positions.Refuse(request.Lon, request.Lat)
                ?? Problem.IfMalformed(
                    ("elevationMetres", Elevation.IsOdd(request.ElevationMetres), Elevation.Fault),
                    ("placeText", request.PlaceText?.Length > 200, "不超过200字。"),
                    ("reason", request.Reason?.Length > Typed.LongestReason, "不超过500字。")
                )
            ) is
            { } malformed
        )
        {
            return malformed;
        }

        var to = new Point(request.Lon, request.Lat) { SRID = 4326 };
        await using var edit = await desk.BeginAsync(http, id, cancellation, to);
        var gridCode = desk.City.Locate(to).GridCode;
        if ((edit.Blocks(request.Version) ?? Decide(edit.Current!, to, gridCode)) is { } why)
        {
            return why.ToProblem();
        }

        var current = edit.Current!;
        if (await edit.TwinAtAsync(to, cancellation) is { } twin)
        {
            return AddComponent.Faulty([new("twin", twin)]);
        }

        return await edit.WriteAsync(
            current.Next(
                ComponentChange.Moved,
                Typed.Text(request.Reason),
                edit.Actor.Id,
                edit.Now
            ) with
            {
                Location = to,
                GridCode = gridCode!,
                Accuracy = request.Accuracy ?? current.Accuracy,
                PlaceText = Typed.Text(request.PlaceText) ?? current.PlaceText,
                ElevationMetres = request.ElevationMetres ?? current.ElevationMetres,
            },
            cancellation
        );
    }
}
