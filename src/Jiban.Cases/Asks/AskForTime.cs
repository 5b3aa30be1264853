using Jiban.Cases.Clocks;
using Jiban.Cases.Handling;
using Jiban.Cases.Limits;
using Jiban.Cases.Promises;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Asks;

/// <summary>
/// A unit asks for more time (延期), or to put a case aside with a plan (挂账). What the requester is told meanwhile is a condition and
/// goes out with the request.
/// </summary>
internal static class AskForTime
{
    /// <summary>Extensions of one handling.</summary>
    public const int MostExtensions = 2;

    private const int LongestExtensionDays = 60;

    /// <param name="Until">The new limit, or when the case comes back by itself.</param>
    /// <param name="Reason">Why the limit can't be kept; for a suspension what it waits for. 4 to 2,000 characters.</param>
    /// <param name="Interim">What the requester is told now, 4 to 2,000 characters; needed where somebody asked.</param>
    /// <param name="Plan">The steps of a suspension, each with its day, one at least; an extension has none.</param>
    public sealed record Request(
        DateTimeOffset Until,
        string? Reason,
        string? Interim,
        IReadOnlyList<PromiseSaid>? Plan = null
    );

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapPost("/{id:guid}/extension", ExtensionAsync)
            .Needs(Operation.AskExtension)
            .WithName("AskExtension")
            .Changes();
        routes
            .MapPost("/{id:guid}/suspension", SuspensionAsync)
            .Needs(Operation.AskSuspension)
            .WithName("AskSuspension")
            .Changes();
    }

    /// <summary>Why it can't be asked for now; null when it can.</summary>
    public static Refused? Blocks(CaseFile file, Ask ask, DateTimeOffset now) =>
        file.State == CaseState.Closed ? new(Refusal.AlreadyClosed)
        : file.State != CaseState.Signed ? new(Refusal.NotSigned)
        : file.Asked is { } asked ? new(Refusal.AlreadyAsked, ("asked", Words.Of(asked)))
        : ask == Ask.Extension && now > file.DueResolve ? new(Refusal.ExtensionTooLate)
        : ask == Ask.Extension && file.Extensions >= MostExtensions
            ? new(Refusal.ExtensionLimit, ("most", MostExtensions))
        : null;

    public static Decided Decide(
        CaseFile file,
        Ask ask,
        Request request,
        Actor actor,
        TimeLimits limits,
        DateTimeOffset now
    )
    {
        if (Blocks(file, ask, now) is { } refused)
        {
            return refused;
        }

        if (!FreeText.IsSaid(request.Reason))
        {
            return Refusal.ReasonMissing;
        }

        if (file.HasPerson && !FreeText.IsSaid(request.Interim))
        {
            return Refusal.InterimMissing;
        }

        var latest =
            ask == Ask.Extension
                ? file.DueResolve!.Value.AddDays(LongestExtensionDays)
                : limits.Due(file.Urgency, Step.Resume, now);
        var earliest = ask == Ask.Extension ? file.DueResolve!.Value : now;
        if (request.Until <= earliest || request.Until > latest)
        {
            return new Refused(Refusal.UntilOutOfRange, ("earliest", earliest), ("latest", latest));
        }

        var plan = ask == Ask.Suspension ? request.Plan ?? [] : [];
        if (
            ask == Ask.Suspension
            && (plan.Count == 0 || !PromiseSaid.AreWhole(plan, now, request.Until))
        )
        {
            return new Refused(Refusal.PlanMissing, ("latest", request.Until));
        }

        var asked = Happening.Of(
            ask == Ask.Extension ? Happened.ExtensionAsked : Happened.SuspensionAsked,
            new TimeAskedFacts(
                actor.Id,
                Platform.Journaling.Chain.ToMicroseconds(request.Until),
                limits.Due(file.Urgency, Step.Review, now),
                limits.WorkingDaysOf(file.Urgency, Step.Review),
                PromiseSaid.DuesOf(plan)
            ),
            ask == Ask.Extension
                ? request.Reason
                : new WrittenFields(
                    null,
                    null,
                    null,
                    request.Reason!.Trim(),
                    WrittenFields.Of(plan)
                ).ToText()
        );
        return file.HasPerson
            ? new[] { ReportProgress.Report(file, actor, request.Interim, limits, now), asked }
            : asked;
    }

    private static Task<IResult> ExtensionAsync(
        Guid id,
        Request request,
        HttpContext http,
        CaseDesk desk,
        CancellationToken cancellation
    ) => HandleAsync(id, Ask.Extension, request, http, desk, cancellation);

    private static Task<IResult> SuspensionAsync(
        Guid id,
        Request request,
        HttpContext http,
        CaseDesk desk,
        CancellationToken cancellation
    ) => HandleAsync(id, Ask.Suspension, request, http, desk, cancellation);

    private static Task<IResult> HandleAsync(
        Guid id,
        Ask ask,
        Request request,
        HttpContext http,
        CaseDesk desk,
        CancellationToken cancellation
    ) =>
        desk.ChangeAsync(
            http,
            id,
            ask == Ask.Extension ? Operation.AskExtension : Operation.AskSuspension,
            FreeText.Check("reason", request.Reason)
                ?? PromiseSaid.Check("plan", request.Plan)
                ?? FreeText.Check("interim", request.Interim),
            change => Decide(change.File, ask, request, change.Actor, change.Limits, change.Now),
            cancellation
        );
}
