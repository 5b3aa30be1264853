using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Jiban.Platform.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Jiban.Demo.Month;

/// <summary>
/// Plays the city's 12345 line while the month is loaded: it signs what it passes on (docs/exchange.md), takes whatever it is told and lists a day's orders
/// when it is asked. The secret is drawn anew for each load, and when the month is over the line is set out of use: nobody listens there any more.
/// </summary>
internal sealed class CityLine : IAsyncDisposable
{
    private const int MostLooks = 600;
    private const string Settings = "/api/settings/destinations";

    private readonly WebApplication _app;
    private readonly string _secret = RandomNumberGenerator.GetHexString(64, lowercase: true);
    private readonly ConcurrentDictionary<string, DateOnly> _passedOn = [];
    private readonly ConcurrentDictionary<string, string> _states = [];

    private CityLine(WebApplication app) => _app = app;

    public static async Task<CityLine> StartAsync(CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var line = new CityLine(app);
        app.MapGet("/orders", (DateOnly day) => line.OrdersOf(day));
        app.MapPost("/orders/{no}/{what}", (string no, JsonElement told) => line.Take(no, told));
        await app.StartAsync(cancellation);
        return line;
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

    /// <summary>Compares the days on which it passed something on, as the platform does each night: now that it has heard everything nothing differs.</summary>
    public async Task CompareAsync(Desk desk, Doing doing, CancellationToken cancellation)
    {
        var yesterday = CivilTime.DayOf(doing.At).AddDays(-1);
        foreach (var day in _passedOn.Values.Append(yesterday).Distinct().Order())
        {
            await desk.PostAsync(
                $"/api/exchange/reconciliations/{day:yyyy-MM-dd}",
                new { },
                doing,
                cancellation
            );
        }
    }

    /// <summary>Signs an order that is passed on at a moment.</summary>
    public void Sign(HttpRequestMessage request, byte[] body, DateTimeOffset at, string number)
    {
        _passedOn[number] = CivilTime.DayOf(at);
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
        request.Headers.Add("Idempotency-Key", number + "/0");
    }

    private object OrdersOf(DateOnly day)
    {
        var orders = _passedOn
            .Where(one => one.Value == day)
            .Select(one => new
            {
                OrderNo = one.Key,
                State = _states.GetValueOrDefault(one.Key, "received"),
            })
            .ToList();
        return new { orders.Count, orders };
    }

    private object Take(string number, JsonElement told)
    {
        _states[number] = told.GetProperty("state").GetString()!;
        return new { taken = true };
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
