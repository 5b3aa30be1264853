using System.Net;
using Jiban.Platform.Auth;
using Jiban.Testing;

namespace Jiban.Host.Tests.Faults;

/// <summary>
/// Again and again the connection to the store is cut when it has done a commit and has not said so, while citizens register. The host can't
/// know whether the cases are there; nobody is told a number that is not in the store, and nobody's case is there twice.
/// </summary>
[Trait("Category", "Heavy")]
public sealed class CutUnderLoadTests : IAsyncLifetime
{
    private const int Cuts = 25;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private LossyStore _lossy = null!;
    private CityHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _host = CityHost.OnWay(connection =>
        {
            _lossy = LossyStore.Open(connection);
            return _lossy.Connection;
        });
        await _host.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _lossy.DisposeAsync();
    }

    [Fact]
    public async Task Whatever_was_told_while_answers_to_commits_were_lost_is_there_exactly_once()
    {
        var load = new Load(_host.As(Role.Operator, "潞湾街道办事处"));
        using var stop = new CancellationTokenSource();
        var running = load.RunAsync(stop.Token);
        for (var i = 0; i < Cuts; i++)
        {
            await _lossy.LoseNextCommitAsync().WaitAsync(Patience);
        }

        await stop.CancelAsync();
        await running;

        // Whoever can't be told whether it is done is told to come back, and is told then.
        Assert.All(
            load.Refused,
            refused => Assert.Equal((HttpStatusCode.ServiceUnavailable, true), refused)
        );
        Assert.Equal(0, load.Unanswered);
        await load.IsStoredAsync(_host.Store.Connections.Owner);
    }
}
