using Jiban.Platform.Store;

namespace Jiban.Host.Commands;

/// <summary>
/// Starts the store of the data folder again when it is gone: killed, out of memory, or ended by a full disk. Meanwhile the host answers 503.
/// A store elsewhere is watched by whoever runs it.
/// </summary>
internal sealed partial class StoreWatch(
    SharedCluster cluster,
    TimeProvider clock,
    ILogger<StoreWatch> log
) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    if (await cluster.RestoreAsync(stoppingToken))
                    {
                        Restored(log);
                    }
                }
                catch (Exception fault)
                    when (fault is not OperationCanceledException
                        || !stoppingToken.IsCancellationRequested
                    )
                {
                    DoesNotStart(log, fault);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store was gone and runs again")]
    private static partial void Restored(ILogger log);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The store is gone and does not start; it is tried again"
    )]
    private static partial void DoesNotStart(ILogger log, Exception fault);
}
