using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Jiban.Platform.Auth;
using Jiban.Platform.Store;
using Jiban.Testing;
using Microsoft.Extensions.Logging;

namespace Jiban.Host.Tests.House;

public sealed class HealthTests(BareHost host) : IClassFixture<BareHost>
{
    [Fact]
    public async Task A_host_that_can_serve_tells_its_version_and_its_schema()
    {
        var health = await host.Client.GetFromJsonAsync<JsonElement>("/health");

        Assert.Equal("ok", health.GetProperty("status").GetString());
        Assert.Equal(JibanHost.Version, health.GetProperty("version").GetString());
        Assert.Equal("ready", health.GetProperty("database").GetProperty("state").GetString());
        Assert.Matches(
            "^[a-z]+/[0-9]{4}_[a-z_]+$",
            health.GetProperty("database").GetProperty("schema").GetString()
        );
    }

    [Fact]
    public async Task A_host_without_a_city_takes_no_request_explains_none_and_says_so()
    {
        const string text = "小区门口的路灯不亮了";
        using var request = await host.Client.PostAsJsonAsync("/api/requests", new { text });
        using var asked = new HttpRequestMessage(HttpMethod.Post, "/api/dispatch/explain")
        {
            Content = JsonContent.Create(new { text }),
        }.ActAs(new Actor(Some.Id(1), "admin", Role.Administrator, null));
        using var explanation = await host.Client.SendAsync(asked);

        foreach (var answer in new[] { request, explanation })
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.Equal(
                "/problems/no-city",
                (await answer.Content.ReadFromJsonAsync<JsonElement>())
                    .GetProperty("type")
                    .GetString()
            );
        }
    }

    [Fact]
    public async Task A_host_whose_store_is_away_says_so_and_refuses_politely()
    {
        var directory = Directory.CreateTempSubdirectory("jiban-away-").FullName;
        var nowhere = EmbeddedPostgres.Connection(directory, "jiban", StoreConnections.AppRole);
        await using var app = JibanHost.Build(
            new JibanHostOptions
            {
                Store = new StoreConnections(nowhere, nowhere),
                DataDirectory = directory,
            },
            builder => builder.Logging.ClearProviders()
        );
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };

        using var health = await client.GetAsync("/health");
        using var route = await client.PostAsJsonAsync(
            "/api/session",
            new { login = "somebody", password = "something" }
        );

        Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
        Assert.Contains(
            "database",
            (await health.Content.ReadFromJsonAsync<JsonElement>())
                .GetProperty("reason")
                .GetString(),
            StringComparison.Ordinal
        );
        Assert.Equal(HttpStatusCode.ServiceUnavailable, route.StatusCode);
        Assert.Equal(
            "/problems/store-unavailable",
            (await route.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("type").GetString()
        );
        Assert.NotNull(route.Headers.RetryAfter);
        await app.StopAsync();
        Directory.Delete(directory, recursive: true);
    }

    [Theory]
    [InlineData(
        "insert into platform.migration (module, name, checksum) values ('city', '9999_build_moon', '')",
        "newer program: it has city/9999_build_moon"
    )]
    [InlineData("delete from platform.migration where name = '0000_create_journal'", "lacks")]
    public async Task A_host_whose_store_has_another_schema_says_so(string change, string told)
    {
        await using var store = await TestDatabase.CreateAsync([.. JibanHost.Migrations]);
        var directory = Directory.CreateTempSubdirectory("jiban-schema-").FullName;
        await using var app = JibanHost.Build(
            new JibanHostOptions { Store = store.Connections, DataDirectory = directory },
            builder => builder.Logging.ClearProviders()
        );
        await app.StartAsync();
        await using (var connection = await store.Owner.OpenConnectionAsync())
        {
            await connection.ExecuteAsync(change);
        }

        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        using var health = await client.GetAsync("/health");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
        Assert.Contains(
            told,
            (await health.Content.ReadFromJsonAsync<JsonElement>())
                .GetProperty("reason")
                .GetString(),
            StringComparison.Ordinal
        );
        await app.StopAsync();
        Directory.Delete(directory, recursive: true);
    }
}
