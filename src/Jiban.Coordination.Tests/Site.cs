using System.Net.Http.Json;
using System.Text.Json;
using Jiban.Cases;
using Jiban.Cases.Contracts;
using Jiban.City;
using Jiban.City.Contracts;
using Jiban.Dispatch;
using Jiban.Platform;
using Jiban.Platform.Auth;
using Jiban.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Jiban.Coordination.Tests;

/// <summary>The module's routes on a real store, with the small city and a clock that the test turns. Nothing sweeps by itself.</summary>
internal sealed class Site : IAsyncDisposable
{
    private readonly TestHost _host;
    private readonly bool _owns;
    private readonly string _directory;

    private Site(TestHost host, TestDatabase store, FakeClock clock, string directory, bool owns) =>
        (_host, Store, Clock, _directory, _owns) = (host, store, clock, directory, owns);

    public TestDatabase Store { get; }

    public FakeClock Clock { get; }

    public DeadlineSweep Deadlines => _host.Services.GetRequiredService<DeadlineSweep>();

    public RecountReviews Recount => _host.Services.GetRequiredService<RecountReviews>();

    public EscalationSweep Sweep => _host.Services.GetRequiredService<EscalationSweep>();

    /// <summary>A host; with <paramref name="beside"/>, a second one on the same store, clock and keys.</summary>
    public static async Task<Site> StartAsync(Site? beside = null)
    {
        var store =
            beside?.Store
            ?? await TestDatabase.CreateAsync(
                PlatformModule.Migrations,
                CityModule.Migrations,
                DispatchModule.Migrations,
                CasesModule.Migrations,
                CoordinationModule.Migrations
            );
        var clock = beside?.Clock ?? new FakeClock(Scene.Ten);
        var directory =
            beside?._directory ?? Directory.CreateTempSubdirectory("jiban-coordination-").FullName;
        var host = await TestHost.StartAsync(
            services =>
            {
                services.AddSingleton<TimeProvider>(clock);
                services.AddSingleton(store.App);
                services.AddPlatform(
                    new PlatformOptions { DataDirectory = directory, Seed = beside is null ? 1 : 2 }
                );
                services.AddCity();
                services.AddDispatch(new DispatchOptions { ModelsDirectory = directory });
                services.AddCases(new CasesOptions { ClocksAct = false });
                services.AddCoordination();
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
            routes => routes.MapCoordination()
        );
        host.Services.GetRequiredService<CityRegistry>().Swap(SmallCity.Snapshot);
        return new Site(host, store, clock, directory, owns: beside is null);
    }

    public async Task<JsonElement> GetAsync(Actor actor, string path)
    {
        using var answer = await _host
            .Client()
            .As(actor)
            .GetAsync(path, TestContext.Current.CancellationToken);
        return await ReadAsync(answer);
    }

    /// <param name="seen">The version that the actor looked at.</param>
    public async Task<JsonElement> PostAsync(
        Actor actor,
        string path,
        object body,
        int? seen = null
    )
    {
        var client = _host.Client().As(actor);
        if (seen is { } version)
        {
            client.DefaultRequestHeaders.IfMatch.Add(new($"\"{version}\""));
        }

        using var answer = await client.PostAsJsonAsync(
            path,
            body,
            TestContext.Current.CancellationToken
        );
        return await ReadAsync(answer);
    }

    /// <summary>The tag of a whistle's page.</summary>
    public async Task<string?> TagAsync(Actor actor, Guid whistle)
    {
        using var answer = await _host
            .Client()
            .As(actor)
            .GetAsync($"/api/whistles/{whistle}", TestContext.Current.CancellationToken);
        return answer.Headers.ETag?.Tag;
    }

    public async Task<JsonElement> PutAsync(Actor actor, string path, object body)
    {
        using var answer = await _host
            .Client()
            .As(actor)
            .PutAsJsonAsync(path, body, TestContext.Current.CancellationToken);
        return await ReadAsync(answer);
    }

    /// <summary>The section calls the police and the heating company for half past ten.</summary>
    public async Task<Guid> BlowAsync() => (
            await PostAsync(
                Scene.Caller,
                "/api/whistles",
                new
                {
                    kind = "emergency",
                    subject = "三号楼暖气爆裂，水流到楼下",
                    units = new[]
                    {
                        new { unitId = SmallCity.Police },
                        new { unitId = SmallCity.Heat },
                    },
                    reportByMinutes = 30,
                    escalateMinutes = 60,
                    lon = 116.4,
                    lat = 39.9,
                }
            )
        ).GetProperty("id").GetGuid();

    /// <summary>Makes the account of somebody who can be named to lead.</summary>
    public async Task<Guid> LeaderAsync() =>
        Assert
            .IsType<AccountResult.Done>(
                await _host
                    .Services.GetRequiredService<Accounts>()
                    .CreateAsync(
                        new NewAccount(
                            "chief",
                            "周岚",
                            Role.Leader,
                            SmallCity.Office,
                            "Test-password-1"
                        ),
                        TestContext.Current.CancellationToken
                    )
            )
            .AccountId;

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        if (_owns)
        {
            await Store.DisposeAsync();
            Directory.Delete(_directory, recursive: true);
        }
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return text.Length == 0 ? default : JsonElement.Parse(text);
    }
}
