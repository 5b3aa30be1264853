using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Jiban.Platform.Auth;

namespace Jiban.Demo.Month;

/// <summary>Somebody at a moment, from an address.</summary>
internal sealed record Doing(Actor? Who, DateTimeOffset At, int Number);

/// <summary>The host answered otherwise than a right request is answered: a fault of the demo or of the program.</summary>
public sealed class DemoRefusedException(string request, int status, string body)
    : Exception($"{request} was answered {status}: {body}");

/// <summary>Speaks to the host as a browser would, as anybody and at any moment.</summary>
internal sealed class Desk(HttpClient http)
{
    public Task<JsonElement> GetAsync(string path, Doing doing, CancellationToken cancellation) =>
        SendAsync(Request(HttpMethod.Get, path, doing), cancellation);

    /// <param name="version">The version of the case that was looked at; null where there is none.</param>
    /// <param name="key">The same again gets the same answer (<c>Idempotency-Key</c>); null where the interface asks for none.</param>
    public Task<JsonElement> PostAsync(
        string path,
        object body,
        Doing doing,
        CancellationToken cancellation,
        int? version = null,
        string? key = null
    )
    {
        var request = Request(HttpMethod.Post, path, doing);
        request.Content = JsonContent.Create(body, options: JsonSerializerOptions.Web);
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        if (version is { } seen)
        {
            request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{seen}\""));
        }

        return SendAsync(request, cancellation);
    }

    /// <summary>Passes an order of the city's line on, signed.</summary>
    public Task<JsonElement> PassOnAsync(
        CityLine line,
        object order,
        string number,
        Doing doing,
        CancellationToken cancellation
    )
    {
        var request = Request(HttpMethod.Post, "/api/upstream/orders", doing);
        var body = JsonSerializer.SerializeToUtf8Bytes(order, JsonSerializerOptions.Web);
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        line.Sign(request, body, doing.At, number);
        return SendAsync(request, cancellation);
    }

    /// <summary>Changes something that is there.</summary>
    public async Task PutAsync(
        string path,
        object body,
        Doing doing,
        CancellationToken cancellation
    )
    {
        using var request = Request(HttpMethod.Put, path, doing);
        request.Content = JsonContent.Create(body, options: JsonSerializerOptions.Web);
        using var answer = await http.SendAsync(request, cancellation);
        if (!answer.IsSuccessStatusCode)
        {
            throw new DemoRefusedException(
                $"PUT {path}",
                (int)answer.StatusCode,
                await answer.Content.ReadAsStringAsync(cancellation)
            );
        }
    }

    /// <summary>Uploads a picture and returns its id.</summary>
    public async Task<Guid> UploadAsync(byte[] png, Doing doing, CancellationToken cancellation)
    {
        var request = Request(HttpMethod.Post, "/api/uploads", doing);
        request.Content = new ByteArrayContent(png);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        return (await SendAsync(request, cancellation)).GetProperty("id").GetGuid();
    }

    private static HttpRequestMessage Request(HttpMethod method, string path, Doing doing)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Add(Acting.At, doing.At.ToString("O", CultureInfo.InvariantCulture));
        // 198.18.0.0/15 is kept for such trials (RFC 2544).
        request.Headers.Add(
            Acting.From,
            $"198.18.{doing.Number / 250 % 250}.{1 + doing.Number % 250}"
        );
        if (doing.Who is { } who)
        {
            request.Headers.Add(Acting.As, who.Id.ToString("D"));
        }

        return request;
    }

    private async Task<JsonElement> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellation
    )
    {
        using (request)
        using (var answer = await http.SendAsync(request, cancellation))
        {
            var body = await answer.Content.ReadAsStringAsync(cancellation);
            return answer.IsSuccessStatusCode
                ? JsonDocument.Parse(body.Length == 0 ? "null" : body).RootElement
                : throw new DemoRefusedException(
                    $"{request.Method} {request.RequestUri}",
                    (int)answer.StatusCode,
                    body
                );
        }
    }
}
