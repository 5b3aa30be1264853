using Dapper;
using Jiban.Cases.Contracts;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Jiban.Patrol.Plans;

/// <summary>A plan with its places, what was seen at each, and whether it helped.</summary>
internal static class GetPlan
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/{id:guid}", HandleAsync)
            .Needs(Operation.ViewPatrol)
            .WithName(nameof(GetPlan))
            .Produces<PlanPage>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        routes
            .MapGet("/{id:guid}/photos/{file:guid}", ShowPhotoAsync)
            .Needs(Operation.ViewPatrol)
            .WithName("ShowPhotoOfPlan")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    /// <summary>The page; null when there is no such plan for the actor.</summary>
    public static async Task<PlanPage?> PageAsync(
        PlanDesk desk,
        Guid planId,
        Actor actor,
        CancellationToken cancellation
    )
    {
        await using var connection = await desk.Database.OpenAsync(cancellation);
        if (
            await PlanStore.FindAsync(
                connection,
                planId,
                actor,
                Operation.ViewPatrol,
                desk.City,
                "",
                cancellation
            )
            is not { } plan
        )
        {
            return null;
        }

        var places = await PlanStore.PlacesAsync(connection, planId, cancellation);
        var looks = await PlanStore.LooksAsync(connection, planId, cancellation);
        var posts = await PlanGroup.PostsAsync(connection, planId, cancellation);
        var names = await desk.Accounts.NamesAsync(
            [
                plan.MadeBy,
                plan.OwnerId,
                .. posts.Select(post => post.By),
                .. places.Select(place => place.InspectorId).OfType<Guid>(),
                .. looks.Select(look => look.By),
            ],
            cancellation
        );
        return Draw(
            desk,
            actor,
            plan,
            places,
            looks,
            await FilesAsync(connection, planId, cancellation),
            names,
            await PlanStore.OpenFindingsAsync(connection, planId, cancellation),
            plan.Kind == PlanKind.Census
                ? await FieldCensus.UndecidedAsync(connection, planId, cancellation)
                : 0,
            await PlanEffect.MeasureAsync(desk, plan, places, cancellation),
            await LayerAsync(connection, planId, cancellation),
            PlanGroup.Draw(
                desk,
                await PlanGroup.MembersAsync(connection, planId, cancellation),
                posts,
                names,
                mayPost: !plan.IsClosed
                    && await PlanStore.FindAsync(
                        connection,
                        planId,
                        actor,
                        Operation.PostInPlan,
                        desk.City,
                        "",
                        cancellation
                    )
                        is not null
            )
        );
    }

    private static async Task<IResult> HandleAsync(
        Guid id,
        HttpContext http,
        PlanDesk desk,
        CancellationToken cancellation
    ) =>
        await PageAsync(desk, id, http.Actor(), cancellation) is { } page
            ? TypedResults.Ok(page)
            : PlanRefusal.UnknownPlan.ToProblem();

    private static async Task<IResult> ShowPhotoAsync(
        Guid id,
        Guid file,
        string? size,
        HttpContext http,
        PlanDesk desk,
        CancellationToken cancellation
    )
    {
        await using var connection = await desk.Database.OpenAsync(cancellation);
        if (
            await PlanStore.FindAsync(
                connection,
                id,
                http.Actor(),
                Operation.ViewPatrol,
                desk.City,
                "",
                cancellation
            )
            is null
        )
        {
            return PlanRefusal.UnknownPlan.ToProblem();
        }

        return (await FilesAsync(connection, id, cancellation))
            .SelectMany(look => look)
            .FirstOrDefault(one => one.FileId == file) switch
        {
            null => PlanRefusal.UnknownPlan.ToProblem(),
            { IsRecording: true } => await desk.Recordings.ServeAsync(file, cancellation),
            _ => desk.Photos.Serve(file, size),
        };
    }

    private static PlanPage Draw(
        PlanDesk desk,
        Actor actor,
        Plan plan,
        IReadOnlyList<Place> places,
        IReadOnlyList<Look> looks,
        ILookup<Guid, LookFile> files,
        IReadOnlyDictionary<Guid, string> names,
        int openFindings,
        int undecided,
        PlanEffect? effect,
        PlanPage.LayerPart? layer,
        PlanPage.GroupPart group
    )
    {
        var seen = looks.ToLookup(look => look.PlaceNo);
        return new(
            plan.PlanId,
            plan.Kind,
            plan.Title,
            new(plan.UnitId, desk.City.Unit(plan.UnitId)?.Name ?? ""),
            names.GetValueOrDefault(plan.MadeBy),
            plan.MadeAt,
            names.GetValueOrDefault(plan.OwnerId),
            plan.ClassCode,
            plan.ClassCode is { } code ? desk.Dispatcher.Class(code)?.Name : null,
            plan is { OfCase: { } ofCase, OfNumber: { } ofNumber } ? new(ofCase, ofNumber) : null,
            plan.StartsOn,
            plan.EndsOn,
            plan.EveryDays,
            plan.Checklist,
            plan.ClosedAt,
            plan.Conclusion,
            !plan.IsClosed
                && Permissions.May(
                    Operation.PlanPatrol,
                    actor.Role,
                    plan.RelationOf(actor, desk.City.IsBelow)
                ),
            openFindings,
            undecided,
            plan.DifferencesLeft,
            effect,
            layer,
            [
                .. places.Select(place => new PlanPage.PlacePart(
                    place.PlaceNo,
                    place.Name,
                    place.LonE7 / 1e7,
                    place.LatE7 / 1e7,
                    place.Component,
                    place.InspectorId,
                    place.InspectorId is { } inspector ? names.GetValueOrDefault(inspector) : null,
                    place.DueOn,
                    [
                        .. seen[place.PlaceNo]
                            .Select(look => new PlanPage.LookPart(
                                look.LookId,
                                look.At,
                                names.GetValueOrDefault(look.By),
                                look.Result,
                                look.Answers,
                                look.Note is { } note ? Masked.Text(note) : null,
                                look is { CaseId: { } caseId, Number: { } number }
                                    ? new(caseId, number)
                                    : null,
                                [
                                    .. files[look.LookId]
                                        .Where(one => !one.IsRecording)
                                        .Select(one => one.FileId),
                                ],
                                [
                                    .. files[look.LookId]
                                        .Where(one => one.IsRecording)
                                        .Select(one => one.FileId),
                                ],
                                look.Seal,
                                Distance.Metres(
                                    place.LonE7,
                                    place.LatE7,
                                    look.StoodLonE7,
                                    look.StoodLatE7
                                )
                            )),
                    ]
                )),
            ],
            group
        );
    }

    private sealed record LookFile(Guid LookId, Guid FileId, bool IsRecording);

    private static async Task<ILookup<Guid, LookFile>> FilesAsync(
        NpgsqlConnection connection,
        Guid planId,
        CancellationToken cancellation
    ) =>
        (
            await connection.QueryAsync<LookFile>(
                new CommandDefinition(
                    """
                    select look_id, file_id, is_recording from patrol.look_photo join patrol.look using (look_id)
                    where plan_id = @planId order by look_id, ordinal
                    """,
                    new { planId },
                    cancellationToken: cancellation
                )
            )
        ).ToLookup(row => row.LookId);

    private static Task<PlanPage.LayerPart?> LayerAsync(
        NpgsqlConnection connection,
        Guid planId,
        CancellationToken cancellation
    ) =>
        connection.QuerySingleOrDefaultAsync<PlanPage.LayerPart>(
            new CommandDefinition(
                """
                select version, published_at from patrol.layer_version
                where plan_id = @planId and withdrawn_at is null order by version desc limit 1
                """,
                new { planId },
                cancellationToken: cancellation
            )
        );
}
