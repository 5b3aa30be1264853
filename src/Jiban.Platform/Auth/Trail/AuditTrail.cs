using System.Net;
using Dapper;
using Jiban.Platform.Crypto;
using Jiban.Platform.Time;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace Jiban.Platform.Auth;

/// <summary>One trace.</summary>
/// <param name="ActorId">The account; null when nobody was signed in.</param>
/// <param name="Action">What was done or tried: <c>signIn</c>, <c>revealRequester</c>, <c>exportCases</c>, <c>editSettings</c> …</param>
/// <param name="Subject">On what: an id, a number, the name of a setting. Never personal data of a citizen.</param>
/// <param name="Outcome">What came of it: <c>done</c>, or the slug of the refusal.</param>
/// <param name="Purpose">Why, in the actor's words, where a purpose is asked for.</param>
/// <param name="Detail">What of it, in stable words: the fields that changed, the second factor that was used. Never personal data of a citizen.</param>
public sealed record AuditEntry(
    Guid? ActorId,
    string Action,
    string? Subject,
    string Outcome,
    string? Purpose = null,
    string? Detail = null
);

/// <summary>
/// The trail of what must leave a trace outside a case's journal: sign-ins, reveals, exports, settings (GB/T 22239-2019 8.1.4.3). Append
/// only: the application's role may neither change nor delete a row.
/// </summary>
public sealed class AuditTrail(
    TimeProvider clock,
    Ids ids,
    KeyRing keys,
    IHttpContextAccessor requests
)
{
    /// <summary>
    /// Writes a trace in the caller's transaction, so that what was done and its trace stand or fall together. Where a request led to it, a keyed hash
    /// of its address is kept with it.
    /// </summary>
    public async Task WriteAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction? transaction,
        AuditEntry entry,
        CancellationToken cancellation
    )
    {
        const string sql = """
            insert into platform.audit_trail (audit_id, at, actor_id, action, subject, purpose, outcome, detail, remote_hash)
            values (@AuditId, @At, @ActorId, @Action, @Subject, @Purpose, @Outcome, @Detail, @RemoteHash)
            """;
        var at = clock.GetUtcNow();
        await connection.ExecuteAsync(
            new CommandDefinition(
                sql,
                new
                {
                    AuditId = ids.New(at),
                    At = at,
                    entry.ActorId,
                    entry.Action,
                    entry.Subject,
                    entry.Purpose,
                    entry.Outcome,
                    entry.Detail,
                    RemoteHash = requests.HttpContext?.Connection.RemoteIpAddress is { } remote
                        ? Hash(remote)
                        : null,
                },
                transaction,
                cancellationToken: cancellation
            )
        );
    }

    /// <summary>How often an account did something since a moment, and when the first of these was; null when it did not.</summary>
    /// <param name="outcome">With what outcome.</param>
    public static async Task<(int Times, DateTimeOffset? First)> CountAsync(
        NpgsqlConnection connection,
        Guid actorId,
        string action,
        string outcome,
        DateTimeOffset since,
        CancellationToken cancellation
    ) =>
        await connection.QuerySingleAsync<(int, DateTimeOffset?)>(
            new CommandDefinition(
                """
                select count(*)::int, min(at) from platform.audit_trail
                where actor_id = @actorId and audit_id >= @from and action = @action and outcome = @outcome
                """,
                new
                {
                    actorId,
                    action,
                    outcome,
                    from = Ids.Floor(since),
                },
                cancellationToken: cancellation
            )
        );

    /// <summary>Lets those of one account who count traces before they write one wait for each other, until their transactions end.</summary>
    public static Task LockAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        Guid actorId,
        CancellationToken cancellation
    ) =>
        connection.ExecuteAsync(
            new CommandDefinition(
                "select pg_advisory_xact_lock(hashtextextended(@account, 1))",
                new { account = $"reveal {actorId}" },
                transaction,
                cancellationToken: cancellation
            )
        );

    /// <summary>Whether an account has done something to a subject since a moment.</summary>
    public static Task<bool> HasAsync(
        NpgsqlConnection connection,
        Guid actorId,
        string action,
        string subject,
        DateTimeOffset since,
        CancellationToken cancellation
    ) =>
        connection.ExecuteScalarAsync<bool>(
            new CommandDefinition(
                """
                select exists (select from platform.audit_trail
                    where actor_id = @actorId and audit_id >= @from and action = @action and subject = @subject and outcome = 'done')
                """,
                new
                {
                    actorId,
                    action,
                    subject,
                    from = Ids.Floor(since),
                },
                cancellationToken: cancellation
            )
        );

    /// <summary>Half of a keyed hash: enough to see that two traces come from one place, useless without the key.</summary>
    private byte[] Hash(IPAddress remote) =>
        keys.IndexHash(keys.Newest(KeyKind.Index), "remote:" + remote)[..16];
}
