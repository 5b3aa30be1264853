using Dapper;
using Jiban.Cases.Handling;
using Jiban.Platform.Auth;
using Jiban.Platform.Journaling;
using Jiban.Platform.Live;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Jiban.Cases.Secrets;

/// <summary>
/// Erases what is known of a requester (PIPL art. 47): the key of the case is destroyed, so that name, telephone and every text are
/// unreadable, also in backups of the boxes; the chain of the journal stays whole. With <c>everywhere</c>, in every case of the same telephone.
/// </summary>
internal static class EraseRequester
{
    /// <param name="Number">Number of a case of the requester.</param>
    /// <param name="Reason">Why, 4 to 200 characters; stands in the audit trail.</param>
    /// <param name="Everywhere">Also all other cases of the same telephone number.</param>
    public sealed record Request(string? Number, string? Reason, bool Everywhere);

    /// <summary>The numbers of the cases that were erased now.</summary>
    public sealed record Response(IReadOnlyList<string> Numbers);

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

        var erased = new List<CaseFile>();
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
                { } file
            )
            {
                erased.Add(file);
            }
        }

        if (erased.Count == 0)
        {
            return new Refused(Refusal.AlreadyErased).ToProblem();
        }

        foreach (var file in erased)
        {
            await trail.WriteAsync(
                connection,
                transaction,
                new AuditEntry(
                    http.Actor().Id,
                    "eraseRequester",
                    file.Number,
                    "done",
                    request.Reason!.Trim(),
                    http.Connection.RemoteIpAddress
                ),
                cancellation
            );
        }

        await transaction.CommitAsync(cancellation);
        foreach (var file in erased)
        {
            desk.Live.Publish(
                new CaseChanged(
                    file.CaseId,
                    file.Number,
                    Words.Of(file.State),
                    file.UnitId,
                    file.HeadSeq
                )
            );
        }

        return TypedResults.Ok(new Response([.. erased.Select(file => file.Number)]));
    }

    /// <summary>The case, and those of the same telephone number when asked, in one order for everybody, so that two erasures can't lock each other out.</summary>
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
                select other.case_id from cases.requester mine join cases.requester other on other.phone_hash = mine.phone_hash
                where @everywhere and mine.case_id = @caseId
                order by case_id
                """,
                new { caseId, everywhere },
                transaction,
                cancellationToken: cancellation
            )
        );

    private static async Task<CaseFile?> EraseAsync(
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
        var emptied = await connection.ExecuteAsync(
            new CommandDefinition(
                """
                with key as (update cases.case_key set wrapped = null, erased_at = @now where case_id = @caseId and wrapped is not null returning case_id)
                update cases.requester r set phone_hash = null, box = ''::bytea from key where r.case_id = key.case_id
                """,
                new { caseId, now },
                transaction,
                cancellationToken: cancellation
            )
        );
        var stored = await CaseStore.SecretsAsync(connection, caseId, cancellation);
        if (stored.ErasedAt != Chain.ToMicroseconds(now) && emptied == 0)
        {
            return null;
        }

        var entry = Chain.Append(
            caseId,
            file.Head,
            now,
            actor.JournalName,
            Happened.RequesterErased,
            CanonicalJson.Of(new RequesterErasedFacts(actor.Id))
        );
        var after = file.Apply(entry);
        await CaseStore.UpdateAsync(connection, transaction, after, file.HeadSeq, cancellation);
        await Journal.AppendAsync(connection, transaction, [entry], cancellation);
        return after;
    }
}
