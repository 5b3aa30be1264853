using Jiban.Cases.Handling;
using Jiban.Cases.Lists;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Links;

/// <summary>A joined case goes its own way again (拆分并案), from where it stands and with all that it was told.</summary>
internal static class LeaveIncident
{
    /// <param name="Reason">Why it is another matter, 4 to 2,000 characters.</param>
    public sealed record Request(string? Reason);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/members/{memberId:guid}/leave", HandleAsync)
            .Needs(Operation.JoinIncident)
            .WithName(nameof(LeaveIncident))
            .Changes();

    /// <summary>What happens to the case that leaves.</summary>
    public static Decided Decide(CaseFile lead, CaseFile? member, Request request, Actor actor) =>
        member is null || member.IncidentId != lead.CaseId ? Refusal.NotOfIncident
        : !FreeText.IsSaid(request.Reason) ? Refusal.ReasonMissing
        : Happening.Of(
            Happened.LeftIncident,
            new LeftIncidentFacts(lead.CaseId, lead.Number, actor.Id),
            request.Reason
        );

    private static async Task<IResult> HandleAsync(
        Guid id,
        Guid memberId,
        Request request,
        HttpContext http,
        CaseDesk desk,
        CancellationToken cancellation
    )
    {
        if (FreeText.Check("reason", request.Reason) is { } malformed)
        {
            return malformed;
        }

        await using var change = await desk.BeginAsync(
            http,
            id,
            Operation.JoinIncident,
            cancellation
        );
        var member = change.Refused is null ? await change.HoldAsync(memberId, cancellation) : null;
        var decided = Decide(change.File, member, request, change.Actor);
        if (await change.RefusedAsync(decided.Refused, cancellation) is { } refused)
        {
            return refused;
        }

        await change.AppendAsync(member!, decided.Happenings, cancellation);
        await change.AppendAsync(
            change.File,
            [
                Happening.Of(
                    Happened.MemberLeft,
                    new MemberFacts(memberId, member!.Number, change.Actor.Id)
                ),
            ],
            cancellation
        );
        await change.CommitAsync(cancellation);
        return await GetCase.AnswerAsync(http, desk, id, cancellation);
    }
}
