using Dapper;
using Jiban.Cases.Handling;
using Jiban.Platform.Auth;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace Jiban.Cases.Limits;

/// <summary>One of the settings of the limits that are saved as a whole: with a version of its own, so that nobody writes over what he has not seen.</summary>
/// <param name="Column">Of <c>cases.limits_version</c>: how often it was saved.</param>
/// <param name="Trace">What stands in the audit trail.</param>
internal sealed record VersionedSetting(string Column, string Trace)
{
    /// <summary>How long each step may take (<see cref="TimeLimits"/>).</summary>
    public static readonly VersionedSetting Limits = new("limits", "limits");

    /// <summary>When a clock tells whom, and what is flagged, offered, looked at or asked again.</summary>
    public static readonly VersionedSetting Rules = new("rules", "case-rules");

    /// <summary>How often and how long (<see cref="RuleNumbers"/>).</summary>
    public static readonly VersionedSetting Numbers = new("numbers", "numbers");

    /// <summary>
    /// The version that is told with what is shown. It is read first: of a change that comes in between, what is shown is then newer than it, and
    /// saving on it is refused.
    /// </summary>
    public Task<int> VersionAsync(NpgsqlConnection connection, CancellationToken cancellation) =>
        connection.QuerySingleAsync<int>(
            new CommandDefinition(
                $"select {Column} from cases.limits_version",
                cancellationToken: cancellation
            )
        );

    /// <summary>Saves it with its trace, and has this process follow at once; the others follow by the version. Returns why not, when somebody was faster.</summary>
    /// <param name="seen">The version that was looked at.</param>
    /// <param name="write">Writes the rows, inside the transaction.</param>
    public async Task<Problem?> SaveAsync(
        int seen,
        HttpContext http,
        CaseDesk desk,
        LimitsRegistry registry,
        AuditTrail trail,
        Func<NpgsqlConnection, NpgsqlTransaction, Task> write,
        CancellationToken cancellation
    )
    {
        await using var connection = await desk.Database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var taken = await connection.ExecuteAsync(
            new CommandDefinition(
                $"update cases.limits_version set version = version + 1, {Column} = {Column} + 1 where {Column} = @seen",
                new { seen },
                transaction,
                cancellationToken: cancellation
            )
        );
        if (taken == 0)
        {
            return LimitsStore.Changed;
        }

        await write(connection, transaction);
        await trail.WriteAsync(
            connection,
            transaction,
            new AuditEntry(http.Actor().Id, "editSettings", Trace, "done"),
            cancellation
        );
        await transaction.CommitAsync(cancellation);
        await registry.FollowAsync(cancellation);
        return null;
    }
}
