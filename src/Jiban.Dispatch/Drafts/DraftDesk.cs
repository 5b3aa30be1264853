using Dapper;
using Jiban.Dispatch.Catalogue;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Store;
using Jiban.Platform.Time;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace Jiban.Dispatch.Drafts;

/// <summary>What the operations on drafts work with.</summary>
internal sealed class DraftDesk(
    Database database,
    Dispatcher dispatcher,
    CatalogueLoader loader,
    TimeProvider clock,
    Ids ids,
    AuditTrail trail
)
{
    public Database Database => database;
    public Dispatcher Dispatcher => dispatcher;

    /// <inheritdoc cref="CatalogueLoader.Version"/>
    public long CatalogueVersion => loader.Version;

    public DateOnly Today => CivilTime.DayOf(clock.GetUtcNow());

    /// <summary>Brings this process to the catalogue of the store.</summary>
    public Task FollowAsync(CancellationToken cancellation) => loader.FollowAsync(cancellation);

    /// <summary>What a draft may not be called or begin on.</summary>
    public Problem? Malformed(string? name, DateOnly? from) =>
        Problem.IfMalformed(
            (
                "name",
                string.IsNullOrWhiteSpace(name) || name.Length > 60 || StoredText.IsUnfit(name),
                "名称为1到60个字。"
            ),
            ("from", from is null || from <= Today, "草案最早从明天起生效。")
        );

    /// <summary>Keeps a new draft, with its trace.</summary>
    public async Task<Draft> MakeAsync(
        HttpContext http,
        string name,
        DateOnly from,
        IEnumerable<DispatchRule> rules,
        CancellationToken cancellation
    )
    {
        var draft = new Draft(
            ids.New(),
            name.Trim(),
            from,
            DraftState.Open,
            1,
            clock.GetUtcNow(),
            http.Actor().Id,
            null,
            null
        );
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await DraftStore.InsertAsync(
            connection,
            transaction,
            draft,
            rules.Where(rule => !(rule.Until < from))
        );
        await TraceAsync(connection, transaction, http, "editSettings", draft.DraftId);
        await transaction.CommitAsync(cancellation);
        return draft;
    }

    /// <summary>Changes an open draft of the version that was looked at, with its trace; its version rises.</summary>
    /// <param name="change">What to do; a problem takes everything back.</param>
    public async Task<Problem?> ChangeAsync(
        HttpContext http,
        Guid draftId,
        int version,
        string action,
        Func<NpgsqlConnection, NpgsqlTransaction, Draft, Task<Problem?>> change,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var draft = await DraftStore.FindAsync(connection, transaction, draftId, cancellation);
        var problem =
            draft is null ? DraftStore.Unknown
            : draft.State != DraftState.Open ? DraftStore.Decided
            : draft.Version != version ? DraftStore.Changed
            : await change(connection, transaction, draft);
        if (problem is not null)
        {
            return problem;
        }

        await connection.ExecuteAsync(
            "update dispatch.draft set version = version + 1 where draft_id = @draftId",
            new { draftId },
            transaction
        );
        await TraceAsync(connection, transaction, http, action, draftId);
        await transaction.CommitAsync(cancellation);
        return null;
    }

    /// <summary>Notes who decided about a draft, and when.</summary>
    public Task DecideAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        HttpContext http,
        Draft draft,
        DraftState state
    ) =>
        connection.ExecuteAsync(
            "update dispatch.draft set state = @state, decided_at = @now, decided_by = @by where draft_id = @DraftId",
            new
            {
                draft.DraftId,
                state = state.ToString(),
                now = clock.GetUtcNow(),
                by = http.Actor().Id,
            },
            transaction
        );

    private Task TraceAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        HttpContext http,
        string action,
        Guid draftId
    ) =>
        trail.WriteAsync(
            connection,
            transaction,
            new AuditEntry(http.Actor().Id, action, $"draft/{draftId:D}", "done"),
            http.RequestAborted
        );
}
