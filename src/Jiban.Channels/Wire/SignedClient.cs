using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Jiban.Channels.Contracts;
using Jiban.Platform.Time;
using Jiban.Platform.Web;

namespace Jiban.Channels.Wire;

/// <summary>How a try ended.</summary>
internal enum SentAs
{
    Arrived,

    /// <summary>It may work later.</summary>
    Failed,

    /// <summary>The other side will never take it as it is.</summary>
    Refused,
}

/// <param name="Fault">A code for people to read in words: never a text of the other side, which may name somebody.</param>
internal sealed record Sent(SentAs As, string? Fault = null, JsonElement Answer = default);

/// <summary>Sends signed JSON and tells apart what to try again from what never to.</summary>
internal sealed partial class SignedClient(ChannelsOptions options, Ids ids, TimeProvider clock)
    : IDisposable
{
    private const int MostAnswer = 4 * 1024 * 1024;

    private readonly HttpClient _http = new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        }
    )
    {
        MaxResponseContentBufferSize = MostAnswer,
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <param name="path">Below the address of the destination.</param>
    /// <param name="key">By which the other side knows a second try.</param>
    public async Task<Sent> SendAsync(
        Destination to,
        HttpMethod method,
        string path,
        object? body,
        string? key,
        CancellationToken cancellation
    )
    {
        using var request = Request(to, method, path, body, key);
        using var patience = new CancellationTokenSource(options.Patience, TimeProvider.System);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(
            cancellation,
            patience.Token
        );
        try
        {
            using var answer = await _http.SendAsync(request, both.Token);
            var content = await answer.Content.ReadAsByteArrayAsync(both.Token);
            return Read((int)answer.StatusCode, content);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new(SentAs.Failed, "no-answer");
        }
        catch (HttpRequestException)
        {
            return new(SentAs.Failed, "unreachable");
        }
    }

    internal static Sent Read(int status, byte[] content)
    {
        var json = Parse(content);
        return status switch
        {
            >= 200 and < 300 => new(SentAs.Arrived, null, json),
            // A clock that is put right, a secret that is set anew, a server that comes back: these end by themselves.
            401 or 408 or 425 or 429 or >= 500 => new(
                SentAs.Failed,
                string.Create(CultureInfo.InvariantCulture, $"status-{status}")
            ),
            _ => new(
                SentAs.Refused,
                string.Create(CultureInfo.InvariantCulture, $"status-{status}") + Slug(json)
            ),
        };
    }

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Request(
        Destination to,
        HttpMethod method,
        string path,
        object? body,
        string? key
    )
    {
        var address = new Uri(to.Url.AbsoluteUri.TrimEnd('/') + path);
        var content = body is null
            ? []
            : JsonSerializer.SerializeToUtf8Bytes(body, body.GetType(), ApiJson.Options);
        var request = new HttpRequestMessage(method, address);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(content);
            request.Content.Headers.ContentType = new("application/json");
        }

        var timestamp = clock
            .GetUtcNow()
            .ToUnixTimeSeconds()
            .ToString(CultureInfo.InvariantCulture);
        var nonce = ids.New().ToString("N");
        request.Headers.Add(Signature.TimestampHeader, timestamp);
        request.Headers.Add(Signature.NonceHeader, nonce);
        request.Headers.Add(
            Signature.SignatureHeader,
            Signature.Sign(
                to.Secret,
                Signature.Canonical(method.Method, address.PathAndQuery, timestamp, nonce, content)
            )
        );
        if (key is not null)
        {
            // An order's number may hold Chinese; a header may not.
            request.Headers.Add("Idempotency-Key", Uri.EscapeDataString(key));
        }

        return request;
    }

    private static JsonElement Parse(byte[] content)
    {
        try
        {
            return content.Length == 0 ? default : JsonElement.Parse(content);
        }
        catch (JsonException)
        {
            return default;
        }
    }

    /// <summary>The slug of a problem document, when the other side speaks in such.</summary>
    private static string Slug(JsonElement answer) =>
        answer.ValueKind == JsonValueKind.Object
        && answer.TryGetProperty("type", out var type)
        && type.ValueKind == JsonValueKind.String
        && SlugAtEnd().Match(type.GetString()!) is { Success: true } slug
            ? " " + slug.Value
            : "";

    [GeneratedRegex("[a-z][a-z0-9-]{1,60}$")]
    private static partial Regex SlugAtEnd();
}
