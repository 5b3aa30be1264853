using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using Jiban.City.Contracts;
using Jiban.Demo;
using Jiban.Host.Commands;
using Jiban.Host.Tests.CommandLine;
using Jiban.Platform.Auth;
using Jiban.Platform.Store;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Jiban.Host.Tests.Faults;

/// <summary>
/// The program as a process with the demo city on a cluster of its own, and a client that is signed in as an operator: for what happens to
/// processes, disks and connections.
/// </summary>
internal sealed class FaultCity : IAsyncDisposable
{
    private const string Password = "Test-password-1";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private readonly string _data;
    private readonly ConcurrentQueue<string> _said = new();
    private RunningJiban _up = null!;
    private Task _listening = Task.CompletedTask;

    private FaultCity(string data) => _data = data;

    private ClusterOptions Cluster => OpenStore.Cluster(_data);

    /// <summary>Somebody at the line, who has so many telephones.</summary>
    public HttpClient Operator { get; } =
        new(new SocketsHttpHandler { MaxConnectionsPerServer = 256 })
        {
            BaseAddress = RunningJiban.FreeAddress(),
        };

    /// <summary>The ways into the store.</summary>
    public StoreConnections Connections =>
        new(
            EmbeddedPostgres.Connection(
                Cluster.SocketDirectory,
                "jiban",
                StoreConnections.OwnerRole
            ),
            EmbeddedPostgres.Connection(Cluster.SocketDirectory, "jiban", StoreConnections.AppRole)
        );

    /// <summary>What the host said of its own faults, for whoever asks why something else came than was expected.</summary>
    public string Said => string.Join('\n', [.. _said, .. _up.ErrorsSoFar.TakeLast(200)]);

    /// <summary>Starts everything in a data folder.</summary>
    public static async Task<FaultCity> StartAsync(string data)
    {
        var city = new FaultCity(data);
        try
        {
            await city.UpAsync();
            await city.LoadAsync();
            await city.SignInAsync();
            return city;
        }
        catch
        {
            await city.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the program and returns when it serves.</summary>
    private async Task UpAsync()
    {
        _up = RunningJiban.Start(
            "up",
            "--data",
            _data,
            "--port",
            $"{Operator.BaseAddress!.Port}",
            "--no-demo"
        );
        _listening = _up.ListenAsync(_said.Enqueue);
        await ReadyAsync();
    }

    /// <summary>Kills the host, and returns when its keeper has started another.</summary>
    public async Task KillHostAsync()
    {
        var host = RunningHost.Find(_data)!.Process;
        using var kill = Process.Start("kill", ["-KILL", $"{host}"]);
        await kill.WaitForExitAsync();
        using var patience = new CancellationTokenSource(Patience);
        while (RunningHost.Find(_data) is not { } next || next.Process == host)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, patience.Token);
        }
    }

    /// <summary>Kills the server of the store.</summary>
    public async Task KillStoreAsync()
    {
        using var kill = Process.Start("kill", ["-KILL", (await PidFileAsync())[0]]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Waits until the program and its store are well.</summary>
    public async Task ReadyAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            try
            {
                var health = await Operator.GetStringAsync("/health", patience.Token);
                if (health.Contains("\"ok\"", StringComparison.Ordinal))
                {
                    return;
                }
            }
            catch (Exception fault) when (fault is HttpRequestException or SocketException)
            {
                // Not yet.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, patience.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Operator.Dispose();
        await RunningJiban.RunAsync("down", "--data", _data);
        await _up.DisposeAsync();
        await _listening;
        await EmbeddedPostgres.StopAsync(Cluster, CancellationToken.None);
    }

    /// <summary>By a host of this process, on the same store and keys; the one that runs begins again.</summary>
    private async Task LoadAsync()
    {
        await using var app = JibanHost.Build(
            new JibanHostOptions
            {
                Store = Connections,
                DataDirectory = _data,
                ModelsDirectory = Path.Combine(AppContext.BaseDirectory, "models"),
                ClocksAct = false,
            },
            builder => builder.Logging.ClearProviders()
        );
        Assert.Empty(
            await app
                .Services.GetRequiredService<CityImport>()
                .ImportAsync(GenerateCity.From(GenerateCity.Seed).Plan, default)
        );
        var office = app
            .Services.GetRequiredService<CityRegistry>()
            .Current.Units.First(unit => unit.Kind == UnitKind.StreetOffice);
        Assert.IsType<AccountResult.Done>(
            await app
                .Services.GetRequiredService<Accounts>()
                .CreateAsync(
                    new NewAccount("line", "话务员", Role.Operator, office.UnitId, Password),
                    default
                )
        );
        await KillHostAsync();
        await ReadyAsync();
    }

    private async Task SignInAsync()
    {
        using var answer = await Operator.PostAsJsonAsync(
            "/api/session",
            new { login = "line", password = Password }
        );
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private Task<string[]> PidFileAsync() =>
        File.ReadAllLinesAsync(Path.Combine(_data, "pg", "postmaster.pid"));
}
