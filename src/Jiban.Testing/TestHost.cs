using Jiban.Platform;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Jiban.Testing;

/// <summary>
/// A few routes behind a real server on a free port, under the rules of the product's doors (<see cref="WebRules"/>), and with sign-in when
/// the platform is among the services.
/// </summary>
public sealed class TestHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly List<HttpClient> _clients = [];

    private TestHost(WebApplication app, Logs logs)
    {
        _app = app;
        Logs = logs;
    }

    /// <summary>Everything the host logged.</summary>
    public Logs Logs { get; }

    /// <summary>The services of the host.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>Where it serves.</summary>
    public Uri Address => new(_app.Urls.First());

    /// <summary>Starts a host.</summary>
    /// <param name="services">Adds what the routes need; the store among it.</param>
    /// <param name="routes">Maps the routes.</param>
    public static async Task<TestHost> StartAsync(
        Action<IServiceCollection> services,
        Action<IEndpointRouteBuilder> routes
    )
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var logs = new Logs();
        builder.Logging.AddProvider(logs);
        builder.Services.AddWebRules();
        services(builder.Services);
        var app = builder.Build();
        app.UseWebRules();
        if (app.Services.GetService<PlatformOptions>() is not null)
        {
            app.UsePlatform();
        }

        routes(app);
        await app.StartAsync();
        return new TestHost(app, logs);
    }

    /// <summary>A client of a citizen; <see cref="ActingAs.As"/> makes it somebody else's.</summary>
    public HttpClient Client()
    {
        var client = new HttpClient { BaseAddress = Address };
        _clients.Add(client);
        return client;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        await _app.DisposeAsync();
    }
}
