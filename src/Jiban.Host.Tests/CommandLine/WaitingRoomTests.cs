using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Jiban.Host.Commands;

namespace Jiban.Host.Tests.CommandLine;

public sealed class WaitingRoomTests
{
    [Fact]
    public async Task Whoever_comes_too_early_is_told_why_and_when_to_come_back()
    {
        var address = RunningJiban.FreeAddress();
        using var client = new HttpClient { BaseAddress = address };
        await using (await WaitingRoom.OpenAsync(address, "the city is drawn", default))
        {
            using var health = await client.GetAsync("/health");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
            var state = await health.Content.ReadFromJsonAsync<JsonElement>();
            Assert.Equal("starting", state.GetProperty("status").GetString());
            Assert.Equal("the city is drawn", state.GetProperty("reason").GetString());

            using var page = await client.GetAsync("/desk/");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, page.StatusCode);
            Assert.NotNull(page.Headers.RetryAfter);
            Assert.Equal("application/problem+json", page.Content.Headers.ContentType!.MediaType);

            // A browser is shown a page that asks again by itself.
            using var looking = new HttpRequestMessage(HttpMethod.Get, "/desk/");
            looking.Headers.Add("Accept", "text/html,application/xhtml+xml");
            using var seen = await client.SendAsync(looking);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, seen.StatusCode);
            var words = await seen.Content.ReadAsStringAsync();
            Assert.Contains("平台正在启动", words, StringComparison.Ordinal);
            Assert.Contains("the city is drawn", words, StringComparison.Ordinal);
            Assert.Contains("http-equiv=\"refresh\"", words, StringComparison.Ordinal);
        }

        // The host itself takes the address afterwards.
        using var host = new TcpListener(IPAddress.Loopback, address.Port);
        host.Start();
    }
}
