using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Jiban.Testing;

namespace Jiban.Host.Tests;

/// <summary>An answer of the API: status and body together, so that a failed assertion shows both.</summary>
public sealed record Answer(HttpStatusCode Status, JsonElement Body, HttpResponseMessage Message)
{
    /// <summary>The body, when the status is the expected one.</summary>
    public JsonElement Expect(HttpStatusCode status)
    {
        Assert.True(Status == status, $"{(int)Status} instead of {(int)status}: {Body}");
        return Body;
    }

    /// <summary>The slug of a problem, when the status is the expected one.</summary>
    public string Problem(int status)
    {
        Assert.True((int)Status == status, $"{(int)Status} instead of {status}: {Body}");
        Assert.Equal("application/problem+json", Message.Content.Headers.ContentType?.MediaType);
        return Body.GetProperty("type")
            .GetString()!
            .Replace("/problems/", "", StringComparison.Ordinal);
    }
}

/// <summary>Calls as a test writes them.</summary>
public static class Calls
{
    /// <summary>The requester is reached by telephone and needs no meeting.</summary>
    public static async Task NeedsNoMeetingAsync(this HttpClient handler, string id) =>
        (
            await handler.Post(
                $"/api/cases/{id}/contact",
                new
                {
                    method = "phone",
                    reached = true,
                    note = "来电人表示不用见面。",
                    noMeeting = true,
                }
            )
        ).Expect(HttpStatusCode.OK);

    /// <summary>A member as text; null when it is left out.</summary>
    public static string? Maybe(this JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) ? value.ToString() : null;

    /// <summary>What was written to the requester, step by step.</summary>
    public static IReadOnlyList<string?> Details(this JsonElement steps) =>
        [
            .. steps
                .EnumerateArray()
                .Select(step =>
                    step.TryGetProperty("detail", out var detail) ? detail.GetString() : null
                ),
        ];

    public static Task<Answer> Get(this HttpClient client, string path) =>
        client.Send(HttpMethod.Get, path, null);

    public static Task<Answer> Post(
        this HttpClient client,
        string path,
        object? body = null,
        params (string Name, string Value)[] headers
    ) => client.Send(HttpMethod.Post, path, JsonContent.Create(body ?? new { }), headers);

    /// <summary>Uploads a picture (2 × 2, grey, made by hand); its id.</summary>
    public static async Task<string> Picture(this HttpClient client)
    {
        var content = new ByteArrayContent(
            Convert.FromBase64String(
                "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAAAAABX3VL4AAAADklEQVR4nGNoaGBoaAAABgYCASzBUNcAAAAASUVORK5CYII="
            )
        );
        content.Headers.ContentType = new("image/png");
        return (await client.Send(HttpMethod.Post, "/api/uploads", content))
            .Expect(HttpStatusCode.Created)
            .GetProperty("id")
            .GetString()!;
    }

    /// <summary>Uploads a recording of two seconds; its id.</summary>
    public static async Task<string> Recording(this HttpClient client)
    {
        var content = new ByteArrayContent(SampleSounds.Wav(2));
        content.Headers.ContentType = new("audio/wav");
        return (await client.Send(HttpMethod.Post, "/api/uploads", content))
            .Expect(HttpStatusCode.Created)
            .GetProperty("id")
            .GetString()!;
    }

    public static Task<Answer> Put(this HttpClient client, string path, object body) =>
        client.Send(HttpMethod.Put, path, JsonContent.Create(body));

    public static async Task<Answer> Send(
        this HttpClient client,
        HttpMethod method,
        string path,
        HttpContent? content,
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var body =
            text.Length > 0
            && response.Content.Headers.ContentType?.MediaType?.EndsWith(
                "json",
                StringComparison.Ordinal
            ) == true
                ? JsonElement.Parse(text)
                : default;
        return new Answer(response.StatusCode, body, response);
    }
}
