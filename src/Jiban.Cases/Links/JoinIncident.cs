using Jiban.Cases.Clocks;
using Jiban.Cases.Handling;
using Jiban.Cases.Limits;
using Jiban.Cases.Twins;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Links;

/// <summary>Cases about one and the same event are joined to a leading case (并案), and brought to where it stands.</summary>
internal static class JoinIncident
{
    /// <param name="Cases">The cases to join, at most two hundred.</param>
    public sealed record Request(IReadOnlyList<Guid>? Cases);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/members", HandleAsync)
            .Needs(Operation.JoinIncident)
            .WithName(nameof(JoinIncident))
            .Produces<ManyReport>()
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    /// <summary>Why a case can't lead an incident now; null when it can.</summary>
    public static Refused? Blocks(CaseFile lead) =>
        lead.IncidentId is { } other ? new(Refusal.JoinedToIncident, ("incident", $"{other}"))
        : lead.State is CaseState.Queued or CaseState.Dispatched or CaseState.Signed ? null
        : new(Refusal.IncidentOver);

    /// <summary>What happens to a case that is joined.</summary>
    /// <param name="why">Why it counts as the same event; null when a member of staff joins them.</param>
    public static Decided Decide(
        CaseFile lead,
        CaseFile member,
        Actor actor,
        TimeLimits limits,
        DateTimeOffset now,
        TwinFacts? why = null
    )
    {
        if (BlocksMember(lead, member) is { } refused)
        {
            return refused;
        }

        var happenings = new List<Happening>
        {
            Happening.Of(
                Happened.JoinedIncident,
                new JoinedIncidentFacts(lead.CaseId, lead.Number, actor.Id, why)
            ),
        };
        var moves =
            lead.State != CaseState.Queued
            && (member.State == CaseState.Queued || member.UnitId != lead.UnitId);
        if (moves)
        {
            happenings.Add(
                Dispatched(
                    lead,
                    member,
                    why is null ? actor.JournalName : TwinWatch.ActorName,
                    limits,
                    now
                )
            );
        }

        if (lead.State == CaseState.Signed && (moves || member.State == CaseState.Dispatched))
        {
            happenings.Add(
                Happening.Of(
                    Happened.Signed,
                    new SignedFacts(
                        lead.UnitId,
                        lead.SignedBy!.Value,
                        ReportProgress.Next(member with { State = CaseState.Signed }, limits, now),
                        limits.AtSignature(member.Urgency, now)?.Within(member.LimitAt(now)),
                        ProgressDays: limits.DaysGiven(member.Urgency, Step.Progress)
                    )
                )
            );
        }

        return happenings.ToArray();
    }

    /// <summary>Why a case can't be joined to a lead now; null when it can.</summary>
    public static Refused? BlocksMember(CaseFile lead, CaseFile member) =>
        member.CaseId == lead.CaseId ? new(Refusal.IncidentOfItself)
        : member.IncidentId is { } other ? new(Refusal.JoinedToIncident, ("incident", $"{other}"))
        : member.Members > 0 ? new(Refusal.LeadsIncident, ("members", member.Members))
        : member.Asked is not null ? new(Refusal.AlreadyAsked)
        : member.OpenBuildTasks > 0 ? new(Refusal.TaskOpen, ("tasks", member.OpenBuildTasks))
        // The one that is further on leads: nothing goes back.
        : member.State > CaseState.Signed ? new(Refusal.IncidentOver)
        : member.State > lead.State ? new(Refusal.IncidentOtherWay)
        : null;

    /// <summary>To the unit of the lead, whose clocks start now, as with every dispatch.</summary>
    private static Happening Dispatched(
        CaseFile lead,
        CaseFile member,
        string by,
        TimeLimits limits,
        DateTimeOffset now
    )
    {
        var due = limits
            .DeadlinesFrom(member.Urgency, now, member.CountsFrom(now))
            .Within(member.LimitAt(now));
        return Happening.Of(
            Happened.Dispatched,
            new DispatchedFacts(
                lead.UnitId,
                DispatchMode.ByPerson,
                1_000,
                by,
                null,
                due.Sign,
                due.Contact,
                due.Resolve,
                null,
                due.WorkingDays
            )
        );
    }

    private static async Task<IResult> HandleAsync(
        Guid id,
        Request request,
        HttpContext http,
        CaseDesk desk,
        CancellationToken cancellation
    )
    {
        if (ManyReport.Check(request.Cases) is { } malformed)
        {
            return malformed;
        }

        await using var change = await desk.BeginAsync(
            http,
            id,
            Operation.JoinIncident,
            cancellation
        );
        if (await change.RefusedAsync(Blocks(change.File), cancellation) is { } refused)
        {
            return refused;
        }

        var lead = change.File;
        var report = new ManyReport();
        foreach (var caseId in request.Cases!.Distinct().OrderBy(one => one))
        {
            var member = await change.HoldAsync(caseId, cancellation);
            Decided decided =
                member is null ? Refusal.UnknownCase
                : change.Refuse(member, Operation.JoinIncident) is { } closed ? closed
                : Decide(lead, member, change.Actor, change.Limits, change.Now);
            if (decided.Refused is { } why)
            {
                report.Add(caseId, member?.Number, why);
                continue;
            }

            await change.AppendAsync(member!, decided.Happenings, cancellation);
            (lead, _) = await change.AppendAsync(
                lead,
                [
                    Happening.Of(
                        Happened.MemberJoined,
                        new MemberFacts(caseId, member!.Number, change.Actor.Id)
                    ),
                ],
                cancellation
            );
            report.Add(caseId, member.Number);
        }

        await change.CommitAsync(cancellation);
        return TypedResults.Ok(report);
    }
}
