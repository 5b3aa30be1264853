using Dapper;
using Jiban.Platform.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Jiban.Platform.Live;

/// <summary>Hears what all hosts say, on a connection of its own, and hands it to the pages that are open here.</summary>
internal sealed partial class LiveListener(
    Database database,
    LiveEvents events,
    LiveAudience audience,
    ILogger<LiveListener> log
) : BackgroundService
{
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(1);

    // A connection that was cut without a word is noticed by asking.
    private static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                Lost(log, fault);
                await Task.Delay(AfterFault, TimeProvider.System, stoppingToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ListenAsync(CancellationToken stoppingToken)
    {
        await using var connection = await database.OpenAsync(stoppingToken);
        connection.Notification += (_, heard) => Spread(LiveMessage.Unpack(heard.Payload));
        await connection.ExecuteAsync("listen " + LiveMessage.Channel);
        // Whatever was said while nobody listened.
        Spread([new LiveMessage.Refresh()]);
        while (true)
        {
            if (!await connection.WaitAsync(AskEvery, stoppingToken))
            {
                await connection.ExecuteAsync("select 1");
            }
        }
    }

    private void Spread(IReadOnlyList<LiveMessage> messages)
    {
        audience.Tell(messages);
        events.Heard();
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Live events: the connection to the store was lost; trying again"
    )]
    private static partial void Lost(ILogger log, Exception fault);
}
