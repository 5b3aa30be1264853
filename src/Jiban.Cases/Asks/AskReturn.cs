using Jiban.Cases.Handling;
using Jiban.Cases.Limits;
using Jiban.Cases.Promises;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Asks;

/// <summary>
/// A unit says that a case is not its own (退单), with reason and proof, within a window (rules.md R-08). It stays responsible, and its
/// clocks run on, until somebody above has accepted (首接负责, R-07).
/// </summary>
internal static class AskReturn
{
    /// <param name="Reason">Why, 4 to 2,000 characters; the basis in law or in the list of duties.</param>
    /// <param name="Suggests">The unit that is right, when it is known.</param>
    /// <param name="Attachments">Proof: photos of the place, or of a paper.</param>
    /// <param name="Document">Proof that can't be photographed: the document or record by its name and number, and what it says, 10 to 2,000 characters.</param>
    public sealed record Request(
        string? Reason,
        Guid? Suggests,
        IReadOnlyList<Guid>? Attachments,
        string? Document = null
    );

    /// <summary>Characters of a document that is named and quoted, at least.</summary>
    private const int ShortestDocument = 10;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/return", HandleAsync)
            .Needs(Operation.AskReturn)
            .WithName(nameof(AskReturn))
            .Changes();

    /// <summary>Why it can't be asked for now; null when it can.</summary>
    public static Refused? Blocks(CaseFile file, TimeLimits limits, DateTimeOffset now) =>
        file.State == CaseState.Closed ? new(Refusal.AlreadyClosed)
        : file.State is not (CaseState.Dispatched or CaseState.Signed) ? new(Refusal.NotWithUnit)
        : file.Asked is { } asked ? new(Refusal.AlreadyAsked, ("asked", Words.Of(asked)))
        : file.Ruled ? new(Refusal.AlreadyRuled)
        // The unit that gets what had ended without a result has not had it before.
        : file is { Handling: > 1, EndedBy: null } ? new(Refusal.ReturnTooLate)
        : limits.Due(file.Urgency, Step.Return, file.DispatchedAt!.Value) is var until
        && now > until
            ? new(Refusal.ReturnTooLate, ("until", until))
        : null;

    public static Decided Decide(
        CaseFile file,
        Request request,
        Actor actor,
        bool unitExists,
        TimeLimits limits,
        DateTimeOffset now
    )
    {
        if (Blocks(file, limits, now) is { } refused)
        {
            return refused;
        }

        if (!unitExists || request.Suggests == file.UnitId)
        {
            return Refusal.UnknownUnit;
        }

        var proof = request.Attachments ?? [];
        var toArbiter = file.Returns + 1 >= limits.Numbers.ArbiterFrom;
        var review = toArbiter ? Step.Ruling : Step.Review;
        var document = request.Document?.Trim() ?? "";
        return !FreeText.IsSaid(request.Reason) ? Refusal.ReasonMissing
            : proof.Count == 0 && document.Length < ShortestDocument ? Refusal.ReturnProofMissing
            : Happening.Of(
                Happened.ReturnAsked,
                new ReturnAskedFacts(
                    actor.Id,
                    request.Suggests,
                    proof.Count,
                    limits.Due(file.Urgency, review, now),
                    limits.WorkingDaysOf(file.Urgency, review),
                    toArbiter,
                    document.Length > 0
                ),
                document.Length > 0
                    ? new WrittenFields(Said: request.Reason!.Trim(), Document: document).ToText()
                    : request.Reason,
                proof
            );
    }

    private static Task<IResult> HandleAsync(
        Guid id,
        Request request,
        HttpContext http,
        CaseDesk desk,
        CancellationToken cancellation
    ) =>
        desk.ChangeAsync(
            http,
            id,
            Operation.AskReturn,
            FreeText.Check("reason", request.Reason)
                ?? FreeText.Check("document", request.Document),
            change =>
                Decide(
                    change.File,
                    request,
                    change.Actor,
                    request.Suggests is not { } unit || desk.City.Unit(unit) is not null,
                    change.Limits,
                    change.Now
                ),
            cancellation
        );
}
