using System.Security.Cryptography;
using System.Text;
using Jiban.Cases.Contracts;
using Jiban.City.Contracts;
using Jiban.Dispatch.Contracts;
using Jiban.Patrol.Shifts;
using Jiban.Platform.Auth;
using Jiban.Platform.Files;
using Jiban.Platform.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Patrol.Plans;

/// <summary>
/// An inspector says what he saw at a place of a plan. What is wrong is a case at once, like any report from the field, and stays tied to the plan;
/// the same look sent twice is one.
/// </summary>
internal static class LookAtPlace
{
    /// <param name="Result">fine | found | noAccess, of a census also differs.</param>
    /// <param name="Answers">One a line of the checklist: whether it is as it should be. Not asked when nobody could get there.</param>
    /// <param name="Text">What was seen, at most 500 characters; a finding must say it.</param>
    /// <param name="Lon">Where the finding is, when it is not at the place itself.</param>
    /// <param name="Attachments">Ids of uploads, at most 9; a finding has at least one.</param>
    /// <param name="FoundAt">When it was seen, by the phone's clock set right by the server's; left out for now.</param>
    /// <param name="PhoneAt">The same by the phone's own clock.</param>
    /// <param name="Seal">SHA-256 over place, answers, time, photos and text, in hexadecimal; see <c>FindingSeal</c>.</param>
    /// <param name="Sizes">What was measured of a finding; see the filing conditions of the class.</param>
    /// <param name="Survey">How the component of a census differs from what is on record.</param>
    /// <param name="Stood">Where the inspector stood.</param>
    /// <param name="Recordings">Ids of uploaded recordings, at most 3; sealed after the photos.</param>
    public sealed record Request(
        LookResult Result,
        IReadOnlyList<bool>? Answers,
        string? Text,
        double? Lon,
        double? Lat,
        double? AccuracyMetres,
        IReadOnlyList<Guid>? Attachments,
        DateTimeOffset? FoundAt = null,
        DateTimeOffset? PhoneAt = null,
        string? Seal = null,
        IReadOnlyList<MeasuredSize>? Sizes = null,
        SurveyPart? Survey = null,
        StoodPart? Stood = null,
        IReadOnlyList<Guid>? Recordings = null
    );

    /// <summary>Where an inspector stood who looked.</summary>
    /// <param name="Lon">Degrees east, WGS-84.</param>
    /// <param name="Lat">Degrees north, WGS-84.</param>
    /// <param name="AccuracyMetres">Radius of the fix.</param>
    public sealed record StoodPart(double Lon, double Lat, double? AccuracyMetres = null);

    /// <summary>What was seen of a component of a census that is not as on record.</summary>
    /// <param name="State">intact | damaged | lost | abandoned; lost when it is not there.</param>
    /// <param name="Lon">Where it stands, when that is wrong on record; left out with <c>lat</c> when it is right.</param>
    /// <param name="AccuracyMetres">Radius of the fix; left out when the point was set by hand.</param>
    public sealed record SurveyPart(
        ComponentState State,
        double? Lon = null,
        double? Lat = null,
        double? AccuracyMetres = null
    );

    /// <param name="Number">Of the case, when something was found.</param>
    /// <param name="DueOn">The day of the next look; null when this was the last.</param>
    public sealed record Response(
        Guid LookId,
        DateTimeOffset At,
        Guid? CaseId,
        string? Number,
        DateOnly? DueOn
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/places/{no:int}/looks", HandleAsync)
            .Needs(Operation.Patrol)
            .WithName(nameof(LookAtPlace))
            .Produces<Response>(StatusCodes.Status201Created)
            .Refuses();

    /// <summary>Why somebody can't say it now; null when he can. Pure.</summary>
    public static PlanRefusal? Decide(
        Plan plan,
        Place place,
        Request request,
        Actor actor,
        DateOnly today
    ) =>
        plan.IsClosed ? PlanRefusal.Closed
        : place.InspectorId is { } whose && whose != actor.Id ? PlanRefusal.NotYourPlace
        : place.DueOn is null || plan.StartsOn > today ? PlanRefusal.NotDue
        : request.Result != LookResult.NoAccess
        && (request.Answers?.Count ?? 0) != plan.Checklist.Length
            ? PlanRefusal.AnswersMissing
        : (request.Result == LookResult.Differs) != (request.Survey is not null)
        || (request.Survey is not null && plan.Kind != PlanKind.Census)
            ? PlanRefusal.SurveyMissing
        : null;

    private static async Task<IResult> HandleAsync(
        Guid id,
        int no,
        Request request,
        [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey,
        HttpContext http,
        PlanDesk desk,
        CaseRegistrar registrar,
        NamedComponents registry,
        Ids ids,
        Sightings sightings,
        FieldCensus census,
        CancellationToken cancellation
    )
    {
        if (string.IsNullOrWhiteSpace(idempotencyKey) || idempotencyKey.Length > 200)
        {
            return PlanRefusal.KeyMissing.ToProblem();
        }

        var actor = http.Actor();
        var key = SHA256.HashData(Encoding.UTF8.GetBytes($"{actor.JournalName}\n{idempotencyKey}"));
        Plan? plan;
        Place? place;
        Look? first;
        TimeSpan oldest;
        // Given back before something is filed: filing takes a connection of its own, and a hundred looks at once must not wait for each other's.
        await using (var connection = await desk.Database.OpenAsync(cancellation))
        {
            (plan, place) = await PlanStore.PlaceAsync(connection, id, no, "", "", cancellation);
            first = await PlanStore.LookOfKeyAsync(connection, key, cancellation);
            oldest = (await ShiftSettings.ReadAsync(connection, cancellation)).OldestFinding;
        }

        if (plan is null || !IsOf(plan, actor, desk))
        {
            return PlanRefusal.UnknownPlan.ToProblem();
        }

        if (place is null)
        {
            return PlanRefusal.UnknownPlace.ToProblem();
        }

        if (first is not null)
        {
            return Answer(first, place);
        }

        var now = desk.Clock.GetUtcNow();
        var seenAt = request.FoundAt ?? now;
        if (
            (
                FindingCheck.Time(seenAt, now, oldest)
                ?? LookCheck.Faults(request, place)
                ?? Decide(plan, place, request, actor, CivilTime.DayOf(seenAt))?.ToProblem()
            ) is
            { } refused
        )
        {
            return refused;
        }

        if (!await FindingCheck.IsAsSealedAsync(id, no, request, desk.Database, cancellation))
        {
            return FieldSeal.Broken;
        }

        var found =
            request.Result == LookResult.Found
                ? await registrar.RegisterAsync(
                    SubmitReport.RegistrationOf(
                        LookCheck.ReportOf(request, place, plan.ClassCode) with
                        {
                            Component = await ComponentAsync(place, registry, cancellation),
                        },
                        actor,
                        $"look {id:N} {no} {Convert.ToHexString(key)}"
                    ),
                    cancellation
                )
                : null;
        return found?.Problem
            ?? await WriteAsync(
                new Look
                {
                    LookId = ids.New(now),
                    PlanId = id,
                    PlaceNo = no,
                    At = seenAt,
                    By = actor.Id,
                    Result = request.Result,
                    Answers = [.. request.Answers ?? []],
                    Note = string.IsNullOrWhiteSpace(request.Text) ? null : request.Text.Trim(),
                    CaseId = found?.Registered!.CaseId,
                    Number = found?.Registered!.Number,
                    Seal = request.Seal,
                    StoodLonE7 = request.Stood is { } at ? (int)Math.Round(at.Lon * 1e7) : null,
                    StoodLatE7 = request.Stood is { } there
                        ? (int)Math.Round(there.Lat * 1e7)
                        : null,
                    StoodMetres = request.Stood?.AccuracyMetres,
                },
                key,
                request,
                actor,
                desk,
                census,
                await sightings.PassedAsync(
                    request.Result == LookResult.NoAccess
                        ? []
                        :
                        [
                            new PassedPoint(
                                place.LonE7 / 1e7,
                                place.LatE7 / 1e7,
                                CivilTime.DayOf(seenAt)
                            ),
                        ],
                    cancellation
                ),
                cancellation
            );
    }

    /// <summary>Writes the look, unless it was written or became impossible meanwhile. A finding is a case by now: it is kept whatever happened to the plan.</summary>
    private static async Task<IResult> WriteAsync(
        Look look,
        byte[] key,
        Request request,
        Actor actor,
        PlanDesk desk,
        FieldCensus census,
        (IReadOnlyList<PassedStretch>, IReadOnlyList<PassedCell>) passed,
        CancellationToken cancellation
    )
    {
        await using var connection = await desk.Database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var (plan, place) = await PlanStore.PlaceAsync(
            connection,
            look.PlanId,
            look.PlaceNo,
            "for share",
            "for update",
            cancellation
        );
        if (await PlanStore.LookOfKeyAsync(connection, key, cancellation) is { } first)
        {
            return Answer(first, place!);
        }

        var today = CivilTime.DayOf(look.At);
        IReadOnlyList<Guid> photos = [];
        IReadOnlyList<Guid> recordings = [];
        if (look.CaseId is null)
        {
            (photos, recordings) = (request.Attachments ?? [], request.Recordings ?? []);
            if (Decide(plan!, place!, request, actor, today) is { } refused)
            {
                return refused.ToProblem();
            }

            if (
                photos.Count > 0
                && await desk.Photos.ClaimAsync(connection, transaction, photos, cancellation)
                    is PhotoClaim.Refused { Problem: var problem }
            )
            {
                return problem;
            }

            if (
                await desk.Recordings.ClaimAsync(
                    connection,
                    transaction,
                    recordings,
                    cancellation
                ) is
                { } unheard
            )
            {
                return unheard;
            }
        }

        var next = plan!.IsClosed ? null : plan.NextAfter(today, look.Result);
        await PlanStore.WriteLookAsync(
            connection,
            transaction,
            look,
            key,
            photos,
            recordings,
            next,
            cancellation
        );
        if (
            plan.Kind == PlanKind.Census
            && await SurveyPlace.TellAsync(
                census,
                connection,
                transaction,
                plan,
                place!,
                look,
                request.Survey,
                cancellation
            )
                is { } untold
        )
        {
            return untold.ToProblem();
        }

        await Sightings.WriteAsync(connection, transaction, passed, cancellation);
        await transaction.CommitAsync(cancellation);
        return Answer(look, place! with { DueOn = next });
    }

    /// <summary>The component of the place, unless it was taken away since the plan was made: what is found there is filed all the same.</summary>
    private static async Task<string?> ComponentAsync(
        Place place,
        NamedComponents registry,
        CancellationToken cancellation
    ) =>
        place.Component is { } code
            ? (await registry.CodesAsync([code], cancellation)).GetValueOrDefault(code)
            : null;

    internal static bool IsOf(Plan plan, Actor actor, PlanDesk desk) =>
        actor.UnitId is { } unit && (unit == plan.UnitId || desk.City.IsBelow(unit, plan.UnitId));

    private static IResult Answer(Look look, Place place) =>
        TypedResults.Created(
            $"/api/patrol/plans/{look.PlanId}",
            new Response(look.LookId, look.At, look.CaseId, look.Number, place.DueOn)
        );
}
