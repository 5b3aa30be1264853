using Dapper;
using Jiban.Cases.Handling;
using Jiban.Cases.Lists;
using Jiban.Cases.Requests;
using Jiban.Platform.Auth;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Figures;

/// <summary>
/// What stands behind a number of the coverage: exactly as many closings as the number says. A case that was closed twice stands here twice. Who may
/// not see all of them is told how many there are besides.
/// </summary>
internal static class ListClosings
{
    private const int PageSize = 100;

    /// <param name="Next">Give it as <c>cursor</c> for the next page; null on the last.</param>
    /// <param name="Hidden">Closings that the number counts as well and that are not the viewer's to see.</param>
    public sealed record Response(IReadOnlyList<Item> Items, string? Next, int Hidden);

    public sealed record Item(
        Guid Id,
        string Number,
        UnitName Unit,
        DateTimeOffset ReceivedAt,
        DateTimeOffset ClosedAt
    );

    /// <summary>By the word of a <see cref="CoverageNumber"/>, such as <c>callBackDue</c>.</summary>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/figures/closings", HandleAsync)
            .Needs(Operation.ViewFigures)
            .WithName(nameof(ListClosings))
            .Produces<Response>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<IResult> HandleAsync(
        string number,
        Guid? unit,
        DateOnly? from,
        DateOnly? to,
        string? cursor,
        HttpContext http,
        CaseDesk desk,
        CancellationToken cancellation
    )
    {
        if (!Words.TryParse<CoverageNumber>(number, out var of))
        {
            return new Problem(
                400,
                "malformed",
                "没有这项数字，请从统计页面打开。",
                "There is no such number; open it from the figures."
            );
        }

        var (question, problem) = FiguresQuestion.Of(unit, from, to, http, desk);
        if (question is null)
        {
            return problem!;
        }

        var after = (Case: Guid.Empty, Seq: 0);
        if (cursor is not null && !TryRead(cursor, out after))
        {
            return new Problem(
                400,
                "malformed",
                "翻页位置有误，请从第一页重新打开。",
                "The cursor is malformed."
            );
        }

        var (seen, parameters) = CaseFilter.Everything.ToSql(
            Operation.ViewCases,
            http.Actor(),
            desk.City,
            desk.Keys,
            desk.Clock.GetUtcNow()
        );
        parameters.AddDynamicParams(
            new
            {
                question.Units,
                question.FromId,
                question.ToId,
                afterCase = after.Case,
                afterSeq = after.Seq,
                limit = PageSize + 1,
            }
        );
        var counted = $"{CoverageSql.Asked} and {CoverageSql.Of(of)}";
        var visible = $"(select case_id from cases.case_file where {seen})";
        await using var connection = await desk.Database.OpenAsync(cancellation);
        var rows = (
            await connection.QueryAsync<Row>(
                new CommandDefinition(
                    $"""
                    select c.case_id, c.seq, f.number, c.unit_id, f.received_at, c.at
                    from cases.closing c join cases.case_file f using (case_id)
                    where {counted} and c.case_id in {visible} and (c.case_id, c.seq) > (@afterCase, @afterSeq)
                    order by c.case_id, c.seq limit @limit
                    """,
                    parameters,
                    cancellationToken: cancellation
                )
            )
        ).AsList();
        var hidden = await connection.ExecuteScalarAsync<int>(
            new CommandDefinition(
                $"select count(*)::int from cases.closing c where {counted} and c.case_id not in {visible}",
                parameters,
                cancellationToken: cancellation
            )
        );
        return TypedResults.Ok(
            new Response(
                [
                    .. rows.Take(PageSize)
                        .Select(row => new Item(
                            row.CaseId,
                            row.Number,
                            UnitName.Of(desk.City, row.UnitId),
                            row.ReceivedAt,
                            row.At
                        )),
                ],
                rows.Count > PageSize
                    ? $"{rows[PageSize - 1].CaseId:N}.{rows[PageSize - 1].Seq}"
                    : null,
                hidden
            )
        );
    }

    private static bool TryRead(string cursor, out (Guid Case, int Seq) after)
    {
        var parts = cursor.Split('.');
        after = default;
        if (
            parts.Length != 2
            || !Guid.TryParseExact(parts[0], "N", out var id)
            || !int.TryParse(
                parts[1],
                System.Globalization.NumberStyles.None,
                System.Globalization.CultureInfo.InvariantCulture,
                out var seq
            )
        )
        {
            return false;
        }

        after = (id, seq);
        return true;
    }

    private sealed record Row(
        Guid CaseId,
        int Seq,
        string Number,
        Guid UnitId,
        DateTimeOffset ReceivedAt,
        DateTimeOffset At
    );
}
