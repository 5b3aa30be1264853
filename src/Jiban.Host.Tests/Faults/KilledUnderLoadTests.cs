using System.Net;

namespace Jiban.Host.Tests.Faults;

/// <summary>
/// Host and store are killed with SIGKILL while citizens register. Whatever a citizen was told is in the store exactly once, and while the
/// store is away that is what everybody is told.
/// </summary>
[Trait("Category", "Heavy")]
public sealed class KilledUnderLoadTests : IAsyncLifetime
{
    private static readonly TimeSpan AWhile = TimeSpan.FromSeconds(3);

    /// <summary>On a machine that does all of this at once; the host alone needs much longer to come back.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(15);

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
        var running = load.RunAsync(stop.Token);
        await WhileAsync();
        Assert.Empty(load.Refused);

        // The host comes back by itself. Whoever was speaking to it is cut off, and whoever comes meanwhile is told when to come back.
        await _city.KillHostAsync();
        await _city.ReadyAsync();
        await WhileAsync();
        Assert.NotEqual(0, load.Unanswered);
        Assert.NotEmpty(load.Refused);
        Assert.InRange(load.LongestSilence, TimeSpan.Zero, LongestSilence);

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
        Assert.InRange(load.LongestSilence, TimeSpan.Zero, LongestSilence);
        await load.IsStoredAsync(_city.Connections.Owner);
    }

    private static Task WhileAsync() => Task.Delay(AWhile, TimeProvider.System);
}
