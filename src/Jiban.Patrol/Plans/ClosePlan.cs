using Dapper;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Patrol.Plans;

/// <summary>
/// Ends a plan with what came of it. A sweep ends only when every place was seen and everything found is closed (S4); a census when every difference is
/// decided, or whoever ends it says that what is left waits.
/// </summary>
internal static class ClosePlan
{
    private const int ShortestConclusion = 4;
    private const int LongestConclusion = 2_000;

    /// <param name="Conclusion">What came of it, 4 to 2,000 characters.</param>
    /// <param name="LeaveDifferences">Of a census: what nobody has decided stays undecided.</param>
    public sealed record Request(string? Conclusion, bool LeaveDifferences = false);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/close", HandleAsync)
            .Needs(Operation.PlanPatrol)
            .WithName(nameof(ClosePlan))
            .Produces<PlanPage>()
            .Refuses();

    /// <summary>Why it can't end now; null when it can. Pure.</summary>
    /// <param name="unseen">Places at which nobody has looked.</param>
    /// <param name="openFindings">Cases that were found and are not closed.</param>
    /// <param name="undecided">Differences of a census that nobody has decided.</param>
    public static PlanRefusal? Decide(
        Plan plan,
        Request request,
        int unseen,
        int openFindings,
        int undecided = 0
    ) =>
        plan.IsClosed ? PlanRefusal.Closed
        : request.Conclusion?.Trim()
            is not { Length: >= ShortestConclusion and <= LongestConclusion }
        || StoredText.IsUnfit(request.Conclusion)
            ? PlanRefusal.ConclusionMissing
        // A watch may end early: it was there to see whether something comes.
        : plan.Kind != PlanKind.Watch && unseen > 0 ? PlanRefusal.PlacesLeft
        : plan.Kind == PlanKind.Sweep && openFindings > 0 ? PlanRefusal.FindingsOpen
        : plan.Kind == PlanKind.Census && undecided > 0 && !request.LeaveDifferences
            ? PlanRefusal.DifferencesOpen
        : null;

    private static Task<IResult> HandleAsync(
        Guid id,
        Request request,
        HttpContext http,
        PlanDesk desk,
        CancellationToken cancellation
    ) =>
        desk.ChangeAsync(
            http,
            id,
            Operation.PlanPatrol,
            async (connection, transaction, plan) =>
            {
                var looks = await PlanStore.LooksAsync(connection, id, cancellation);
                var places = await PlanStore.PlacesAsync(connection, id, cancellation);
                var unseen = places.Count - looks.Select(look => look.PlaceNo).Distinct().Count();
                var open = await PlanStore.OpenFindingsAsync(connection, id, cancellation);
                var undecided =
                    plan.Kind == PlanKind.Census
                        ? await FieldCensus.UndecidedAsync(connection, id, cancellation)
                        : 0;
                if (Decide(plan, request, unseen, open, undecided) is { } refused)
                {
                    return refused.ToProblem() with
                    {
                        Facts = new Dictionary<string, object?>
                        {
                            ["placesLeft"] = unseen,
                            ["openFindings"] = open,
                            ["undecided"] = undecided,
                        },
                    };
                }

                await connection.ExecuteAsync(
                    new CommandDefinition(
                        """
                        update patrol.plan set closed_at = @now, closed_by = @by, conclusion = @conclusion, differences_left = @undecided where plan_id = @id;
                        update patrol.place set due_on = null where plan_id = @id;
                        """,
                        new
                        {
                            id,
                            now = desk.Clock.GetUtcNow(),
                            by = http.Actor().Id,
                            conclusion = request.Conclusion!.Trim(),
                            undecided,
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
