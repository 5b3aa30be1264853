using Jiban.Platform.Crypto;
using Jiban.Platform.Store;
using Jiban.Platform.Time;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Jiban.Platform.Journaling;

/// <summary>Seals yesterday soon after midnight in Asia/Shanghai. Asked again and again, by every host: a day is sealed once.</summary>
public sealed partial class DailySeal(
    Database database,
    KeyRing keys,
    TimeProvider clock,
    ILogger<DailySeal> log
) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    /// <summary>Seals the day before today, when it is not sealed and something moved.</summary>
    public async Task<DaySeal?> SealYesterdayAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        var now = clock.GetUtcNow();
        return await Seals.SealAsync(
            connection,
            keys,
            CivilTime.DayOf(now).AddDays(-1),
            now,
            cancellation
        );
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(Pause, clock);
        try
        {
            do
            {
                try
                {
                    if (await SealYesterdayAsync(stoppingToken) is { } seal)
                    {
                        Sealed(log, seal.Day, seal.Heads);
                    }
                }
                catch (Exception fault)
                    when (fault is not OperationCanceledException
                        || !stoppingToken.IsCancellationRequested
                    )
                {
                    NotSealed(log, fault);
                }
            } while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Sealed {Day} with {Heads} heads")]
    private static partial void Sealed(ILogger log, DateOnly day, int heads);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The day could not be sealed; it is tried again"
    )]
    private static partial void NotSealed(ILogger log, Exception fault);
}
