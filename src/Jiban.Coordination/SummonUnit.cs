using Jiban.Cases.Contracts;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Notices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Coordination;

/// <summary>
/// The caller's side calls one more unit to a whistle that runs (增派): it turned out on site that somebody is missing. The unit has its own
/// hour, and from then on it signs in, is escalated and scored like the others.
/// </summary>
internal static class SummonUnit
{
    /// <param name="ReportBy">By when it must be there.</param>
    /// <param name="Reason">What it is needed for, 4 to 2,000 characters.</param>
    public sealed record Request(Guid UnitId, DateTimeOffset ReportBy, string? Reason);

    private sealed record Facts(Guid Unit, DateTimeOffset ReportBy);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/units", HandleAsync)
            .Needs(Operation.LeadWhistle)
            .WithName(nameof(SummonUnit))
            .Answers();

    /// <summary>Why nobody more can be called by somebody now; null when it can.</summary>
    public static WhistleRefusal? Blocks(Standing standing) =>
        !standing.Leads ? WhistleRefusal.NotYours
        : standing.Whistle.IsClosed ? WhistleRefusal.Closed
        : null;

    /// <summary>Why this unit can't be called; null when it can. Pure.</summary>
    public static WhistleRefusal? Decide(
        Standing standing,
        Request request,
        CitySnapshot city,
        WhistleLimits limits,
        DateTimeOffset now
    ) =>
        Blocks(standing)
        ?? (
            city.Unit(request.UnitId) is null ? WhistleRefusal.UnknownUnit
            : standing.Parts.SummonsOf(request.UnitId) is not null ? WhistleRefusal.AlreadySummoned
            : request.UnitId == standing.Whistle.UnitId
            || standing.Parts.Summons.Count >= BlowWhistle.MostUnits
                ? WhistleRefusal.UnitsMissing
            : request.ReportBy <= now || request.ReportBy > now.AddDays(limits.Days)
                ? WhistleRefusal.TimeOutOfRange
            : Typed.Says(request.Reason) ? null
            : WhistleRefusal.ReasonMissing
        );

    private static async Task<IResult> HandleAsync(
        Guid id,
        Request request,
        HttpContext http,
        WhistleDesk desk,
        CancellationToken cancellation
    )
    {
        var limits = await desk.Limits.CurrentAsync(cancellation);
        return await desk.ChangeAsync(
            http,
            id,
            Typed.Check(("reason", request.Reason, Typed.LongestNote)),
            (change, standing) => Decide(standing, request, desk.City, limits.Whistle, change.Now),
            async (change, standing) =>
            {
                var (seq, problem) = await change.WriteAsync(
                    "unitSummoned",
                    new Facts(request.UnitId, request.ReportBy),
                    request.Reason,
                    null,
                    cancellation
                );
                await change.ExecuteAsync(
                    """
                    insert into coordination.summons (whistle_id, unit_id, report_by, escalate_at, called_at, seq)
                    values (@id, @UnitId, @ReportBy, @ReportBy, @Now, @seq)
                    """,
                    new
                    {
                        id,
                        request.UnitId,
                        request.ReportBy,
                        change.Now,
                        seq,
                    },
                    cancellation
                );
                await NoticeBoard.AddAsync(
                    change.Connection,
                    change.Transaction,
                    [
                        SummonsNotices.Called(
                            id,
                            seq,
                            request.UnitId,
                            request.ReportBy,
                            standing.Parts.Cases.Count > 0 ? standing.Parts.Cases[0].Number : null,
                            change.Now
                        ),
                    ],
                    cancellation
                );
                await change.TellCasesAsync(
                    new CaseNote.UnitSummoned(id, standing.Whistle.UnitId, request.UnitId),
                    cancellation
                );
                return problem;
            },
            cancellation
        );
    }
}
