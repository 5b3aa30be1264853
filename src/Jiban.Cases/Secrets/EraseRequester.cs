using Dapper;
using Jiban.Cases.Handling;
using Jiban.Platform.Auth;
using Jiban.Platform.Journaling;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Jiban.Cases.Secrets;

/// <summary>
/// Erases what is known of a requester (PIPL art. 47): the key of the case is destroyed, so that name, telephone and every text are
/// unreadable, also in backups of the boxes; its photos are deleted; the chain of the journal stays whole. With <c>everywhere</c>, in every
/// case of the same telephone.
/// </summary>
internal static class EraseRequester
{
    /// <param name="Number">Number of a case of the requester.</param>
    /// <param name="Reason">Why, 4 to 200 characters; stands in the audit trail.</param>
    /// <param name="Everywhere">Also all other cases in which the same telephone number stands, as the requester's or the reporter's.</param>
    public sealed record Request(string? Number, string? Reason, bool Everywhere = false);

    /// <summary>The numbers of the cases that were erased now, and the certificate that says so.</summary>
    public sealed record Response(IReadOnlyList<string> Numbers, ErasureCertificate Certificate);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/api/erasures", HandleAsync)
            .Needs(Operation.EraseRequester)
            .WithName(nameof(EraseRequester))
            .Produces<Response>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status410Gone)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<IResult> HandleAsync(
        Request request,
        HttpContext http,
        CaseDesk desk,
        AuditTrail trail,
        CancellationToken cancellation
    )
    {
        if (!CaseNumber.TryRead(request.Number ?? "", out var number))
        {
            return new Problem(
                400,
                "mistyped-number",
                "编号好像输错了，请核对。",
                "The number does not check."
            );
        }

        if ((request.Reason?.Trim().Length ?? 0) is < 4 or > 200)
        {
            return new Refused(Refusal.PurposeMissing).ToProblem();
        }

        await using var connection = await desk.Database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await CaseStore.FindAsync(connection, number, cancellation) is not { } caseId)
        {
            return new Refused(Refusal.UnknownCase).ToProblem();
        }

        // Before any row: a rotation of the index key takes the rows of a telephone in an order of its own.
        await PhoneHashes.HoldAsync(connection, transaction, cancellation);
        var erased = new List<Erased>();
        foreach (
            var id in await SameRequesterAsync(
                connection,
                transaction,
                caseId,
                request.Everywhere,
                cancellation
            )
        )
        {
            if (
                await EraseAsync(connection, transaction, desk, id, http.Actor(), cancellation) is
                { } one
            )
            {
                erased.Add(one);
            }
        }

        if (erased.Count == 0)
        {
            return new Refused(Refusal.AlreadyErased).ToProblem();
        }

        var certificate = ErasureCertificate.Make(
            desk.Keys,
            desk.Clock.GetUtcNow(),
            http.Actor(),
            [.. erased.Select(one => one.File)],
            erased.Sum(one => one.Photos.Count)
        );
        foreach (var (file, _) in erased)
        {
            await trail.WriteAsync(
                connection,
                transaction,
                new AuditEntry(
                    http.Actor().Id,
                    "eraseRequester",
                    file.Number,
                    "done",
                    request.Reason!.Trim()
                ),
                cancellation
            );
        }

        await transaction.CommitAsync(cancellation);
        foreach (var (file, _) in erased)
        {
            desk.Live.Publish(file.ToChanged());
        }

        await desk.Photos.RemoveReleasedAsync(
            connection,
            [.. erased.SelectMany(one => one.Photos)],
            cancellation
        );
        return TypedResults.Ok(
            new Response([.. erased.Select(one => one.File.Number)], certificate)
        );
    }

    /// <summary>
    /// The case, and those of the same telephone number when asked, in one order for everybody, so that two erasures can't lock each other
    /// out. The number is the requester's, or where none was left the reporter's: who told it for somebody else keeps cases of their own.
    /// </summary>
    private static Task<IEnumerable<Guid>> SameRequesterAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        Guid caseId,
        bool everywhere,
        CancellationToken cancellation
    ) =>
        connection.QueryAsync<Guid>(
            new CommandDefinition(
                """
                select @caseId as case_id
                union
                select other.case_id
                from (select coalesce(phone_hash, reporter_phone_hash) as hash from cases.requester where case_id = @caseId) mine
                    join cases.requester other on other.phone_hash = mine.hash or other.reporter_phone_hash = mine.hash
                where @everywhere
                order by case_id
                """,
                new { caseId, everywhere },
                transaction,
                cancellationToken: cancellation
            )
        );

    private static async Task<Erased?> EraseAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        CaseDesk desk,
        Guid caseId,
        Actor actor,
        CancellationToken cancellation
    )
    {
        var file = (
            await CaseStore.LoadForChangeAsync(connection, transaction, caseId, cancellation)
        )!;
        var now = desk.Clock.GetUtcNow();
        var destroyed = await connection.ExecuteAsync(
            new CommandDefinition(
                "update cases.case_key set wrapped = null, erased_at = @now where case_id = @caseId and wrapped is not null",
                new { caseId, now },
                transaction,
                cancellationToken: cancellation
            )
        );
        if (destroyed == 0)
        {
            return null;
        }

        var photos = (
            await connection.QueryAsync<Guid>(
                new CommandDefinition(
                    """
                    update cases.requester set phone_hash = null, reporter_phone_hash = null, box = ''::bytea where case_id = @caseId;
                    delete from cases.attachment where case_id = @caseId returning file_id;
                    """,
                    new { caseId },
                    transaction,
                    cancellationToken: cancellation
                )
            )
        ).AsList();
        await desk.Photos.ReleaseAsync(connection, transaction, photos, cancellation);
        var appended = await CaseAppend.AppendAsync(
            connection,
            transaction,
            file,
            now,
            actor.JournalName,
            Happened.RequesterErased,
            CanonicalJson.Of(new RequesterErasedFacts(actor.Id)),
            cancellation
        );
        return appended is var (_, after)
            ? new(after, photos)
            : throw new InvalidOperationException(
                $"The case {file.Number} changed while it was held; nothing was erased."
            );
    }

    private sealed record Erased(CaseFile File, IReadOnlyList<Guid> Photos);
}
