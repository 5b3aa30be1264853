using Jiban.Host;
using Jiban.Platform;
using Jiban.Platform.Store;
using Jiban.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Jiban.Simulation.City;

/// <summary>One life of the product's process: the real host, with a clock that somebody else turns.</summary>
internal sealed class RunningHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RunningHost(WebApplication app, Logs logs)
    {
        (_app, Logs) = (app, logs);
        Client = new HttpClient
        {
            BaseAddress = new Uri(app.Urls.First()),
            Timeout = TimeSpan.FromMinutes(1),
        };
    }

    /// <summary>What it logged as errors.</summary>
    public Logs Logs { get; }

    /// <summary>A client; who acts is said with each request.</summary>
    public HttpClient Client { get; }

    /// <summary>Starts a life.</summary>
    public static async Task<RunningHost> StartAsync(
        StoreConnections store,
        string data,
        int seed,
        TimeProvider clock,
        Action<IServiceCollection> wire
    )
    {
        var logs = new Logs();
        var app = JibanHost.Build(
            new JibanHostOptions
            {
                Store = store,
                DataDirectory = data,
                // The default model is learned once for all runs of this checkout.
                ModelsDirectory = Path.Combine(AppContext.BaseDirectory, "models"),
                Seed = seed,
                ClocksAct = false,
                // A whole city behind one address.
                RateLimits = new RateLimitOptions
                {
                    PublicDoor = new(1_000_000, TimeSpan.FromMinutes(1)),
                    Uploads = new(1_000_000, TimeSpan.FromMinutes(1)),
                },
            },
            builder =>
            {
                builder.Logging.ClearProviders();
                builder.Logging.SetMinimumLevel(LogLevel.Error);
                builder.Logging.AddProvider(logs);
                builder.Services.AddSingleton(clock);
                builder.Services.AddActingAs();
                wire(builder.Services);
            }
        );
        await app.StartAsync();
        return new RunningHost(app, logs);
    }

    /// <summary>A service of it.</summary>
    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        try
        {
            // Whoever was killed says no farewell.
            await _app.StopAsync(new CancellationToken(canceled: true));
        }
        catch (OperationCanceledException)
        {
            // So it was asked.
        }

        await _app.DisposeAsync();
    }
}
