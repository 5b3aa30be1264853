using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Jiban.Cases.Limits;

/// <summary>
/// Keeps this process on the limits and the calendar of the store: looks at the version (one row by key) every few seconds, reloads when
/// another process changed it, and counts open deadlines again when the calendar changed. A store that is away leaves the last ones in force.
/// </summary>
internal sealed partial class LimitsLoader(
    LimitsRegistry registry,
    RecomputeDeadlines recompute,
    TimeProvider clock,
    ILogger<LimitsLoader> log
) : BackgroundService
{
    /// <summary>How often a process looks. Within it and a little more every process has heard of a change.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await registry.FollowAsync(stoppingToken);
                await recompute.SettleAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // A store that is away, or a case that can't be read: told, and tried again at the next tick. The host goes on.
                NotFollowed(fault);
            }
        }
    }

    [LoggerMessage(
        LogLevel.Warning,
        "Limits, calendar or the deadlines that depend on them could not be followed; the last ones stay in force"
    )]
    private partial void NotFollowed(Exception exception);
}
