using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Jiban.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Jiban.Platform.Tests.Web;

/// <summary>What every door refuses, and in which words, whatever the route behind it does.</summary>
public sealed class WebRulesTests : IAsyncLifetime
{
    private TestHost _host = null!;

    private enum Colour
    {
        DarkRed,
    }

    private sealed record Thing(string Text, int Count, Colour Colour, Inner? Inner);

    private sealed record Inner(string? Note);

    public async ValueTask InitializeAsync() =>
        _host = await TestHost.StartAsync(
            _ => { },
            routes =>
            {
                routes.MapPost("/api/things", (Thing thing) => thing);
                routes.MapGet("/api/words", (string q) => q);
                routes.MapGet(
                    "/api/broken",
                    string () => throw new InvalidOperationException("secret of the house")
                );
                routes.MapGet("/api/store/{state}", string (string state) => throw Store(state));
                routes.MapGet("/api/fault/{kind}", string (string kind) => throw Fault(kind));
            }
        );

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task What_is_well_formed_comes_through_as_it_was_sent()
    {
        var (status, body) = await PostAsync(
            """{"text":"路灯😀","count":3,"colour":"darkRed","inner":{"note":null}}"""
        );

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(
            """{"text":"路灯😀","count":3,"colour":"darkRed","inner":{}}""",
            body.GetRawText().Replace("\\uD83D\\uDE00", "😀", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("""{"text":"a","count":"3","colour":"darkRed"}""", "count")]
    [InlineData("""{"text":"a","count":3,"colour":0}""", "colour")]
    [InlineData("""{"text":"a","count":3,"colour":"green"}""", "colour")]
    [InlineData("""{"text":7,"count":3,"colour":"darkRed"}""", "text")]
    [InlineData("""{"text":"a\u0000b","count":3,"colour":"darkRed"}""", "text")]
    [InlineData(
        """{"text":"a","count":3,"colour":"darkRed","inner":{"note":"\ud800"}}""",
        "inner.note"
    )]
    [InlineData("""{"text":"a","text":"b","count":3,"colour":"darkRed"}""", "text")]
    [InlineData("""{"text":null,"count":3,"colour":"darkRed"}""", "text")]
    [InlineData("""{"text":""", "text")]
    [InlineData("""[]""", "body")]
    public async Task What_is_malformed_is_refused_by_the_name_of_its_field(
        string json,
        string field
    )
    {
        var (status, problem) = await PostAsync(json);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("/problems/malformed", problem.GetProperty("type").GetString());
        var fault = problem.GetProperty("errors").GetProperty(field)[0].GetString()!;
        Assert.DoesNotContain("Jiban", fault, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_field_that_is_missing_is_named_at_once()
    {
        var (status, problem) = await PostAsync("""{"colour":"darkRed"}""");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(
            ["text", "count"],
            problem.GetProperty("errors").EnumerateObject().Select(field => field.Name)
        );
    }

    [Fact]
    public async Task A_lone_surrogate_in_the_bytes_is_malformed()
    {
        using var content = Json("""{"text":"a?","count":1,"colour":"darkRed"}""");
        var bytes = await content.ReadAsByteArrayAsync();
        // ED A0 80 would be U+D800, which UTF-8 does not know.
        byte[] broken = [.. bytes[..10], 0xED, 0xA0, 0x80, .. bytes[11..]];

        var (status, problem) = await SendAsync(
            HttpMethod.Post,
            "/api/things",
            new ByteArrayContent(broken)
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
            }
        );

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("/problems/malformed", problem.GetProperty("type").GetString());
    }

    [Fact]
    public async Task Nesting_beyond_the_limit_is_malformed()
    {
        var deep = new string('[', 5_000) + new string(']', 5_000);

        var (status, _) = await PostAsync($$"""{"text":{{deep}}}""");

        Assert.Equal(HttpStatusCode.BadRequest, status);
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_too_large()
    {
        var (status, problem) = await PostAsync(
            $$"""{"text":"{{new string('a', 1_000_000)}}","count":1,"colour":"darkRed"}"""
        );

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, status);
        Assert.Equal("/problems/too-large", problem.GetProperty("type").GetString());
    }

    [Fact]
    public async Task NUL_in_an_address_is_malformed()
    {
        var (status, problem) = await SendAsync(HttpMethod.Get, "/api/words?q=a%00b", null);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("/problems/malformed", problem.GetProperty("type").GetString());
    }

    [Theory]
    [InlineData("GET", "/api/nothing", 404, "not-found")]
    [InlineData("DELETE", "/api/things", 405, "method-not-allowed")]
    [InlineData("GET", "/api/things", 405, "method-not-allowed")]
    [InlineData("GET", "/api/words", 400, "malformed")]
    public async Task What_does_not_exist_is_told_as_a_problem(
        string method,
        string path,
        int expected,
        string slug
    )
    {
        var (status, problem) = await SendAsync(new HttpMethod(method), path, null);

        Assert.Equal(expected, (int)status);
        Assert.Equal("/problems/" + slug, problem.GetProperty("type").GetString());
        Assert.Equal(expected, problem.GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task Another_content_type_is_told_as_a_problem()
    {
        var (status, problem) = await SendAsync(
            HttpMethod.Post,
            "/api/things",
            new StringContent("text=a", Encoding.UTF8, "application/x-www-form-urlencoded")
        );

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, status);
        Assert.Equal("/problems/media-type", problem.GetProperty("type").GetString());
    }

    [Fact]
    public async Task A_fault_of_ours_is_logged_once_and_tells_nothing_of_the_inside()
    {
        var (status, problem) = await SendAsync(HttpMethod.Get, "/api/broken", null);

        Assert.Equal(HttpStatusCode.InternalServerError, status);
        Assert.Equal("/problems/internal", problem.GetProperty("type").GetString());
        Assert.DoesNotContain("secret", problem.GetRawText(), StringComparison.Ordinal);
        var line = Assert.Single(_host.Logs.Lines, line => line.Level >= LogLevel.Warning);
        Assert.Equal("secret of the house", line.Fault!.Message);
    }

    [Theory]
    [InlineData("40001", 503, "store-unavailable")]
    [InlineData("40P01", 503, "store-unavailable")]
    [InlineData("53100", 503, "store-unavailable")]
    [InlineData("58030", 503, "store-unavailable")]
    [InlineData("57P01", 503, "store-unavailable")]
    [InlineData("08006", 503, "store-unavailable")]
    [InlineData("XX000", 503, "store-unavailable")]
    [InlineData("XX001", 503, "store-unavailable")]
    [InlineData("22021", 400, "malformed")]
    [InlineData("23505", 500, "internal")]
    [InlineData("42P01", 500, "internal")]
    public async Task The_state_of_the_store_is_read_as_an_answer(
        string state,
        int expected,
        string slug
    )
    {
        var (status, problem) = await SendAsync(HttpMethod.Get, "/api/store/" + state, null);

        Assert.Equal(expected, (int)status);
        Assert.Equal("/problems/" + slug, problem.GetProperty("type").GetString());
    }

    /// <summary>What a full disk or a store that falls does to a request, as it comes out of the system and of the driver.</summary>
    [Theory]
    [InlineData("no-room", 507, "storage-full", 60)]
    [InlineData("no-quota", 507, "storage-full", 60)]
    [InlineData("read-on", 503, "store-unavailable", 2)]
    [InlineData("not-there", 503, "store-unavailable", 2)]
    [InlineData("not-in-time", 503, "store-unavailable", 2)]
    [InlineData("torn", 500, "internal", null)]
    public async Task A_disk_without_room_and_a_store_that_falls_are_named_and_say_when_to_come_back(
        string kind,
        int expected,
        string slug,
        int? seconds
    )
    {
        using var answer = await _host.Client().GetAsync("/api/fault/" + kind);

        Assert.Equal(expected, (int)answer.StatusCode);
        Assert.Contains(
            $"/problems/{slug}",
            await answer.Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );
        Assert.Equal(
            seconds is { } known ? TimeSpan.FromSeconds(known) : (TimeSpan?)null,
            answer.Headers.RetryAfter?.Delta
        );
    }

    [Fact]
    public async Task A_store_that_is_away_says_when_to_come_back()
    {
        using var answer = await _host.Client().GetAsync("/api/store/57P01");

        Assert.Equal(TimeSpan.FromSeconds(2), answer.Headers.RetryAfter!.Delta);
    }

    [Fact]
    public async Task Problems_are_told_in_the_language_that_was_asked_for()
    {
        using var client = _host.Client();
        var chinese = await TitleAsync(client);
        client.DefaultRequestHeaders.AcceptLanguage.Clear();
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en-GB,zh;q=0.5");
        var english = await TitleAsync(client);

        Assert.Contains("没有找到", chinese, StringComparison.Ordinal);
        Assert.Contains("nothing at this address", english, StringComparison.Ordinal);
    }

    private static async Task<string> TitleAsync(HttpClient client)
    {
        using var answer = await client.GetAsync("/api/nothing");
        return await answer.Content.ReadAsStringAsync();
    }

    private static PostgresException Store(string state) => new("words", "ERROR", "ERROR", state);

    private static Exception Fault(string kind) =>
        kind switch
        {
            "no-room" => new IOException("No space left on device", 28),
            "no-quota" => new IOException("Disk quota exceeded", 122),
            "read-on" => new NpgsqlException("reading", new EndOfStreamException()),
            "not-there" => new SocketException((int)SocketError.ConnectionRefused),
            "not-in-time" => new TimeoutException(),
            _ => new IOException("torn"),
        };

    private Task<(HttpStatusCode, JsonElement)> PostAsync(string json) =>
        SendAsync(HttpMethod.Post, "/api/things", Json(json));

    private static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");

    private async Task<(HttpStatusCode, JsonElement)> SendAsync(
        HttpMethod method,
        string path,
        HttpContent? content
    )
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        using var answer = await _host.Client().SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Equal(
            answer.IsSuccessStatusCode ? "application/json" : "application/problem+json",
            answer.Content.Headers.ContentType?.MediaType
        );
        return (answer.StatusCode, JsonDocument.Parse(text).RootElement);
    }
}
