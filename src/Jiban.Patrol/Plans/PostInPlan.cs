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
    )
    {
        if (Check(request) is { } malformed)
        {
            return malformed;
        }

        var actor = http.Actor();
        await using var connection = await desk.Database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        // Held, so that two posts do not take one number.
        var plan = await PlanStore.FindAsync(
            connection,
            id,
            actor,
            Operation.PostInPlan,
            desk.City,
            "for update",
            cancellation
        );
        var refused =
            plan is null ? PlanRefusal.UnknownPlan
            : plan.IsClosed ? PlanRefusal.Closed
            : (PlanRefusal?)null;
        if (refused is { } why)
        {
            return why.ToProblem();
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
                    by = actor.Id,
                    unit = actor.UnitId ?? plan!.UnitId,
                    text = request.Text!.Trim(),
                },
                transaction,
                cancellationToken: cancellation
            )
        );
        await transaction.CommitAsync(cancellation);
        return TypedResults.Ok(await GetPlan.PageAsync(desk, id, actor, cancellation));
    }
}
