using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Coordination;

/// <summary>A unit that was called says that it has heard (回应).</summary>
internal static class AcknowledgeWhistle
{
    private sealed record Facts(Guid Unit);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/acknowledge", HandleAsync)
            .Needs(Operation.AnswerWhistle)
            .WithName(nameof(AcknowledgeWhistle))
            .Answers();

    /// <summary>Why it can't be acknowledged by somebody now; null when it can.</summary>
    public static WhistleRefusal? Blocks(Standing standing) =>
        standing.Parts.SummonsOf(standing.Unit) is not { } summons
        || !standing.AnswersFor(standing.Unit)
            ? WhistleRefusal.NotYours
        : standing.Whistle.IsClosed ? WhistleRefusal.Closed
        : summons.AcknowledgedAt is not null ? WhistleRefusal.AlreadyAcknowledged
        : null;

    private static Task<IResult> HandleAsync(
        Guid id,
        HttpContext http,
        WhistleDesk desk,
        CancellationToken cancellation
    ) =>
        desk.ChangeAsync(
            http,
            id,
            malformed: null,
            (_, standing) => Blocks(standing),
            async (change, standing) =>
            {
                await change.ExecuteAsync(
                    """
                    update coordination.summons set acknowledged_at = @Now, acknowledged_by = @by
                    where whistle_id = @id and unit_id = @Unit
                    """,
                    new
                    {
                        change.Now,
                        by = change.Actor.Id,
                        id,
                        standing.Unit,
                    },
                    cancellation
                );
                var (_, problem) = await change.WriteAsync(
                    "acknowledged",
                    new Facts(standing.Unit),
                    null,
                    null,
                    cancellation
                );
                return problem;
            },
            cancellation
        );
}
