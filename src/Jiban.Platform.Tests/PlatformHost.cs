using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Jiban.Platform.Auth;
using Jiban.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Jiban.Platform.Tests;

/// <summary>A host of nothing but the platform: real socket, real database, a clock that the test turns.</summary>
internal sealed class PlatformHost : IAsyncDisposable
{
    public const string Password = "Rain-over-7-bridges";

    private readonly WebApplication _app;
    private readonly bool _ownsDatabase;

    private PlatformHost(
        WebApplication app,
        TestDatabase database,
        FakeClock clock,
        string directory,
        bool ownsDatabase
    )
    {
        (_app, Database, Clock, Directory) = (app, database, clock, directory);
        _ownsDatabase = ownsDatabase;
    }

    public TestDatabase Database { get; }

    public FakeClock Clock { get; }

    public string Directory { get; }

    public IServiceProvider Services => _app.Services;

    public Accounts Accounts => Services.GetRequiredService<Accounts>();

    public Uri Address => new(_app.Urls.First());

    /// <param name="extra">Further services, after the platform's own.</param>
    /// <param name="database">That of another host, which is stopped after this one; else an own one.</param>
    public static async Task<PlatformHost> StartAsync(
        Action<IServiceCollection>? extra = null,
        Action<WebApplication>? map = null,
        TestDatabase? database = null,
        PlatformOptions? options = null
    )
    {
        var owns = database is null;
        database ??= await TestDatabase.CreateAsync(PlatformModule.Migrations);
        var clock = new FakeClock();
        var directory = System.IO.Directory.CreateTempSubdirectory("jiban-host-").FullName;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton(database.App);
        builder.Services.AddPlatform(
            (options ?? new PlatformOptions { DataDirectory = "" }) with
            {
                DataDirectory = directory,
                Seed = 1,
            }
        );
        builder.Services.ConfigureHttpJsonOptions(json =>
            json.SerializerOptions.Converters.Add(
                new JsonStringEnumConverter(JsonNamingPolicy.CamelCase)
            )
        );
        builder.Services.AddActingAs();
        extra?.Invoke(builder.Services);
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.UsePlatform();
        app.MapPlatform();
        map?.Invoke(app);
        app.RefuseUnguarded();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new PlatformHost(app, database, clock, directory, owns);
    }

    public HttpClient Client() =>
        new(new SocketsHttpHandler { UseCookies = true }) { BaseAddress = Address };

    public async Task<Guid> AccountAsync(
        string login,
        Role role = Role.Handler,
        Guid? unitId = null,
        bool mustChange = false
    )
    {
        var result = await Accounts.CreateAsync(
            new NewAccount(login, "李明", role, unitId, Password, MustChange: mustChange),
            TestContext.Current.CancellationToken
        );
        return Assert.IsType<AccountResult.Done>(result).AccountId;
    }

    public static Task<HttpResponseMessage> SignInAsync(
        HttpClient client,
        string login,
        string password = Password
    ) =>
        client.PostAsJsonAsync(
            "/api/session",
            new { login, password },
            TestContext.Current.CancellationToken
        );

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        if (_ownsDatabase)
        {
            await Database.DisposeAsync();
        }

        System.IO.Directory.Delete(Directory, recursive: true);
    }
}

/// <summary>Reads answers, and shows the body when the status is another than expected.</summary>
internal static class Answers
{
    public static async Task<JsonElement> JsonAsync(
        this HttpResponseMessage answer,
        int expectedStatus
    )
    {
        using (answer)
        {
            var body = await answer.Content.ReadAsStringAsync(
                TestContext.Current.CancellationToken
            );
            Assert.True(
                (int)answer.StatusCode == expectedStatus,
                $"expected {expectedStatus}, got {(int)answer.StatusCode}: {body}"
            );
            return body.Length == 0 ? default : JsonElement.Parse(body);
        }
    }

    public static async Task ProblemAsync(
        this Task<HttpResponseMessage> answer,
        int expectedStatus,
        string slug
    )
    {
        var problem = await (await answer).JsonAsync(expectedStatus);
        Assert.Equal("/problems/" + slug, problem.GetProperty("type").GetString());
    }
}
