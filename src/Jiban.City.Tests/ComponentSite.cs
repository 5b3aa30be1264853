using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Jiban.City.Contracts;
using Jiban.Platform;
using Jiban.Platform.Auth;
using Jiban.Platform.Time;
using Jiban.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Jiban.City.Tests;

/// <summary>The registry's routes on a real store that holds the small city, with a clock that the test turns.</summary>
public sealed class ComponentSite : IAsyncLifetime
{
    /// <summary>A pair of answer and status.</summary>
    internal readonly record struct Answer(HttpStatusCode Status, JsonElement Body)
    {
        public string? Type =>
            Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty("type", out var type)
                ? type.GetString()!["/problems/".Length..]
                : null;
    }

    private readonly string _directory = Directory
        .CreateTempSubdirectory("jiban-components-")
        .FullName;
    private TestHost _host = null!;

    internal TestDatabase Store { get; private set; } = null!;
    internal FakeClock Clock { get; } = new(new(2026, 11, 2, 2, 0, 0, TimeSpan.Zero));

    /// <summary>The day that its clock shows; some tests move it.</summary>
    internal DateOnly Today => CivilTime.DayOf(Clock.GetUtcNow());
    internal IServiceProvider Services => _host.Services;

    internal static readonly Actor Administrator = new(
        Some.Id(901),
        "管理员",
        Role.Administrator,
        SomeCity.Centre
    );
    internal static readonly Actor Office = new(
        Some.Id(902),
        "派单员",
        Role.Dispatcher,
        SomeCity.Office
    );
    internal static readonly Actor Water = new(Some.Id(903), "水务", Role.Handler, SomeCity.Water);

    public async ValueTask InitializeAsync()
    {
        Store = await TestDatabase.CreateAsync(PlatformModule.Migrations, CityModule.Migrations);
        _host = await TestHost.StartAsync(
            services =>
            {
                services.AddSingleton<TimeProvider>(Clock);
                services.AddSingleton(Store.App);
                services.AddPlatform(new PlatformOptions { DataDirectory = _directory, Seed = 1 });
                services.AddCity();
                services.AddActingAs();
                foreach (
                    var job in services
                        .Where(one =>
                            one.ServiceType == typeof(IHostedService)
                            && one.ImplementationType?.Namespace?.StartsWith(
                                "Microsoft",
                                StringComparison.Ordinal
                            ) != true
                        )
                        .ToList()
                )
                {
                    services.Remove(job);
                }
            },
            routes => routes.MapCity()
        );
        Assert.Empty(
            await Services
                .GetRequiredService<CityImport>()
                .ImportAsync(SomeCity.Plan(), CancellationToken.None)
        );
    }

    /// <summary>A record that is in order: the street's, at a spot in communities' sides from the south-west.</summary>
    internal static Dictionary<string, object?> Record(
        double x,
        double y,
        string classCode = "01018",
        string name = "路灯"
    ) =>
        new()
        {
            ["classCode"] = classCode,
            ["name"] = name,
            ["lon"] = x * SomeCity.Side,
            ["lat"] = y * SomeCity.Side,
            ["initialDate"] = "2026-10-01",
            ["units"] = new[] { new { role = "authority", unitId = SomeCity.Office } },
        };

    internal Task<Answer> SendAsync(
        Actor actor,
        HttpMethod method,
        string path,
        object? body = null
    ) => SendAsync(actor, method, path, body is null ? null : JsonContent.Create(body));

    internal Task<Answer> SendFileAsync(Actor actor, string path, byte[] file) =>
        SendAsync(actor, HttpMethod.Post, path, new ByteArrayContent(file));

    private async Task<Answer> SendAsync(
        Actor actor,
        HttpMethod method,
        string path,
        HttpContent? content
    )
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (actor.Role != Role.Public)
        {
            request.ActAs(actor);
        }

        using var answer = await _host
            .Client()
            .SendAsync(request, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new(
            answer.StatusCode,
            text.StartsWith('{') || text.StartsWith('[') ? JsonElement.Parse(text)
                : text.Length == 0 ? default
                : JsonSerializer.SerializeToElement(text)
        );
    }

    internal Task<Answer> GetAsync(Actor actor, string path) =>
        SendAsync(actor, HttpMethod.Get, path);

    /// <summary>A file as its bytes.</summary>
    internal async Task<byte[]> GetFileAsync(Actor actor, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path).ActAs(actor);
        using var answer = await _host
            .Client()
            .SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The whole answer to a request.</summary>
    internal Task<HttpResponseMessage> SendAsync(Actor actor, HttpRequestMessage request) =>
        _host.Client().SendAsync(request.ActAs(actor), TestContext.Current.CancellationToken);

    /// <summary>The whole answer to a request of nobody who is signed in.</summary>
    internal Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) =>
        _host.Client().SendAsync(request, TestContext.Current.CancellationToken);

    internal Task<Answer> PostAsync(Actor actor, string path, object body) =>
        SendAsync(actor, HttpMethod.Post, path, body);

    /// <summary>Enters a component that must be taken; its id and identifier.</summary>
    internal async Task<(Guid Id, string Code)> AddAsync(Dictionary<string, object?> record)
    {
        var answer = await PostAsync(Administrator, "/api/components", record);
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Body.ToString());
        return (
            answer.Body.GetProperty("id").GetGuid(),
            answer.Body.GetProperty("code").GetString()!
        );
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await Store.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }
}
