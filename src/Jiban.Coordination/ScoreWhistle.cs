using Jiban.Platform.Auth;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Coordination;

/// <summary>Both sides are scored (双考核): the caller scores each unit that was called, and each of them scores the caller; once, with a reason.</summary>
internal static class ScoreWhistle
{
    /// <param name="UnitId">Whom.</param>
    /// <param name="Points">1 to 5.</param>
    public sealed record Request(Guid UnitId, int Points, string? Reason);

    private sealed record Facts(Guid From, Guid To, int Points);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/scores", HandleAsync)
            .Needs(Operation.AnswerWhistle)
            .WithName(nameof(ScoreWhistle))
            .Answers();

    /// <summary>Whom somebody can still score now.</summary>
    public static IEnumerable<Guid> Open(Standing standing)
    {
        var (whistle, from) = (standing.Whistle, FromOf(standing));
        return !whistle.IsClosed || from is null
            ? []
            : (
                from == whistle.UnitId
                    ? standing.Parts.Summons.Select(one => one.UnitId)
                    : [whistle.UnitId]
            ).Where(to =>
                !standing.Parts.Scores.Any(one => one.FromUnit == from && one.ToUnit == to)
            );
    }

    /// <summary>Why this score is refused; null when it is not. Pure.</summary>
    public static WhistleRefusal? Decide(Standing standing, Request request) =>
        FromOf(standing) is not { } from ? WhistleRefusal.NotYours
        : !standing.Whistle.IsClosed ? WhistleRefusal.StillOpen
        : standing.Parts.Scores.Any(one => one.FromUnit == from && one.ToUnit == request.UnitId)
            ? WhistleRefusal.AlreadyScored
        : !Open(standing).Contains(request.UnitId) ? WhistleRefusal.NoScoreBetween
        : Typed.Says(request.Reason) ? null
        : WhistleRefusal.ReasonMissing;

    /// <summary>For whom somebody scores: a unit that was called, else the caller; null for all others. Who was called never speaks for the caller, also where it could lead: it would score itself.</summary>
    private static Guid? FromOf(Standing standing) =>
        standing.Parts.SummonsOf(standing.Unit) is not null
            ? standing.AnswersFor(standing.Unit)
                ? standing.Unit
                : null
            : standing.Leads
                ? standing.Whistle.UnitId
                : null;

    private static Task<IResult> HandleAsync(
        Guid id,
        Request request,
        HttpContext http,
        WhistleDesk desk,
        CancellationToken cancellation
    ) =>
        desk.ChangeAsync(
            http,
            id,
            Typed.Check(("reason", request.Reason, Typed.LongestNote))
                ?? (
                    request.Points is < 1 or > 5
                        ? Problem.Malformed(
                            new Dictionary<string, string[]> { ["points"] = ["1–5 分。"] }
                        )
                        : null
                ),
            (_, standing) => Decide(standing, request),
            async (change, standing) =>
            {
                var from = FromOf(standing)!.Value;
                var (seq, problem) = await change.WriteAsync(
                    "scored",
                    new Facts(from, request.UnitId, request.Points),
                    request.Reason,
                    null,
                    cancellation
                );
                await change.ExecuteAsync(
                    "insert into coordination.score (whistle_id, from_unit, to_unit, points, seq) values (@id, @from, @UnitId, @Points, @seq)",
                    new
                    {
                        id,
                        from,
                        request.UnitId,
                        request.Points,
                        seq,
                    },
                    cancellation
                );
                return problem;
            },
            cancellation
        );
}
