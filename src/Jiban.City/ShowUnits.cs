using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jiban.City;

/// <summary>Every unit, for pickers and filters.</summary>
internal static class ShowUnits
{
    /// <param name="CreditCode">Its unified social credit code; null when it is not known.</param>
    /// <param name="Address">Of its seat, which lies at <c>lon</c> and <c>lat</c>; null when it is not on record.</param>
    public sealed record Response(
        Guid Id,
        string Code,
        string Name,
        string ShortName,
        UnitKind Kind,
        Guid? ParentId,
        string? CreditCode,
        string? Address,
        double? Lon,
        double? Lat
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/api/units", Handle)
            .WithName(nameof(ShowUnits))
            .Needs(Operation.ViewReferenceData);

    /// <summary>Every unit in order of code: from the centre down, each before those below it.</summary>
    public static Ok<Response[]> Handle(CityRegistry registry) =>
        TypedResults.Ok(
            registry
                .Current.Units.OrderBy(unit => unit.Code, StringComparer.Ordinal)
                .Select(unit => new Response(
                    unit.UnitId,
                    unit.Code,
                    unit.Name,
                    unit.ShortName,
                    unit.Kind,
                    unit.ParentId,
                    unit.CreditCode,
                    unit.Address,
                    unit.Seat?.X,
                    unit.Seat?.Y
                ))
                .ToArray()
        );
}
