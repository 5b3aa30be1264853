using Jiban.City.Census;
using Jiban.City.Components;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Time;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Jiban.City.Grid;

/// <summary>
/// Takes a file of surveyed cells: every fault is told by its line, a file without faults is compared with what holds, and with a day it
/// becomes the plan of each community in it. Without a day nothing is kept.
/// </summary>
internal static class ImportGrid
{
    private const long MostBytes = 64 * 1024 * 1024;
    private const int MostFaults = 10_000;

    /// <param name="Version">Of the city that was compared with; give it back with the day.</param>
    /// <param name="Planned">Whether the grids are planned now: there was a day and no fault.</param>
    /// <param name="Rows">How many cells the file has.</param>
    /// <param name="FaultCount">How many faults there are; of them at most ten thousand are told.</param>
    /// <param name="Grids">One a community, compared with what holds; none while there are faults.</param>
    public sealed record Report(
        long Version,
        bool Planned,
        int Rows,
        int FaultCount,
        IReadOnlyList<GridFault> Faults,
        IReadOnlyList<Grid> Grids
    );

    /// <param name="Components">How many components stand in the community.</param>
    /// <param name="Regridded">How many of them lie in another cell then.</param>
    public sealed record Grid(
        string Code,
        string Name,
        IReadOnlyList<CompareGrid.Cell> Cells,
        int Components,
        int Regridded
    );

    private static readonly Problem Unreadable = new(
        StatusCodes.Status422UnprocessableEntity,
        "grid-unreadable",
        "文件无法读取：须为GeoJSON或打包的Shapefile，且含网格面。没有导入任何内容。",
        "The file can't be read: GeoJSON or a zipped Shapefile with cells is needed. Nothing was imported."
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/api/city/grid/imports", HandleAsync)
            .Needs(Operation.EditSettings)
            .WithName(nameof(ImportGrid))
            .WithMetadata(new RequestSizeLimitAttribute(MostBytes))
            .Produces<Report>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    /// <param name="format">geojson | shapefile.</param>
    /// <param name="field">In which the codes stand, when it has none of the usual names.</param>
    /// <param name="from">The first day on which the grids hold, not before today; without it nothing is kept.</param>
    /// <param name="version">Of the city with which the file was compared.</param>
    private static async Task<IResult> HandleAsync(
        string? format,
        string? field,
        DateOnly? from,
        long? version,
        HttpContext http,
        ComponentDesk desk,
        CityRegistry registry,
        CancellationToken cancellation
    )
    {
        var kind = format switch
        {
            "geojson" => CensusFormat.GeoJson,
            "shapefile" => CensusFormat.Shapefile,
            _ => (CensusFormat?)null,
        };
        var today = CivilTime.DayOf(desk.Clock.GetUtcNow());
        if (
            Problem.IfMalformed(
                ("format", kind is null, "格式为geojson或shapefile。"),
                ("from", from < today, "最早从今天起生效。"),
                ("version", from is not null && version is null, "请先检查文件并查看差异。")
            ) is
            { } malformed
        )
        {
            return malformed;
        }

        var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, cancellation);
        IReadOnlyList<GridRow> rows;
        try
        {
            rows = GridFile.Read(kind!.Value, body.ToArray(), field);
        }
        catch (InvalidDataException)
        {
            return Unreadable;
        }

        // The version before the regions: what changes meanwhile is refused when it is planned.
        var seen = registry.Version;
        var (grids, faults) = GridImportCheck.Of(rows, registry.Current);
        await using var connection = await desk.Database.OpenAsync(cancellation);
        var compared = faults.Count > 0 ? [] : await CompareAsync(connection, grids, cancellation);
        if (faults.Count == 0 && from is { } day)
        {
            var plans = grids
                .Select(grid => new GridPlan(grid.Community, null, grid.Cells))
                .ToList();
            if (
                await PlanGrid.WriteAsync(
                    plans,
                    day,
                    version!.Value,
                    http,
                    desk,
                    registry,
                    cancellation
                ) is
                { } why
            )
            {
                return why;
            }
        }

        return TypedResults.Ok(
            new Report(
                seen,
                faults.Count == 0 && from is not null,
                rows.Count,
                faults.Count,
                [.. faults.Take(MostFaults)],
                compared
            )
        );
    }

    private static async Task<IReadOnlyList<Grid>> CompareAsync(
        NpgsqlConnection connection,
        IReadOnlyList<(Region Community, IReadOnlyList<GridCell> Cells)> grids,
        CancellationToken cancellation
    )
    {
        var compared = new List<Grid>();
        foreach (var (community, cells) in grids)
        {
            var (changes, components, regridded) = await CompareGrid.OfAsync(
                connection,
                community,
                cells,
                cancellation
            );
            compared.Add(new(community.Code, community.Name, changes, components, regridded));
        }

        return compared;
    }
}
