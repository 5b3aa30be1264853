using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Jiban.Platform.Time;

/// <summary>
/// A sweep that comes again after a pause, as long as the host runs. What fails, a store or a disk that is away or a row that
/// nobody can read, is told, and the next sweep tries again. It runs on every
/// host: what it does must be safe on several at once.
/// </summary>
public abstract partial class RepeatedSweep(TimeSpan pause, TimeProvider clock, ILogger log)
    : BackgroundService
{
    /// <summary>The time, by which it also pauses.</summary>
    protected TimeProvider Clock => clock;

    /// <summary>Where it tells what failed.</summary>
    protected ILogger Log => log;

    /// <summary>Sweeps once and returns how much was done.</summary>
    public abstract Task<int> SweepAsync(CancellationToken cancellation);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(pause, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await SweepAsync(stoppingToken);
                }
                catch (Exception fault)
                    when (fault is not OperationCanceledException
                        || !stoppingToken.IsCancellationRequested
                    )
                {
                    // Whatever it is: a sweep that ended would take the host with it.
                    NotSwept(log, fault);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not sweep; it is tried again")]
    private static partial void NotSwept(ILogger log, Exception fault);
}
