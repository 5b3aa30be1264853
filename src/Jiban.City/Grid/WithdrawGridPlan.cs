using Dapper;
using Jiban.City.Components;
using Jiban.Platform.Auth;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.City.Grid;

/// <summary>Takes a planned grid back before its day.</summary>
internal static class WithdrawGridPlan
{
    private static readonly Problem None = new(
        StatusCodes.Status404NotFound,
        "no-grid-plan",
        "这个社区没有待生效的网格，可能已经生效或被撤回。",
        "No grid is planned for this community; it may have come into force or been taken back."
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapDelete("/api/city/grid/plans/{community}", HandleAsync)
            .Needs(Operation.EditSettings)
            .WithName(nameof(WithdrawGridPlan))
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status404NotFound);

    /// <param name="community">Code of 12 digits.</param>
    private static async Task<IResult> HandleAsync(
        string community,
        HttpContext http,
        ComponentDesk desk,
        CancellationToken cancellation
    )
    {
        await using var connection = await desk.Database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var withdrawn = await connection.ExecuteAsync(
            new CommandDefinition(
                "delete from city.grid_plan using city.region where region_id = community_id and code = @community",
                new { community },
                transaction,
                cancellationToken: cancellation
            )
        );
        if (withdrawn == 0)
        {
            return None;
        }

        await desk.Trail.WriteAsync(
            connection,
            transaction,
            new AuditEntry(
                http.Actor().Id,
                "editSettings",
                $"grid/{community}",
                "done",
                Detail: "withdrawn"
            ),
            cancellation
        );
        await transaction.CommitAsync(cancellation);
        return TypedResults.NoContent();
    }
}
