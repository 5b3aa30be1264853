using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.City;

/// <summary>A grid for a community by rule, to look at and to take into a plan of the city. Nothing is written.</summary>
internal static class DraftGrid
{
    private const double DefaultSide = 100;

    private static readonly Problem Unknown = new(
        StatusCodes.Status404NotFound,
        "unknown-community",
        "没有这个社区，请核对12位区划代码。",
        "There is no such community. Please check the code of 12 digits."
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/api/city/grid/draft", Handle)
            .Needs(Operation.ViewReferenceData)
            .WithName(nameof(DraftGrid))
            .Produces<string>(contentType: ShowGrid.MediaType)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);

    /// <param name="community">Code of 12 digits.</param>
    /// <param name="side">Of a square; 50 to 1000 metres, 100 when left out.</param>
    private static IResult Handle(string? community, double? side, CityRegistry registry)
    {
        var region = registry.Current.Regions.FirstOrDefault(region =>
            region.Level == RegionLevel.Community && region.Code == community
        );
        if (region is null)
        {
            return Unknown;
        }

        var cells = side is null or (>= 50 and <= 1000)
            ? GridDraft.Of(region, side ?? DefaultSide)
            : null;
        return cells is null
            ? Problem.IfMalformed(("side", true, "边长为50到1000米，且网格不超过999个。"))!
            : ShowGrid.Answer(
                cells.Select(cell =>
                    (cell.Boundary, new (string, object)[] { ("code", cell.Code) })
                )
            );
    }
}
