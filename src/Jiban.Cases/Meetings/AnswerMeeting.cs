using Jiban.Cases.Handling;
using Jiban.Cases.Limits;
using Jiban.Cases.Requests;
using Jiban.Platform.Auth;
using Jiban.Platform.Journaling;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Meetings;

/// <summary>
/// The requester answers the invitation to meet, by number and query code: agrees, would rather meet at another time, declines this
/// time, or says that there is no need.
/// </summary>
internal static class AnswerMeeting
{
    /// <param name="Code">The query code.</param>
    /// <param name="At">The other time, when one is proposed.</param>
    /// <param name="Note">A word to the unit, at most 2,000 characters.</param>
    public sealed record Request(
        string? Code,
        MeetingAnswer Answer,
        DateTimeOffset? At,
        string? Note
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{number}/meeting", HandleAsync)
            .Needs(Operation.UsePublicDoor)
            .WithName(nameof(AnswerMeeting))
            .Produces<FollowRequest.Response>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);

    /// <summary>Why the invitation can't be answered now; null when it can.</summary>
    public static Refused? Blocks(CaseFile file) =>
        !file.HasPerson ? new(Refusal.NoPersonToContact)
        : file.State is CaseState.Resolved or CaseState.Closed ? new(Refusal.MeetingOver)
        : file.Meeting is MeetingState.Met ? new(Refusal.MeetingSettled)
        : null;

    public static Decided Decide(
        CaseFile file,
        Request request,
        TimeLimits limits,
        DateTimeOffset now
    ) =>
        Blocks(file) is { } refused ? refused
        : request.Answer == MeetingAnswer.Accept && file.MeetingAt is null ? Refusal.NothingOffered
        : request.Answer == MeetingAnswer.Accept && file.MeetingAt <= now ? Refusal.OfferOver
        : request.Answer == MeetingAnswer.Propose
        && !(request.At > now && request.At < now.AddDays(limits.Numbers.MeetingDays))
            ? new Refused(Refusal.MeetingTime, ("days", limits.Numbers.MeetingDays))
        : Happening.Of(
            Happened.MeetingAnswered,
            new MeetingAnsweredFacts(
                request.Answer,
                request is { Answer: MeetingAnswer.Propose, At: { } at }
                    ? Chain.ToMicroseconds(at)
                    : null,
                null
            ),
            request.Note
        );

    private static async Task<IResult> HandleAsync(
        string number,
        Request request,
        HttpContext http,
        CaseDesk desk,
        CodeGuesses guesses,
        CancellationToken cancellation
    )
    {
        if (FreeText.Check("note", request.Note) is { } malformed)
        {
            return malformed;
        }

        var (caseId, problem) = await FollowRequest.KnowAsync(
            number,
            request.Code,
            http,
            desk,
            guesses,
            cancellation
        );
        if (problem is not null)
        {
            return problem;
        }

        await using (var change = await desk.BeginAsRequesterAsync(http, caseId, cancellation))
        {
            if (
                await change.WriteAsync(
                    Decide(change.File, request, change.Limits, change.Now),
                    cancellation
                ) is
                { } refused
            )
            {
                return refused;
            }
        }

        return await FollowRequest.AnswerAsync(caseId, http, desk, cancellation);
    }
}
