using System.Diagnostics.CodeAnalysis;
using Jiban.City.Components;
using Jiban.Platform.Auth;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Jiban.City.Census;

/// <summary>
/// Takes the file of a census: every fault is told by its line, and what has none becomes a list of differences that wait to be accepted. Lines with
/// a fault keep the whole file out, unless whoever sends it says how many of them are to be left out; those are kept beside it with their reasons. A
/// dry run tells the same and keeps nothing. The registry itself is not touched here.
/// </summary>
internal static class TakeCensus
{
    /// <summary>How many there are of each kind.</summary>
    /// <param name="Gone">None while lines have a fault: only a whole file can say what is not there any more.</param>
    public sealed record Counts(int New, int Moved, int Changed, int Gone, int Same);

    /// <summary>What the file was found to be, and how its lines without faults differ from what is on record.</summary>
    public sealed record Report : FileReport
    {
        [SetsRequiredMembers]
        internal Report(FileReport found, Guid? id, Counts differences)
            : base(found)
        {
            Id = id;
            Differences = differences;
        }

        /// <summary>The census, when it is kept: it was no dry run, and the file has no fault or as many as were to be left out.</summary>
        public Guid? Id { get; }

        public required Counts Differences { get; init; }
    }

    private static readonly Problem Unreadable = new(
        StatusCodes.Status422UnprocessableEntity,
        "census-unreadable",
        "文件无法读取：格式与所选不符、已损坏或没有数据。没有导入任何内容。",
        "The file can't be read: it is of another format, broken or empty. Nothing was imported."
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/", HandleAsync)
            .Needs(Operation.TakeCensus)
            .WithName(nameof(TakeCensus))
            .WithMetadata(new RequestSizeLimitAttribute(SentFile.MostBytes))
            .Produces<Report>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    /// <param name="format">csv | geojson | xlsx | shapefile.</param>
    /// <param name="name">What the census is called.</param>
    /// <param name="area">The beginning of the grid codes that were walked: what is on record there, of the classes of the file, and not in the file is told as gone.</param>
    /// <param name="leaveOut">How many lines with a fault were seen and are left out; when there are more or fewer by now nothing is kept.</param>
    /// <param name="map">For columns that are not called as the standard has it: <c>abbreviation:column</c>, as often as needed; without a column the field is not read.</param>
    private static async Task<IResult> HandleAsync(
        string? format,
        string? name,
        string? area,
        bool? dryRun,
        int? leaveOut,
        [FromQuery] string[]? map,
        HttpContext http,
        ComponentDesk desk,
        CancellationToken cancellation
    )
    {
        if (
            Problem.IfMalformed(
                ("format", !SentFile.TryFormat(format, out var kind), SentFile.Formats),
                ("name", name is null or { Length: 0 or > 100 }, "名称为1到100个字。"),
                (
                    "area",
                    area is not null && !GridCode.IsArea(area),
                    "区划或网格代码为6至15位；前12位是数字，其后也可以是大写字母。"
                )
            ) is
            { } malformed
        )
        {
            return malformed;
        }

        if (await SentFile.ReadAsync(http, kind, cancellation) is not { } file)
        {
            return Unreadable;
        }

        var mapping = CensusMapping.Of(
            file.Headings,
            map ?? [],
            desk.City,
            desk.Today,
            out var wrong
        );
        if (mapping is null)
        {
            return Problem.IfMalformed(("map", true, $"没有这个字段或这一列：{wrong}"))!;
        }

        return TypedResults.Ok(
            await JudgeAsync(
                file,
                mapping,
                new CensusHead(
                    desk.Ids.New(),
                    name!,
                    kind,
                    area,
                    file.Rows.Count,
                    0,
                    desk.Clock.GetUtcNow(),
                    http.Actor().Id
                ),
                dryRun ?? false,
                leaveOut,
                desk,
                cancellation
            )
        );
    }

    private static async Task<Report> JudgeAsync(
        CensusFile file,
        CensusMapping mapping,
        CensusHead head,
        bool dryRun,
        int? leaveOut,
        ComponentDesk desk,
        CancellationToken cancellation
    )
    {
        await using var connection = await desk.Database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(
            System.Data.IsolationLevel.RepeatableRead,
            cancellation
        );
        var finding = await new CensusCheck(connection, transaction, desk, head.Area).OfAsync(
            [.. file.Rows.Select(mapping.Read)],
            cancellation
        );
        var found = FileReport.Of(file, mapping.Fields, finding.Faults);
        var isKept = !dryRun && found.MayBeTaken(leaveOut);
        if (isKept)
        {
            var faults = finding.Faults.ToLookup(fault => fault.Line);
            await CensusStore.WriteAsync(
                connection,
                transaction,
                head with
                {
                    Same = finding.Same,
                    LeftOut = found.LeftOut,
                },
                finding.Items,
                FaultyLines.Of(file, file.Rows.Where(row => faults.Contains(row.Line))),
                faults,
                cancellation
            );
            await desk.Trail.WriteAsync(
                connection,
                transaction,
                new AuditEntry(head.TakenBy, "takeCensus", head.CensusId.ToString("D"), "done"),
                cancellation
            );
            await transaction.CommitAsync(cancellation);
        }

        return new Report(
            found,
            isKept ? head.CensusId : null,
            new Counts(
                Of(CensusChange.New),
                Of(CensusChange.Moved),
                Of(CensusChange.Changed),
                Of(CensusChange.Gone),
                finding.Same
            )
        );

        int Of(CensusChange change) => finding.Items.Count(item => item.Change == change);
    }
}
