using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.City.Grid;

/// <summary>A grid for a community by rule, to look at. Nothing is written.</summary>
internal static class DraftGrid
{
    private const double DefaultSide = 100;

    /// <summary>What was drawn.</summary>
    public sealed record Drawn(Region Community, double Side, IReadOnlyList<GridCell> Cells);

    public static readonly Problem Unknown = new(
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
    private static IResult Handle(string? community, double? side, CityRegistry registry) =>
        Refuse(registry.Current, community, side, out var draft)
        ?? ShowGrid.Answer(
            draft!.Cells.Select(cell =>
                (cell.Boundary, new (string, object)[] { ("code", cell.Code) })
            )
        );

    /// <summary>Why nothing can be drawn; null with the draft when it can.</summary>
    public static Problem? Refuse(
        CitySnapshot city,
        string? community,
        double? side,
        out Drawn? draft
    )
    {
        draft = null;
        var region = city.Regions.FirstOrDefault(region =>
            region.Level == RegionLevel.Community && region.Code == community
        );
        if (region is null)
        {
            return Unknown;
        }

        var length = side ?? DefaultSide;
        if (length is >= 50 and <= 1000 && GridDraft.Of(region, length) is { } cells)
        {
            draft = new Drawn(region, length, cells);
            return null;
        }

        return Problem.IfMalformed(("side", true, "边长为50到1000米，且网格不超过999个。"));
    }
}
