using Jiban.City.Components;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NetTopologySuite.Geometries;

namespace Jiban.City;

/// <summary>Says where a unit can be met (驻地): the address of its office or station, and its point on the map.</summary>
internal static class SetUnitSeat
{
    private const int LongestAddress = 200;

    /// <param name="Address">Null to take it back.</param>
    /// <param name="Lon">WGS-84; with <paramref name="Lat"/>, or both null to take the point back.</param>
    public sealed record Request(string? Address, double? Lon, double? Lat);

    private static readonly Problem Outside = new(
        StatusCodes.Status422UnprocessableEntity,
        "outside-the-city",
        "这个位置不在本市范围内，请在地图上重新选择。没有保存。",
        "The point lies outside the city; choose another. Nothing was saved."
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPut("/api/units/{id:guid}/seat", HandleAsync)
            .Needs(Operation.EditSettings)
            .WithName(nameof(SetUnitSeat))
            .WithTags("settings")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    /// <summary>What is malformed or can't be; null when it can. Pure.</summary>
    public static Problem? Refuse(Request request, CitySnapshot city) =>
        Problem.IfMalformed(
            (
                "address",
                Typed.Text(request.Address)?.Length > LongestAddress
                    || StoredText.IsUnfit(request.Address),
                $"地址不超过{LongestAddress}个字，不含控制字符。"
            ),
            (
                "position",
                request.Lon is null != request.Lat is null
                    || request is { Lon: { } lon, Lat: { } lat }
                        && Positions.Refuse(lon, lat) is not null,
                "经纬度须一起填写，且在地球上。"
            )
        ) ?? (PointOf(request) is { } seat && city.Locate(seat).GridCode is null ? Outside : null);

    private static async Task<IResult> HandleAsync(
        Guid id,
        Request request,
        HttpContext http,
        ComponentDesk desk,
        CityRegistry registry,
        CancellationToken cancellation
    ) =>
        Refuse(request, registry.Current)
        ?? await UnitEdit.SetAsync(
            id,
            "address = @address, seat = ST_GeomFromWKB(@seat, 4326)",
            new { address = Typed.Text(request.Address), seat = PointOf(request)?.AsBinary() },
            "seat",
            http,
            desk,
            registry,
            cancellation
        );

    private static Point? PointOf(Request request) =>
        request is { Lon: { } lon, Lat: { } lat } ? new Point(lon, lat) { SRID = 4326 } : null;
}
