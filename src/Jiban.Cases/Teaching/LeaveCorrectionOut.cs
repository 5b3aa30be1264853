using Dapper;
using Jiban.Cases.Handling;
using Jiban.Platform.Auth;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Teaching;

/// <summary>A correction that must teach nothing is left out, with a reason and a trace, or taken in again. The case stays as it is.</summary>
internal static class LeaveCorrectionOut
{
    /// <param name="Why">4 to 2,000 characters.</param>
    public sealed record Request(string? Why);

    private static readonly Problem Unknown = new(
        StatusCodes.Status404NotFound,
        "unknown-correction",
        "没有这条更正。",
        "There is no such correction."
    );

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapPut("/api/dispatch/corrections/{id:guid}/{seq:int}/left-out", LeaveOutAsync)
            .Needs(Operation.KeepModels)
            .WithName(nameof(LeaveCorrectionOut))
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);
        routes
            .MapDelete("/api/dispatch/corrections/{id:guid}/{seq:int}/left-out", TakeInAsync)
            .Needs(Operation.KeepModels)
            .WithName("TakeCorrectionIn")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> LeaveOutAsync(
        Guid id,
        int seq,
        Request request,
        HttpContext http,
        CaseDesk desk,
        AuditTrail trail,
        CancellationToken cancellation
    ) =>
        FreeText.Check("why", request.Why)
        ?? Problem.IfMalformed(("why", !FreeText.IsSaid(request.Why), "请写明原因，至少 4 个字。"))
        ?? await ChangeAsync(
            """
            insert into cases.correction_left_out (case_id, seq, at, by, why)
            select case_id, seq, @now, @by, @why from cases.correction where case_id = @id and seq = @seq
            on conflict (case_id, seq) do update set at = excluded.at, by = excluded.by, why = excluded.why
            """,
            id,
            seq,
            request.Why!.Trim(),
            "leaveCorrectionOut",
            http,
            desk,
            trail,
            cancellation
        );

    private static Task<IResult> TakeInAsync(
        Guid id,
        int seq,
        HttpContext http,
        CaseDesk desk,
        AuditTrail trail,
        CancellationToken cancellation
    ) =>
        ChangeAsync(
            "delete from cases.correction_left_out where case_id = @id and seq = @seq",
            id,
            seq,
            null,
            "takeCorrectionIn",
            http,
            desk,
            trail,
            cancellation
        );

    private static async Task<IResult> ChangeAsync(
        string sql,
        Guid id,
        int seq,
        string? why,
        string action,
        HttpContext http,
        CaseDesk desk,
        AuditTrail trail,
        CancellationToken cancellation
    )
    {
        await using var connection = await desk.Database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var by = http.Actor().Id;
        var changed = await connection.ExecuteAsync(
            new CommandDefinition(
                sql,
                new
                {
                    id,
                    seq,
                    now = desk.Clock.GetUtcNow(),
                    by,
                    why,
                },
                transaction,
                cancellationToken: cancellation
            )
        );
        if (changed == 0)
        {
            return Unknown;
        }

        await trail.WriteAsync(
            connection,
            transaction,
            new AuditEntry(by, action, $"correction/{id:D}/{seq}", "done"),
            cancellation
        );
        await transaction.CommitAsync(cancellation);
        return TypedResults.NoContent();
    }
}
