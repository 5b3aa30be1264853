using Dapper;
using Jiban.Platform.Auth;
using Jiban.Platform.Files;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Jiban.City.Components;

/// <summary>How a component looked: photos are added by whoever stands before it, shown to whoever sees the registry, and taken back with a reason.</summary>
internal static class ComponentPhotos
{
    /// <param name="Photos">Ids of uploads; nine at most.</param>
    public sealed record Addition(IReadOnlyList<Guid> Photos);

    /// <param name="Reason">Why it is taken back, four characters or more.</param>
    public sealed record Withdrawal(string Reason);

    /// <param name="TakenAt">When the camera says it was taken, else when it was added.</param>
    /// <param name="Withdrawable">Whether the one who asks may take it back.</param>
    public sealed record Item(Guid Id, DateTimeOffset TakenAt, bool Withdrawable);

    private sealed record Row(Guid PhotoId, DateTimeOffset TakenAt, Guid AddedBy);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapPost("/{id:guid}/photos", AddAsync)
            .Needs(Operation.PhotographComponents)
            .WithName("AddComponentPhotos")
            .Answers();
        routes
            .MapGet("/{id:guid}/photos/{photoId:guid}", ShowAsync)
            .Needs(Operation.ViewComponents)
            .WithName("ShowComponentPhoto")
            .ProducesProblem(StatusCodes.Status404NotFound);
        routes
            .MapPost("/{id:guid}/photos/{photoId:guid}/withdrawal", WithdrawAsync)
            .Needs(Operation.PhotographComponents)
            .WithName("WithdrawComponentPhoto")
            .Answers();
    }

    /// <summary>What was not taken back, the latest first.</summary>
    /// <param name="mayKeep">Whether the one who asks may keep the record: then also what others added can be taken back.</param>
    public static async Task<IReadOnlyList<Item>> OfAsync(
        NpgsqlConnection connection,
        Guid componentId,
        Actor actor,
        bool mayKeep,
        CancellationToken cancellation
    ) =>
        [
            .. (
                await connection.QueryAsync<Row>(
                    new CommandDefinition(
                        """
                        select photo_id, taken_at, added_by from city.component_photo
                        where component_id = @componentId and withdrawn_at is null order by taken_at desc, photo_id desc
                        """,
                        new { componentId },
                        cancellationToken: cancellation
                    )
                )
            ).Select(row => new Item(
                row.PhotoId,
                row.TakenAt,
                MayWithdraw(actor.Id, row.AddedBy, mayKeep)
            )),
        ];

    /// <summary>Who added it takes it back, and who keeps the record.</summary>
    public static bool MayWithdraw(Guid actor, Guid addedBy, bool mayKeep) =>
        mayKeep || actor == addedBy;

    private static async Task<IResult> AddAsync(
        Guid id,
        Addition request,
        HttpContext http,
        ComponentDesk desk,
        CancellationToken cancellation
    )
    {
        if (
            Problem.IfMalformed(("photos", request.Photos.Count == 0, "请至少选一张照片。")) is
            { } malformed
        )
        {
            return malformed;
        }

        await using var edit = await desk.BeginAsync(http, id, cancellation);
        if (edit.BlocksAdding(Operation.PhotographComponents) is { } why)
        {
            return why.ToProblem();
        }

        return await edit.KeepPhotosAsync(request.Photos, cancellation)
            ?? (IResult)await edit.CommitAsync(edit.Current!, cancellation);
    }

    /// <summary>Makes uploads a part of the record of a component, in the caller's transaction.</summary>
    /// <param name="measurementId">The measurement that they show; null when they show the component.</param>
    /// <returns>Why they can't be; null when they are.</returns>
    public static async Task<Problem?> KeepAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        ComponentDesk desk,
        Guid componentId,
        IReadOnlyList<Guid> uploads,
        Guid by,
        CancellationToken cancellation,
        Guid? measurementId = null
    )
    {
        var claim = await desk.Photos.ClaimAsync(connection, transaction, uploads, cancellation);
        if (claim is not PhotoClaim.Claimed { Photos: var photos })
        {
            return ((PhotoClaim.Refused)claim).Problem;
        }

        var now = desk.Clock.GetUtcNow();
        await connection.ExecuteAsync(
            new CommandDefinition(
                """
                insert into city.component_photo (photo_id, component_id, taken_at, added_at, added_by, measurement_id)
                select photo, @componentId, taken, @now, @by, @measurementId from unnest(@photos, @taken) as added(photo, taken)
                """,
                new
                {
                    componentId,
                    photos = photos.Select(photo => photo.FileId).ToArray(),
                    // A camera whose clock is ahead takes nothing tomorrow.
                    taken = photos
                        .Select(photo => photo.TakenAt is { } at && at < now ? at : now)
                        .Select(at => at.ToUniversalTime())
                        .ToArray(),
                    now,
                    by,
                    measurementId,
                },
                transaction,
                cancellationToken: cancellation
            )
        );
        return null;
    }

    private static async Task<IResult> ShowAsync(
        Guid id,
        Guid photoId,
        string? size,
        ComponentDesk desk,
        CancellationToken cancellation
    )
    {
        await using var connection = await desk.Database.OpenAsync(cancellation);
        return await connection.ExecuteScalarAsync<bool>(
            new CommandDefinition(
                """
                select exists (select from city.component_photo
                    where photo_id = @photoId and component_id = @id and withdrawn_at is null)
                """,
                new { id, photoId },
                cancellationToken: cancellation
            )
        )
            ? desk.Photos.Serve(photoId, size)
            : ComponentRefusal.UnknownPhoto.ToProblem();
    }

    private static async Task<IResult> WithdrawAsync(
        Guid id,
        Guid photoId,
        Withdrawal request,
        HttpContext http,
        ComponentDesk desk,
        CancellationToken cancellation
    )
    {
        if (Typed.Malformed(request.Reason) is { } malformed)
        {
            return malformed;
        }

        await using (var edit = await desk.BeginAsync(http, id, cancellation))
        {
            if (edit.Current is null)
            {
                return ComponentRefusal.UnknownComponent.ToProblem();
            }

            var addedBy = await edit.QueryAsync<Guid?>(
                """
                select (select added_by from city.component_photo
                    where photo_id = @photoId and component_id = @id and withdrawn_at is null)
                """,
                new { id, photoId },
                cancellation
            );
            if (Decide(addedBy, edit, request.Reason) is { } why)
            {
                return why.ToProblem();
            }

            await edit.ExecuteAsync(
                """
                update city.component_photo set withdrawn_at = @Now, withdrawn_by = @By, withdrawn_reason = @Reason
                where photo_id = @photoId
                """,
                new
                {
                    photoId,
                    edit.Now,
                    By = edit.Actor.Id,
                    Reason = Typed.Text(request.Reason),
                },
                cancellation
            );
            await edit.ReleaseAsync(photoId, cancellation);
            var answer = await edit.CommitAsync(edit.Current, cancellation);
            await using var connection = await desk.Database.OpenAsync(cancellation);
            await desk.Photos.RemoveReleasedAsync(connection, [photoId], cancellation);
            return answer;
        }
    }

    private static ComponentRefusal? Decide(Guid? addedBy, ComponentEdit edit, string reason) =>
        addedBy is not { } by ? ComponentRefusal.UnknownPhoto
        : !MayWithdraw(edit.Actor.Id, by, edit.May(Operation.KeepComponents))
            ? ComponentRefusal.NotYours
        : !Typed.Says(reason) ? ComponentRefusal.ReasonMissing
        : null;
}
