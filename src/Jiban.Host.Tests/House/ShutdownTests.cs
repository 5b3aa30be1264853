using System.Diagnostics;
using Jiban.Platform.Auth;
using Jiban.Testing;

namespace Jiban.Host.Tests.House;

public sealed class ShutdownTests(BareHost host) : IClassFixture<BareHost>
{
    [Fact]
    public async Task Open_live_streams_do_not_hold_the_host_up()
    {
        using var client = new HttpClient { BaseAddress = new Uri(host.App.Urls.First()) };
        client.As(new Actor(Some.Id(1), "看板", Role.Administrator, null));
        using var stream = await client.GetAsync(
            "/api/live",
            HttpCompletionOption.ResponseHeadersRead
        );
        Assert.Equal("text/event-stream", stream.Content.Headers.ContentType!.MediaType);

        var waited = Stopwatch.StartNew();
        await host.App.StopAsync();

        Assert.True(waited.Elapsed < TimeSpan.FromSeconds(2), $"stopped after {waited.Elapsed}");
    }
}
