using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jiban.City;

/// <summary>
/// The street offices and communities for the map, each at a point inside the area for which it answers. Where their offices stand is not on
/// record; units of a whole district or city have no area that a point would tell.
/// </summary>
internal static class PlotUnits
{
    public sealed record Item(Guid Id, string Name, UnitKind Kind, double Lon, double Lat);

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
            city.Units.Where(unit => unit.Kind is UnitKind.StreetOffice or UnitKind.Community)
                .OrderBy(unit => unit.Code, StringComparer.Ordinal)
                .SelectMany(unit =>
                    unit.RegionId is { } id && city.Region(id) is { } area
                        ? (Item[])
                            [
                                new(
                                    unit.UnitId,
                                    unit.Name,
                                    unit.Kind,
                                    area.Boundary.InteriorPoint.X,
                                    area.Boundary.InteriorPoint.Y
                                ),
                            ]
                        : []
                )
                .ToArray()
        );
    }
}
