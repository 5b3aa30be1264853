using Dapper;
using Jiban.Platform.Auth;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Patrol.Plans;

/// <summary>Somebody whom a plan concerns tells the others something. What was said stays.</summary>
internal static class PostInPlan
{
    /// <param name="Text">1 to 1,000 characters.</param>
    public sealed record Request(string? Text);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/posts", HandleAsync)
            .Needs(Operation.PostInPlan)
            .WithName(nameof(PostInPlan))
            .Produces<PlanPage>()
            .Refuses();

    /// <summary>The fault of the text; null when there is none.</summary>
    public static Problem? Check(Request request) =>
        Problem.IfMalformed(
            (
                "text",
                string.IsNullOrWhiteSpace(request.Text)
                    || request.Text.Length > PlanGroup.LongestPost
                    || StoredText.IsUnfit(request.Text),
                $"请写 1 至 {PlanGroup.LongestPost} 字，不含控制字符。"
            )
        );

    private static async Task<IResult> HandleAsync(
        Guid id,
        Request request,
        HttpContext http,
        PlanDesk desk,
        CancellationToken cancellation
    ) =>
        Check(request)
        // The plan is held, so that two posts do not take one number.
        ?? await desk.ChangeAsync(
            http,
            id,
            Operation.PostInPlan,
            async (connection, transaction, plan) =>
            {
                if (plan.IsClosed)
                {
                    return PlanRefusal.Closed.ToProblem();
                }

                await connection.ExecuteAsync(
                    new CommandDefinition(
                        """
                        insert into patrol.plan_post (plan_id, post_no, at, by, unit_id, text)
                        select @id, coalesce(max(post_no), 0) + 1, @now, @by, @unit, @text from patrol.plan_post where plan_id = @id
                        """,
                        new
                        {
                            id,
                            now = desk.Clock.GetUtcNow(),
                            by = http.Actor().Id,
                            unit = http.Actor().UnitId ?? plan.UnitId,
                            text = request.Text!.Trim(),
                        },
                        transaction,
                        cancellationToken: cancellation
                    )
                );
                return null;
            },
            cancellation
        );
}
