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
/// Takes a file of surveyed cells: every fault is told by its line, the communities without one are compared with what holds, and with a day their
/// cells become the plan of each. Faults keep the whole file out, unless whoever sends it says how many lines are to be left out. Without a day
/// nothing is kept.
/// </summary>
internal static class ImportGrid
{
    /// <param name="Version">Of the city that was compared with; give it back with the day.</param>
    /// <param name="Planned">Whether the grids are planned now: there was a day, and no fault or as many lines as were to be left out.</param>
    /// <param name="Rows">How many cells the file has.</param>
    /// <param name="FaultCount">How many faults there are; of them at most ten thousand are told.</param>
    /// <param name="LeftOut">How many lines are in none of the grids. Give it back as <c>leaveOut</c> to plan these without them.</param>
    /// <param name="Faulty">The communities in which something is wrong: a grid covers its community or is none.</param>
    /// <param name="Grids">One a community in which nothing is wrong, compared with what holds.</param>
    public sealed record Report(
        long Version,
        bool Planned,
        int Rows,
        int FaultCount,
        IReadOnlyList<FileFault> Faults,
        int LeftOut,
        IReadOnlyList<Community> Faulty,
        IReadOnlyList<Grid> Grids
    );

    public sealed record Community(string Code, string Name);

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
            .WithMetadata(new RequestSizeLimitAttribute(SentFile.MostBytes))
            .Produces<Report>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    /// <param name="format">geojson | shapefile.</param>
    /// <param name="field">In which the codes stand, when it has none of the usual names.</param>
    /// <param name="from">The first day on which the grids hold, not before today; without it nothing is kept.</param>
    /// <param name="version">Of the city with which the file was compared.</param>
    /// <param name="leaveOut">How many lines were seen to be left out; when there are more or fewer by now nothing is kept.</param>
    private static async Task<IResult> HandleAsync(
        string? format,
        string? field,
        DateOnly? from,
        long? version,
        int? leaveOut,
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

        IReadOnlyList<GridRow> rows;
        try
        {
            rows = GridFile.Read(kind!.Value, await SentFile.BytesAsync(http, cancellation), field);
        }
        catch (InvalidDataException)
        {
            return Unreadable;
        }

        // The version before the regions: what changes meanwhile is refused when it is planned.
        var seen = registry.Version;
        var found = GridImportCheck.Of(rows, registry.Current);
        await using var connection = await desk.Database.OpenAsync(cancellation);
        var compared = await CompareAsync(connection, found.Grids, cancellation);
        var isPlanned =
            from is not null
            && (found.Faults.Count == 0 || found.LeftOut == leaveOut && found.Grids.Count > 0);
        if (isPlanned)
        {
            var plans = found
                .Grids.Select(grid => new GridPlan(grid.Community, null, grid.Cells))
                .ToList();
            if (
                await PlanGrid.WriteAsync(
                    plans,
                    from!.Value,
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
                isPlanned,
                rows.Count,
                found.Faults.Count,
                [.. found.Faults.Take(FileReport.Most)],
                found.LeftOut,
                [.. found.Faulty.Select(one => new Community(one.Code, one.Name))],
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
