using System.Globalization;
using System.Text.RegularExpressions;
using Jiban.Cases.Limits;
using Jiban.Cases.Meetings;
using Jiban.Cases.Promises;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Handling;

/// <summary>The unit reports what was done and what came of it, with evidence (办理反馈).</summary>
internal static partial class ResolveCase
{
    /// <param name="Outcome">Solved, explained, meets the standard, not possible.</param>
    /// <param name="Answer">The answer that the requester reads, 4 to 2,000 characters.</param>
    /// <param name="Attachments">Photos taken afterwards; needed where nobody can be asked back, and where the number of the rules says so.</param>
    /// <param name="Measured">What was measured, at most twenty; a value beyond its limit contradicts "explained" and "meets the standard"; so does a lamp that was measured dark on site against its schedule.</param>
    /// <param name="Ground">The law or document, or the reason, why it is not possible, 4 to 200 characters; the requester reads it under the answer.</param>
    public sealed record Request(
        Outcome Outcome,
        string? Answer,
        IReadOnlyList<Guid>? Attachments,
        IReadOnlyList<Measurement>? Measured = null,
        string? Ground = null
    );

    /// <summary>One measurement.</summary>
    /// <param name="Unit">Of value and limit, such as dB(A) or mg/m³, at most twelve signs.</param>
    /// <param name="Bound">Whether the limit is the most or the least that is allowed; left out, the least for temperature, pressure and light, which are asked for as too little, and the most for all else.</param>
    public sealed record Measurement(
        Measurable What,
        decimal Value,
        decimal Limit,
        string? Unit,
        Bound? Bound = null
    );

    [GeneratedRegex(@"^[A-Za-z0-9()/%·°℃μµ²³]{1,12}$")]
    private static partial Regex UnitSigns();

    private const int MostMeasured = 20;
    private const decimal HighestMeasured = 2_000_000;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/resolve", HandleAsync)
            .Needs(Operation.ResolveCase)
            .WithName(nameof(ResolveCase))
            .Changes();

    /// <summary>Why no result can be reported now; null when it can.</summary>
    public static Refused? Blocks(CaseFile file, TimeLimits limits) =>
        file.State switch
        {
            CaseState.Signed when file.OpenBuildTasks > 0 => new(
                Refusal.TaskOpen,
                ("tasks", file.OpenBuildTasks)
            ),
            // Meet first (见面优先): only a meeting, an explicit "no need", or the tries that reached nobody open the result. Of a confidential case those
            // above the unit or the callers of the city's centre do it, by the same clock.
            CaseState.Signed => file.Meeting
                is null
                    or MeetingState.Met
                    or MeetingState.NoNeed
                    or MeetingState.NotReached
                ? null
                : new(
                    file.Confidential ? Refusal.MeetingByAbove : Refusal.MeetingMissing,
                    ("tries", limits.ContactTries)
                ),
            CaseState.Closed => new(Refusal.AlreadyClosed),
            CaseState.Queued or CaseState.Dispatched or CaseState.Suspended or CaseState.Resolved =>
                new(Refusal.NotSigned),
            _ => new(Refusal.NotSigned),
        };

    /// <param name="reinspect">Whether somebody else must look at the result.</param>
    /// <param name="onSite">What was last measured at its component on the day on which the case came in or later.</param>
    public static Decided Decide(
        CaseFile file,
        Request request,
        Actor actor,
        bool reinspect,
        IReadOnlyList<SiteMeasurement> onSite,
        TimeLimits limits,
        DateTimeOffset now
    )
    {
        if (Blocks(file, limits) is { } refused)
        {
            return refused;
        }

        if (!FreeText.IsSaid(request.Answer))
        {
            return Refusal.AnswerMissing;
        }

        if (request.Outcome == Outcome.NotPossible && !FreeText.IsSaid(request.Ground))
        {
            return Refusal.GroundMissing;
        }

        if (Measured(request) is not { } measured)
        {
            return Refusal.MeasurementMalformed;
        }

        if (
            request.Outcome is Outcome.Explained or Outcome.MeetsStandard
            && measured.Any(one => one.BreaksLimit())
        )
        {
            return Refusal.MeasurementContradicts;
        }

        if (
            request.Outcome is Outcome.Explained or Outcome.MeetsStandard
            && onSite.FirstOrDefault(one => one.BreaksThePlan) is { } dark
        )
        {
            return new Refused(
                Refusal.SiteContradicts,
                ("planned", Clock(dark.Planned)),
                ("found", Clock(dark.Found)),
                ("measuredAt", dark.MeasuredAt)
            );
        }

        var photos = request.Attachments ?? [];
        // Who asked is asked back, and says whether it is so; an administrator may ask for a photo all the same (ADR 0017).
        var saysSo =
            file.HasPerson
            && !(limits.Numbers.ProofOfSolved == 1 && request.Outcome == Outcome.Solved);
        return saysSo || photos.Count > 0
            ? Happening.Of(
                Happened.Resolved,
                new ResolvedFacts(
                    request.Outcome,
                    actor.Id,
                    photos.Count,
                    measured.Count == 0 ? null : measured,
                    reinspect,
                    limits.Due(file.Urgency, Step.CallBack, now),
                    limits.DaysGiven(file.Urgency, Step.CallBack)
                ),
                request.Outcome == Outcome.NotPossible
                    ? new WrittenFields(
                        Said: request.Answer!.Trim(),
                        Ground: request.Ground!.Trim()
                    ).ToText()
                    : request.Answer,
                photos,
                "after"
            )
            : Refusal.ProofMissing;
    }

    private static string Clock(TimeOnly? time) =>
        time?.ToString("HH:mm", CultureInfo.InvariantCulture) ?? "";

    /// <summary>The measurements as the journal keeps them, without free text; null when one is malformed.</summary>
    private static IReadOnlyList<MeasuredFacts>? Measured(Request request)
    {
        var measured = request.Measured ?? [];
        return
            measured.Count > MostMeasured
            || measured.Any(one =>
                !UnitSigns().IsMatch(one.Unit ?? "")
                || Math.Abs(one.Value) > HighestMeasured
                || Math.Abs(one.Limit) > HighestMeasured
            )
            ? null
            :
            [
                .. measured.Select(one => new MeasuredFacts(
                    one.What,
                    (int)Math.Round(one.Value * 1_000),
                    (int)Math.Round(one.Limit * 1_000),
                    one.Unit!,
                    one.Bound ?? Usual(one.What)
                )),
            ];
    }

    private static Bound Usual(Measurable what) =>
        what is Measurable.Temperature or Measurable.Pressure or Measurable.Light
            ? Bound.AtLeast
            : Bound.AtMost;

    private static async Task<IResult> HandleAsync(
        Guid id,
        Request request,
        HttpContext http,
        CaseDesk desk,
        CancellationToken cancellation
    )
    {
        if (
            (
                FreeText.Check("answer", request.Answer)
                ?? FreeText.CheckLine("ground", request.Ground)
            ) is
            { } malformed
        )
        {
            return malformed;
        }

        await using var change = await desk.BeginAsync(
            http,
            id,
            Operation.ResolveCase,
            cancellation
        );
        var reinspect = change.Limits.Reinspection.Asks(
            change.File,
            await desk.FoundOnPatrolAsync(change.File, cancellation),
            Lot.Of(desk.Keys, "reinspection", change.File)
        );
        var onSite = await desk.MeasuredOnSiteAsync(change.File, cancellation);
        return await change.CommitAsync(
            Decide(
                change.File,
                request,
                change.Actor,
                reinspect,
                onSite,
                change.Limits,
                change.Now
            ),
            cancellation
        );
    }
}
