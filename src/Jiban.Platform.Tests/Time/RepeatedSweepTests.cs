using Jiban.Platform.Time;
using Jiban.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Jiban.Platform.Tests.Time;

public sealed class RepeatedSweepTests
{
    [Fact]
    public async Task A_sweep_that_fails_in_whatever_way_comes_again_after_the_pause()
    {
        var clock = new FakeClock(DateTimeOffset.UnixEpoch);
        using var sweep = new Failing(clock, NullLogger.Instance);
        await sweep.StartAsync(TestContext.Current.CancellationToken);

        for (var (begun, tries) = (0, 0); begun < 3; tries++)
        {
            // The service begins on a thread of its own, so the first turns of the clock may find no timer yet.
            Assert.True(tries < 200, $"{begun} sweeps, and then no more");
            clock.Advance(TimeSpan.FromSeconds(20));
            begun += await sweep.Begun.WaitAsync(
                TimeSpan.FromMilliseconds(50),
                TestContext.Current.CancellationToken
            )
                ? 1
                : 0;
        }

        Assert.False(sweep.ExecuteTask!.IsCompleted);
        await sweep.StopAsync(TestContext.Current.CancellationToken);
    }

    private sealed class Failing(TimeProvider clock, ILogger log)
        : RepeatedSweep(TimeSpan.FromSeconds(20), clock, log)
    {
        private readonly SemaphoreSlim _begun = new(0);

        public SemaphoreSlim Begun => _begun;

        public override Task<int> SweepAsync(CancellationToken cancellation)
        {
            _begun.Release();
            // Also one that looks like a cancellation and is none: a request that took too long.
            throw _begun.CurrentCount % 2 == 0
                ? new TaskCanceledException()
                : new FormatException("'poison' is no step.");
        }

        public override void Dispose()
        {
            _begun.Dispose();
            base.Dispose();
        }
    }
}
