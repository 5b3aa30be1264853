using Dapper;
using Jiban.Platform.Store;
using Jiban.Platform.Time;
using Microsoft.Extensions.Logging;

namespace Jiban.Platform.Notices;

/// <summary>Takes notices down after <see cref="KeptFor"/>: they lead to what happened, which stays.</summary>
internal sealed class NoticeSweep(Database database, TimeProvider clock, ILogger<NoticeSweep> log)
    : RepeatedSweep(TimeSpan.FromHours(1), clock, log)
{
    /// <summary>How long a notice hangs.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    /// <inheritdoc/>
    public override async Task<int> SweepAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.ExecuteAsync(
            new CommandDefinition(
                "delete from platform.notice where at < @before",
                new { before = Clock.GetUtcNow() - KeptFor },
                cancellationToken: cancellation
            )
        );
    }
}
