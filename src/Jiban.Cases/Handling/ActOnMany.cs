using Jiban.Cases.Clocks;
using Jiban.Cases.Ends;
using Jiban.Platform.Auth;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Handling;

/// <summary>One operation on many cases (批量), each in its own transaction and by its own rights, with a report case by case.</summary>
internal static class ActOnMany
{
    /// <summary>What can be done to many at once.</summary>
    public enum Action
    {
        Sign,
        Dispatch,
        Supervise,
        Close,
        HandOver,
    }

    /// <param name="Cases">At most two hundred.</param>
    /// <param name="UnitId">To dispatch: the unit.</param>
    /// <param name="To">To hand over: the colleague.</param>
    /// <param name="Note">The words that go with each.</param>
    public sealed record Request(
        Action Action,
        IReadOnlyList<Guid>? Cases,
        Guid? UnitId,
        Guid? To,
        string? Note
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/many", HandleAsync)
            .Needs(Operation.ViewCases)
            .WithName(nameof(ActOnMany))
            .Produces<ManyReport>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<IResult> HandleAsync(
        Request request,
        HttpContext http,
        CaseDesk desk,
        CancellationToken cancellation
    )
    {
        if ((ManyReport.Check(request.Cases) ?? FreeText.Check("note", request.Note)) is { } fault)
        {
            return fault;
        }

        if (!Permissions.MayEver(OperationOf(request.Action), http.Actor().Role))
        {
            return new Refused(Refusal.NotYourOperation).ToProblem();
        }

        var report = new ManyReport();
        foreach (var caseId in request.Cases!.Distinct())
        {
            await using var change = await desk.BeginAsync(
                http,
                caseId,
                OperationOf(request.Action),
                cancellation
            );
            // Who may not see a case learns not even its number.
            var number = change.Refused is { Why: Refusal.UnknownCase } ? null : change.File.Number;
            var decided = change.Refused is null
                ? await DecideAsync(request, change, desk, cancellation)
                : default;
            if ((change.Refused ?? decided.Refused) is { } refused)
            {
                report.Add(caseId, number, refused with { Facts = [] });
            }
            else if (await change.WriteAsync(decided, cancellation) is Problem problem)
            {
                report.Add(caseId, number, problem);
            }
            else
            {
                report.Add(caseId, number);
            }
        }

        return TypedResults.Ok(report);
    }

    private static Operation OperationOf(Action action) =>
        action switch
        {
            Action.Sign => Operation.SignCase,
            Action.Dispatch => Operation.DispatchCase,
            Action.Supervise => Operation.SuperviseCase,
            Action.Close => Operation.CloseCase,
            Action.HandOver => Operation.HandOverCase,
            _ => throw new InvalidOperationException($"No such action: {action}."),
        };

    private static async Task<Decided> DecideAsync(
        Request request,
        CaseChange change,
        CaseDesk desk,
        CancellationToken cancellation
    ) =>
        request.Action switch
        {
            Action.Sign => SignCase.Decide(change.File, change.Actor, change.Limits, change.Now),
            Action.Dispatch => DispatchCase.Decide(
                change.File,
                new(request.UnitId ?? Guid.Empty, null, request.Note),
                change.Actor,
                request.UnitId is { } unit && desk.City.Unit(unit) is not null,
                null,
                change.Limits,
                change.Now
            ),
            Action.Supervise => SuperviseCase.Decide(
                change.File,
                new(request.Note),
                change.Actor,
                AskAfterEnd.QueueOf(change.File, desk.City),
                change.Limits,
                change.Now
            ),
            Action.Close => await CloseCase.DecideAsync(change, desk, cancellation),
            Action.HandOver => HandOverCase.Decide(
                change.File,
                new(request.To ?? Guid.Empty, request.Note),
                await HandOverCase.MayTakeAsync(
                    desk,
                    change.File.UnitId,
                    request.To ?? Guid.Empty,
                    cancellation
                ),
                change.Actor
            ),
            _ => throw new InvalidOperationException($"No such action: {request.Action}."),
        };
}
