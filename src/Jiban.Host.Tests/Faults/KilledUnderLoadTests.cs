using System.Net;

namespace Jiban.Host.Tests.Faults;

/// <summary>
/// Host and store are killed with SIGKILL while citizens register. Whatever a citizen was told is in the store exactly once, and while the
/// store is away that is what everybody is told.
/// </summary>
[Trait("Category", "Heavy")]
public sealed class KilledUnderLoadTests : IAsyncLifetime
{
    private const int PerSecond = 200;
    private static readonly TimeSpan AWhile = TimeSpan.FromSeconds(3);

    private readonly string _data = $"/tmp/jiban-killed-{Environment.ProcessId}";
    private FaultCity _city = null!;

    public async ValueTask InitializeAsync() => _city = await FaultCity.StartAsync(_data);

    public async ValueTask DisposeAsync()
    {
        await _city.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task Whatever_was_told_while_host_and_store_were_killed_is_there_exactly_once()
    {
        var load = new Load(_city.Operator);
        using var stop = new CancellationTokenSource();
        var running = load.RunAsync(PerSecond, stop.Token);
        await WhileAsync();

        // The host comes back by itself.
        await _city.KillHostAsync();
        await _city.ReadyAsync();
        await WhileAsync();
        Assert.NotEqual(0, load.Unanswered);

        await _city.KillStoreAsync();
        await load.UntilRefusedAsync();
        // The host brings its store back by itself.
        await _city.ReadyAsync();
        await WhileAsync();
        await stop.CancelAsync();
        // Everybody gets an answer of the host that was there all the time.
        await running;

        Assert.All(
            load.Refused,
            refused => Assert.Equal((HttpStatusCode.ServiceUnavailable, true), refused)
        );
        await load.IsStoredAsync(_city.Connections.Owner);
    }

    private static Task WhileAsync() => Task.Delay(AWhile, TimeProvider.System);
}
