using Jiban.City.Contracts;
using Jiban.Dispatch.Contracts;
using Jiban.Platform;
using Jiban.Platform.Auth;
using Jiban.Platform.Store;
using Jiban.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Jiban.Dispatch.Tests;

/// <summary>The module's routes on a database of their own.</summary>
public sealed class CatalogueSite : IAsyncLifetime
{
    private readonly string _directory = Directory
        .CreateTempSubdirectory("jiban-dispatch-")
        .FullName;
    private TestHost _host = null!;

    public FakeClock Clock { get; } = new(Say.Then);

    public TestDatabase Store { get; private set; } = null!;

    public IServiceProvider Services => _host.Services;

    public Dispatcher Dispatcher => _host.Services.GetRequiredService<Dispatcher>();

    internal Catalogue.CatalogueLoader Loader =>
        _host.Services.GetRequiredService<Catalogue.CatalogueLoader>();

    public async ValueTask InitializeAsync()
    {
        Store = await TestDatabase.CreateAsync(
            PlatformModule.Migrations,
            DispatchModule.Migrations
        );
        _host = await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await Store.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    /// <summary>Loads a city until the end of a test.</summary>
    public IDisposable WithCity(CitySnapshot city)
    {
        var registry = _host.Services.GetRequiredService<CityRegistry>();
        registry.Swap(city);
        return new Loaded(() => registry.Swap(CitySnapshot.Empty));
    }

    private sealed class Loaded(Action unload) : IDisposable
    {
        public void Dispose() => unload();
    }

    public HttpClient As(Role role) =>
        _host.Client().As(new Actor(Some.Id(900 + (int)role), role.ToString(), role, null));

    /// <summary>A second process on the same store.</summary>
    public Task<TestHost> StartAsync() =>
        TestHost.StartAsync(
            services =>
            {
                services.AddSingleton<TimeProvider>(Clock);
                services.AddSingleton(_ => new Database(
                    Npgsql.NpgsqlDataSource.Create(Store.Connections.App)
                ));
                services.AddPlatform(new PlatformOptions { DataDirectory = _directory, Seed = 1 });
                // No city is loaded: what stands here needs none.
                services.AddSingleton<CityRegistry>();
                services.AddSingleton<NamedComponents>();
                services.AddActingAs();
                services.AddDispatch(new DispatchOptions { ModelsDirectory = Say.ModelsDirectory });
            },
            routes => routes.MapDispatch()
        );
}
