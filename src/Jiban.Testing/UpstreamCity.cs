using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Jiban.Testing;

/// <summary>What is wrong with the link.</summary>
public enum Trouble
{
    None,

    /// <summary>The line is cut before anything is read.</summary>
    Down,

    /// <summary>Nothing is answered.</summary>
    Hangs,

    /// <summary>The other side has a fault of its own.</summary>
    Answers500,

    /// <summary>What was sent is taken, and the line is cut before the answer.</summary>
    CutsAfterTaking,
}

/// <summary>Something that was taken.</summary>
/// <param name="Key">The Idempotency-Key.</param>
/// <param name="Operation">The last part of the address: sign, result …</param>
public sealed record Taken(string Key, string OrderNo, string Operation, JsonElement Body);

/// <summary>
/// Plays the city's 12345 line by the contract (docs/exchange.md), written apart from the product so that a signature which only the product
/// understands is found. It verifies what it gets, takes each key once, keeps the order, and has a link that can fail. It also plays an SMS
/// gateway or a unit's webhook: whatever is posted to another address is taken the same way.
/// </summary>
public sealed class UpstreamCity : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly byte[] _secret;
    private readonly TimeProvider _clock;
    private readonly HttpClient _client = new();
    private readonly Lock _gate = new();
    private readonly List<Taken> _taken = [];
    private readonly Dictionary<string, string> _states = [];

    private UpstreamCity(WebApplication app, string secret, TimeProvider clock) =>
        (_app, _secret, _clock) = (app, Encoding.UTF8.GetBytes(secret), clock);

    /// <summary>Where it serves.</summary>
    public Uri Address => new(_app.Urls.First());

    /// <summary>What is wrong with the link now.</summary>
    public Trouble Trouble { get; set; }

    /// <summary>When set, every operation is answered with this status.</summary>
    public HttpStatusCode? Refuses { get; set; }

    /// <summary>Requests whose signature did not fit.</summary>
    public ConcurrentQueue<string> Unsigned { get; } = new();

    /// <summary>How often something came that was taken before.</summary>
    public int Repeats { get; private set; }

    /// <summary>What was taken, in order.</summary>
    public IReadOnlyList<Taken> Taken
    {
        get
        {
            lock (_gate)
            {
                return [.. _taken];
            }
        }
    }

    /// <summary>Starts it on a free port.</summary>
    public static async Task<UpstreamCity> StartAsync(string secret, TimeProvider clock)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var city = new UpstreamCity(app, secret, clock);
        app.Run(city.ServeAsync);
        await app.StartAsync();
        return city;
    }

    /// <summary>Says something to the platform, signed. A second try is signed anew under the same key.</summary>
    public async Task<(HttpStatusCode Status, JsonElement Body)> SayAsync(
        Uri platform,
        HttpMethod method,
        string path,
        object? body = null,
        string? key = null,
        Action<HttpRequestMessage>? spoil = null
    )
    {
        var content = body is null
            ? []
            : JsonSerializer.SerializeToUtf8Bytes(body, JsonSerializerOptions.Web);
        using var request = new HttpRequestMessage(method, new Uri(platform, path));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(content);
            request.Content.Headers.ContentType = new("application/json");
        }

        var time = _clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var nonce = RandomNumberGenerator.GetHexString(32);
        request.Headers.Add("X-Timestamp", time);
        request.Headers.Add("X-Nonce", nonce);
        request.Headers.Add(
            "X-Signature",
            Sign(method.Method, request.RequestUri!.PathAndQuery, time, nonce, content)
        );
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", Uri.EscapeDataString(key));
        }

        spoil?.Invoke(request);
        using var answer = await _client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, text.Length == 0 ? default : JsonElement.Parse(text));
    }

    /// <summary>Passes an order on; from then on it stands in the city's list.</summary>
    public async Task<(HttpStatusCode Status, JsonElement Body)> PassOnAsync(
        Uri platform,
        string orderNo,
        object order
    )
    {
        var answer = await SayAsync(
            platform,
            HttpMethod.Post,
            "/api/upstream/orders",
            order,
            orderNo + "/0"
        );
        if ((int)answer.Status < 300)
        {
            List(orderNo, "received");
        }

        return answer;
    }

    /// <summary>Puts an order on the city's list, or another state there; null takes it off.</summary>
    public void List(string orderNo, string? state)
    {
        lock (_gate)
        {
            if (state is null)
            {
                _states.Remove(orderNo);
            }
            else
            {
                _states[orderNo] = state;
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    private async Task ServeAsync(HttpContext http)
    {
        switch (Trouble)
        {
            case Trouble.Down:
                http.Abort();
                return;
            case Trouble.Hangs:
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, http.RequestAborted)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return;
            case Trouble.Answers500:
                http.Response.StatusCode = 500;
                return;
            default:
                break;
        }

        var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        if (!IsSigned(http, body.ToArray()))
        {
            Unsigned.Enqueue(http.Request.Path);
            http.Response.StatusCode = 401;
            return;
        }

        if (http.Request.Method == "GET")
        {
            await http.Response.WriteAsJsonAsync(Day(), http.RequestAborted);
            return;
        }

        if (Refuses is { } status)
        {
            http.Response.StatusCode = (int)status;
            return;
        }

        Take(http, body.ToArray());
        if (Trouble == Trouble.CutsAfterTaking)
        {
            http.Abort();
            return;
        }

        await http.Response.WriteAsJsonAsync(new { taken = true }, http.RequestAborted);
    }

    private void Take(HttpContext http, byte[] body)
    {
        var key = Uri.UnescapeDataString(http.Request.Headers["Idempotency-Key"].ToString());
        var parts = http.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var (no, operation) = parts is ["orders", var order, .. var rest]
            ? (order, string.Join('/', rest))
            : ("", string.Join('/', parts));
        lock (_gate)
        {
            if (_taken.Any(one => one.Key == key && one.Operation == operation))
            {
                Repeats++;
                return;
            }

            _taken.Add(new(key, no, operation, JsonElement.Parse(body)));
            if (operation is "sign" or "result" or "close")
            {
                _states[no] =
                    operation == "sign" ? "signed"
                    : operation == "result" ? "resolved"
                    : "closed";
            }
        }
    }

    private object Day()
    {
        lock (_gate)
        {
            return new
            {
                count = _states.Count,
                orders = _states.Select(one => new { orderNo = one.Key, state = one.Value }),
            };
        }
    }

    private bool IsSigned(HttpContext http, byte[] body)
    {
        var headers = http.Request.Headers;
        return Sign(
                http.Request.Method,
                http.Features.Get<IHttpRequestFeature>()!.RawTarget,
                headers["X-Timestamp"].ToString(),
                headers["X-Nonce"].ToString(),
                body
            ) == headers["X-Signature"].ToString();
    }

    private string Sign(string method, string target, string time, string nonce, byte[] body)
    {
        var lines =
            $"JIBAN1-HMAC-SHA256\n{method}\n{target}\n{time}\n{nonce}\n{Convert.ToHexString(SHA256.HashData(body)).ToLowerInvariant()}";
        return Convert
            .ToHexString(HMACSHA256.HashData(_secret, Encoding.UTF8.GetBytes(lines)))
            .ToLowerInvariant();
    }
}
