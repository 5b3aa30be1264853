using Dapper;
using Jiban.Platform.Auth;
using Jiban.Platform.Store;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Channels.Settings;

/// <summary>How long messages that have ended are kept (<see cref="Outbox.OutboxSweep"/>).</summary>
internal static class OutboxSettings
{
    private const int Longest = 3_650;

    /// <param name="KeepDays">1 to 3,650 days after a message was delivered, dropped or given up.</param>
    public sealed record Setting(int KeepDays, int Version);

    private static readonly Problem Changed = new(
        StatusCodes.Status409Conflict,
        "changed-meanwhile",
        "这一项刚被别人改过，您的修改没有保存。请刷新后再改。",
        "Somebody changed this meanwhile; your change was not saved. Reload and try again."
    );

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("", SeeAsync).Needs(Operation.ViewReferenceData).WithName("SeeOutboxSetting");
        routes
            .MapPut("", SaveAsync)
            .Needs(Operation.EditSettings)
            .WithName("SaveOutboxSetting")
            .Produces<Setting>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<Ok<Setting>> SeeAsync(
        Database database,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenAsync(cancellation);
        return TypedResults.Ok(
            await connection.QuerySingleAsync<Setting>(
                new CommandDefinition(
                    "select keep_days, version from channels.outbox_setting",
                    cancellationToken: cancellation
                )
            )
        );
    }

    private static async Task<IResult> SaveAsync(
        Setting wanted,
        HttpContext http,
        Database database,
        AuditTrail trail,
        CancellationToken cancellation
    )
    {
        if (
            Problem.IfMalformed(
                ("keepDays", wanted.KeepDays is < 1 or > Longest, $"1至{Longest}天。")
            ) is
            { } malformed
        )
        {
            return malformed;
        }

        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var saved = await connection.QuerySingleOrDefaultAsync<Setting>(
            new CommandDefinition(
                """
                update channels.outbox_setting set keep_days = @KeepDays, version = version + 1 where version = @Version
                returning keep_days, version
                """,
                wanted,
                transaction,
                cancellationToken: cancellation
            )
        );
        if (saved is null)
        {
            return Changed;
        }

        await trail.WriteAsync(
            connection,
            transaction,
            new AuditEntry(http.Actor().Id, "editSettings", "outbox", "done"),
            cancellation
        );
        await transaction.CommitAsync(cancellation);
        return TypedResults.Ok(saved);
    }
}
