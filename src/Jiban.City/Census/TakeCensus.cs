using Jiban.City.Components;
using Jiban.Platform.Auth;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Jiban.City.Census;

/// <summary>
/// Takes the file of a census: every fault is told by its line, and a file without faults becomes a list of differences that wait to be
/// accepted. A dry run tells the same and keeps nothing. The registry itself is not touched here.
/// </summary>
internal static class TakeCensus
{
    private const long MostBytes = 64 * 1024 * 1024;
    private const int MostFaults = 10_000;

    /// <summary>How many there are of each kind.</summary>
    public sealed record Counts(int New, int Moved, int Changed, int Gone, int Same);

    /// <param name="Id">The census, when it is kept: the file has no fault and it was no dry run.</param>
    /// <param name="Headings">The columns of the file.</param>
    /// <param name="Fields">Which of them was read for which field, in the order of the standard; every other column is not read.</param>
    /// <param name="FaultCount">How many faults there are; of them at most ten thousand are told.</param>
    public sealed record Report(
        Guid? Id,
        int Rows,
        IReadOnlyCollection<string> Headings,
        IReadOnlyList<FieldPart> Fields,
        int FaultCount,
        IReadOnlyList<CensusFault> Faults,
        Counts Differences
    );

    /// <param name="Abbreviation">As <c>map</c> names it.</param>
    /// <param name="Column">Null when the file has none for it.</param>
    public sealed record FieldPart(string Abbreviation, string Name, string? Column);

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
            .WithMetadata(new RequestSizeLimitAttribute(MostBytes))
            .Produces<Report>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    /// <param name="format">csv | geojson | xlsx | shapefile.</param>
    /// <param name="name">What the census is called.</param>
    /// <param name="area">The beginning of the grid codes that were walked: what is on record there, of the classes of the file, and not in the file is told as gone.</param>
    /// <param name="map">For columns that are not called as the standard has it: <c>abbreviation:column</c>, as often as needed; without a column the field is not read.</param>
    private static async Task<IResult> HandleAsync(
        string? format,
        string? name,
        string? area,
        bool? dryRun,
        [FromQuery] string[]? map,
        HttpContext http,
        ComponentDesk desk,
        CancellationToken cancellation
    )
    {
        if (
            Problem.IfMalformed(
                (
                    "format",
                    !Enum.TryParse<CensusFormat>(format, ignoreCase: true, out var kind)
                        || kind == CensusFormat.Field,
                    "格式为csv、geojson、xlsx或shapefile。"
                ),
                ("name", name is null or { Length: 0 or > 100 }, "名称为1到100个字。"),
                (
                    "area",
                    area is not null
                        && (area.Length is < 6 or > 15 || !area.All(char.IsAsciiDigit)),
                    "区划或网格代码为6至15位数字。"
                )
            ) is
            { } malformed
        )
        {
            return malformed;
        }

        var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, cancellation);
        CensusFile file;
        try
        {
            file = CensusFile.Read(kind, body.ToArray());
        }
        catch (InvalidDataException)
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

        return file.Rows.Count == 0
            ? Unreadable
            : TypedResults.Ok(
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
        var isKept = finding.Faults.Count == 0 && !dryRun;
        if (isKept)
        {
            await CensusStore.WriteAsync(
                connection,
                transaction,
                head with
                {
                    Same = finding.Same,
                },
                finding.Items,
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
            isKept ? head.CensusId : null,
            file.Rows.Count,
            file.Headings,
            [
                .. CensusMapping.Readable.Select(field => new FieldPart(
                    field.Abbreviation,
                    field.Zh,
                    mapping.Columns.GetValueOrDefault(field.Abbreviation)
                )),
            ],
            finding.Faults.Count,
            [.. finding.Faults.Take(MostFaults)],
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
