using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Jiban.Platform.Auth;
using Jiban.Testing;

namespace Jiban.Simulation.City;

/// <summary>The host's door, as people knock at it.</summary>
internal static class Door
{
    /// <summary>Asks as somebody; null is a citizen.</summary>
    public static async Task<Told> AskAsync(
        this Town town,
        Actor? who,
        HttpMethod method,
        string path,
        HttpContent? content = null,
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (who is not null)
        {
            request.ActAs(who);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        try
        {
            using var response = await town.Host.Client.SendAsync(request);
            var text = await response.Content.ReadAsStringAsync();
            var isJson =
                response.Content.Headers.ContentType?.MediaType?.EndsWith(
                    "json",
                    StringComparison.Ordinal
                ) == true;
            return new Told(
                (int)response.StatusCode,
                text.Length > 0 && isJson ? JsonElement.Parse(text) : default,
                response.Headers.ETag?.Tag,
                (int?)response.Headers.RetryAfter?.Delta?.TotalSeconds
            );
        }
        catch (HttpRequestException)
        {
            return new Told(0, default, null, null);
        }
    }

    /// <summary>Reads a page.</summary>
    public static Task<Told> LookAsync(this Town town, Actor? who, string path) =>
        town.AskAsync(who, HttpMethod.Get, path);

    /// <summary>Does something.</summary>
    public static Task<Told> SayAsync(
        this Town town,
        Actor? who,
        string path,
        object body,
        params (string Name, string Value)[] headers
    ) => town.AskAsync(who, HttpMethod.Post, path, JsonContent.Create(body), headers);

    /// <summary>The city's 12345 line says something, signed.</summary>
    public static async Task<Told> CitySaysAsync(
        this Town town,
        string path,
        object body,
        string key
    )
    {
        try
        {
            var (status, answer) = await town.Upstream.SayAsync(
                town.Host.Client.BaseAddress!,
                HttpMethod.Post,
                path,
                body,
                key
            );
            // When to come back is a header, which the city of the tests does not read.
            return new Told(
                (int)status,
                answer,
                null,
                status == HttpStatusCode.ServiceUnavailable ? 1 : null
            );
        }
        catch (HttpRequestException)
        {
            return new Told(0, default, null, null);
        }
    }

    /// <summary>Uploads a photo; its id.</summary>
    public static async Task<string> PhotoAsync(this Town town, Actor who)
    {
        using var picture = new ByteArrayContent(SamplePictures.Png(2, 2));
        picture.Headers.ContentType = new("image/png");
        var told = await town.AskAsync(who, HttpMethod.Post, "/api/uploads", picture);
        return told.IsDone
            ? told.Body.GetProperty("id").GetString()!
            : throw new InvalidOperationException(
                string.Create(CultureInfo.InvariantCulture, $"No photo: {told}")
            );
    }
}
