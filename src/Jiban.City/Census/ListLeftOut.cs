using System.Text.Json;
using Dapper;
using Jiban.City.Components;
using Jiban.Platform.Auth;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.City.Census;

/// <summary>The lines of a census that had a fault and were left out, as they stood in the file and with every reason, so that they can be mended and sent again.</summary>
internal static class ListLeftOut
{
    /// <param name="Faults">Every one of them, by its line.</param>
    /// <param name="Fields">What the fields are called that a fault may name.</param>
    public sealed record Response(
        IReadOnlyList<FileFault> Faults,
        FaultyLines FaultyLines,
        IReadOnlyList<FieldPart> Fields
    );

    private sealed record Row(int Line, IReadOnlyList<string> Cells, string Faults);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/{id:guid}/left-out", HandleAsync)
            .Needs(Operation.ViewComponents)
            .WithName(nameof(ListLeftOut))
            .Produces<Response>()
            .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<IResult> HandleAsync(
        Guid id,
        ComponentDesk desk,
        CancellationToken cancellation
    )
    {
        await using var connection = await desk.Database.OpenAsync(cancellation);
        var headings = (
            await connection.QueryAsync<IReadOnlyList<string>>(
                new CommandDefinition(
                    "select coalesce(left_out_headings, '{}') from city.census where census_id = @id",
                    new { id },
                    cancellationToken: cancellation
                )
            )
        ).AsList();
        if (headings.Count == 0)
        {
            return ShowCensus.Unknown;
        }

        var rows = (
            await connection.QueryAsync<Row>(
                new CommandDefinition(
                    "select line, cells, faults::text as faults from city.census_left_out where census_id = @id order by line",
                    new { id },
                    cancellationToken: cancellation
                )
            )
        ).AsList();
        return TypedResults.Ok(
            new Response(
                [
                    .. rows.SelectMany(row =>
                        JsonSerializer
                            .Deserialize<SurveyFault[]>(row.Faults, ApiJson.Options)!
                            .Select(fault => new FileFault(row.Line, fault.Fault, fault.Detail))
                    ),
                ],
                new FaultyLines(
                    headings[0],
                    [.. rows.Select(row => new FaultyLine(row.Line, row.Cells))]
                ),
                [
                    .. CensusMapping.Readable.Select(field => new FieldPart(
                        field.Abbreviation,
                        field.Zh,
                        null
                    )),
                ]
            )
        );
    }
}
