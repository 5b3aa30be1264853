using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jiban.City;

/// <summary>
/// The stations of the city for the map: every unit at its seat (驻地) where that is on record. A street office or community whose seat is not stands at a
/// point inside the area for which it answers; a unit of a whole district or city without a seat has no point that would tell.
/// </summary>
internal static class PlotUnits
{
    /// <param name="Address">Of its seat; null when it is not on record.</param>
    /// <param name="IsSeat">Whether it can be met there; else the point lies in the middle of its area.</param>
    public sealed record Item(
        Guid Id,
        string Name,
        UnitKind Kind,
        double Lon,
        double Lat,
        string? Address,
        bool IsSeat
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/api/city/units/map", Handle)
            .WithName(nameof(PlotUnits))
            .Needs(Operation.ViewReferenceData);

    /// <summary>In order of code, the street before its communities.</summary>
    public static Ok<Item[]> Handle(CityRegistry registry)
    {
        var city = registry.Current;
        return TypedResults.Ok(
            city.Units.OrderBy(unit => unit.Code, StringComparer.Ordinal)
                .Select(unit => ItemOf(unit, city))
                .OfType<Item>()
                .ToArray()
        );
    }

    private static Item? ItemOf(Unit unit, CitySnapshot city)
    {
        var point =
            unit.Seat
            ?? (
                unit.Kind is UnitKind.StreetOffice or UnitKind.Community && unit.RegionId is { } id
                    ? city.Region(id)?.Boundary.InteriorPoint
                    : null
            );
        return point is null
            ? null
            : new Item(
                unit.UnitId,
                unit.Name,
                unit.Kind,
                point.X,
                point.Y,
                unit.Address,
                unit.Seat is not null
            );
    }
}
