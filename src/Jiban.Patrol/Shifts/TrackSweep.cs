using Dapper;
using Jiban.Platform.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Jiban.Patrol.Shifts;

/// <summary>Removes tracks that were kept for as long as the setting says. What was seen on which day stays; it names nobody.</summary>
internal sealed partial class TrackSweep(
    Database database,
    TimeProvider clock,
    ILogger<TrackSweep> log
) : BackgroundService
{
    private const int BatchSize = 5_000;
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    /// <summary>Sweeps once and returns the number of points that were removed.</summary>
    public async Task<int> SweepAsync(CancellationToken cancellation)
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
                    new { now = clock.GetUtcNow(), BatchSize },
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

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await SweepAsync(stoppingToken);
                }
                catch (NpgsqlException fault)
                {
                    Failed(log, fault);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Old tracks could not be swept; tried again later"
    )]
    private static partial void Failed(ILogger log, Exception fault);
}
