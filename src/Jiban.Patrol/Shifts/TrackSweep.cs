using Dapper;
using Jiban.Platform.Store;
using Jiban.Platform.Time;
using Microsoft.Extensions.Logging;

namespace Jiban.Patrol.Shifts;

/// <summary>Removes tracks that were kept for as long as the setting says. What was seen on which day stays; it names nobody.</summary>
internal sealed class TrackSweep(Database database, TimeProvider clock, ILogger<TrackSweep> log)
    : RepeatedSweep(TimeSpan.FromHours(1), clock, log)
{
    private const int BatchSize = 5_000;

    /// <summary>Sweeps once and returns the number of points that were removed.</summary>
    public override async Task<int> SweepAsync(CancellationToken cancellation)
    {
        const string sql = """
            delete from patrol.track_point where (shift_id, seq) in (
                select shift_id, seq from patrol.track_point
                where at < @now - (select track_days from patrol.shift_setting) * interval '1 day' limit @BatchSize)
            """;
        await using var connection = await database.OpenAsync(cancellation);
        var removed = 0;
        for (int batch; ; )
        {
            batch = await connection.ExecuteAsync(
                new CommandDefinition(
                    sql,
                    new { now = Clock.GetUtcNow(), BatchSize },
                    cancellationToken: cancellation
                )
            );
            removed += batch;
            if (batch < BatchSize)
            {
                return removed;
            }
        }
    }
}
