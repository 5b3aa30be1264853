using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Jiban.Demo.Month;

/// <summary>
/// Plays the city's 12345 line while the month is loaded: it signs what it passes on (docs/exchange.md) and takes whatever it is told. The secret is drawn
/// anew for each load, and when the month is over the line is set out of use: nobody listens there any more.
/// </summary>
internal sealed class CityLine : IAsyncDisposable
{
    private const int MostLooks = 600;
    private const string Settings = "/api/settings/destinations";

    private readonly WebApplication _app;
    private readonly string _secret = RandomNumberGenerator.GetHexString(64, lowercase: true);

    private CityLine(WebApplication app) => _app = app;

    public static async Task<CityLine> StartAsync(CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Run(http => http.Response.WriteAsJsonAsync(new { taken = true }, http.RequestAborted));
        await app.StartAsync(cancellation);
        return new CityLine(app);
    }

    /// <summary>An administrator sets where it is, or that it is not spoken to any more.</summary>
    public async Task ConnectAsync(
        Desk desk,
        Doing doing,
        bool inUse,
        CancellationToken cancellation
    )
    {
        var version = (await desk.GetAsync(Settings, doing, cancellation))
            .EnumerateArray()
            .Where(one => one.GetProperty("code").GetString() == "upstream")
            .Select(one => one.GetProperty("version").GetInt32())
            .FirstOrDefault();
        await desk.PutAsync(
            $"{Settings}/upstream",
            new
            {
                Url = inUse ? _app.Urls.First() : "https://12345.chengchuan.example",
                Secret = _secret,
                English = false,
                InUse = inUse,
                Version = version,
            },
            doing,
            cancellation
        );
    }

    /// <summary>Returns when nothing waits for it any more; the host delivers of its own accord, a moment later.</summary>
    public async Task HearAllAsync(Desk desk, Doing doing, CancellationToken cancellation)
    {
        for (var looks = 0; looks < MostLooks; looks++)
        {
            var waiting = await desk.GetAsync("/api/exchange/outbox", doing, cancellation);
            if (waiting.GetProperty("items").GetArrayLength() == 0)
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancellation);
        }

        throw new InvalidOperationException("Something never leaves for the city's line.");
    }

    /// <summary>Signs a request as sent at a moment.</summary>
    public void Sign(HttpRequestMessage request, byte[] body, DateTimeOffset at, string key)
    {
        var time = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var nonce = RandomNumberGenerator.GetHexString(32);
        var lines = string.Join(
            '\n',
            "JIBAN1-HMAC-SHA256",
            request.Method.Method,
            request.RequestUri!.OriginalString,
            time,
            nonce,
            Convert.ToHexStringLower(SHA256.HashData(body))
        );
        request.Headers.Add("X-Timestamp", time);
        request.Headers.Add("X-Nonce", nonce);
        request.Headers.Add(
            "X-Signature",
            Convert.ToHexStringLower(
                HMACSHA256.HashData(Encoding.UTF8.GetBytes(_secret), Encoding.UTF8.GetBytes(lines))
            )
        );
        request.Headers.Add("Idempotency-Key", key + "/0");
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
