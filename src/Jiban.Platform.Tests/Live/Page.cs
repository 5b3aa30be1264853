using Jiban.Platform.Auth;
using Jiban.Platform.Live;
using Jiban.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Jiban.Platform.Tests.Live;

/// <summary>An open stream as a browser has it.</summary>
internal sealed class Page : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly HttpClient? _client;
    private readonly HttpResponseMessage _answer;
    private readonly StreamReader _lines;
    private Task<string?>? _reading;

    private Page(HttpClient? client, HttpResponseMessage answer, Stream stream) =>
        (_client, _answer, _lines) = (client, answer, new StreamReader(stream));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Opens a stream of an actor, on a host that hears the others.</summary>
    public static async Task<Page> OpenAsync(
        PlatformHost host,
        Actor actor,
        string? lastEventId = null
    )
    {
        var client = host.Client().As(actor);
        if (lastEventId is not null)
        {
            client.DefaultRequestHeaders.Add("Last-Event-ID", lastEventId);
        }

        var page = await OpenAsync(client, owned: true);
        var events = host.Services.GetRequiredService<LiveEvents>();
        await HearingAsync(events);
        return page;
    }

    /// <summary>Opens a stream of whoever is signed in with the client.</summary>
    public static Task<Page> OpenAsync(HttpClient client) => OpenAsync(client, owned: false);

    /// <summary>The data of the next event of a name; others are passed over.</summary>
    public async Task<string> NextAsync(string name)
    {
        while (await LineAsync() is { } line)
        {
            if (line == "event: " + name)
            {
                return (await LineAsync())!["data: ".Length..];
            }
        }

        throw new InvalidOperationException($"The stream ended before an event '{name}'.");
    }

    /// <summary>Turns the clock, again and again until the stream has had the time to wait for it, and reads to the line that is meant.</summary>
    /// <returns>How far the clock was turned.</returns>
    public async Task<TimeSpan> AfterAdvancingAsync(
        FakeClock clock,
        TimeSpan by,
        Func<string?, bool> meant
    )
    {
        var turned = TimeSpan.Zero;
        var began = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(began) < Patience)
        {
            _reading ??= _lines.ReadLineAsync(Cancellation).AsTask();
            if (
                await Task.WhenAny(
                    _reading,
                    Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, Cancellation)
                ) != _reading
            )
            {
                clock.Advance(by);
                turned += by;
                continue;
            }

            var line = await _reading;
            _reading = null;
            if (meant(line))
            {
                return turned;
            }
        }

        throw new TimeoutException("The line did not come.");
    }

    public ValueTask DisposeAsync()
    {
        _lines.Dispose();
        _answer.Dispose();
        _client?.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<string?> LineAsync() =>
        await _lines.ReadLineAsync(Cancellation).AsTask().WaitAsync(Patience, Cancellation);

    private static async Task<Page> OpenAsync(HttpClient client, bool owned)
    {
        var answer = await client.GetAsync(
            "/api/live",
            HttpCompletionOption.ResponseHeadersRead,
            Cancellation
        );
        answer.EnsureSuccessStatusCode();
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        return new Page(
            owned ? client : null,
            answer,
            await answer.Content.ReadAsStreamAsync(Cancellation)
        );
    }

    /// <summary>A host hears nothing before its LISTEN stands; until then a published signal does not come back.</summary>
    private static async Task HearingAsync(LiveEvents events)
    {
        for (var heard = false; !heard; )
        {
            var signal = events.SignalAsync(Patience, TimeProvider.System, Cancellation);
            events.Publish(new CaseChanged(Some.Id(0), "", "", Some.Id(0), 0));
            heard =
                await Task.WhenAny(
                    signal,
                    Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System, Cancellation)
                ) == signal;
        }
    }
}
