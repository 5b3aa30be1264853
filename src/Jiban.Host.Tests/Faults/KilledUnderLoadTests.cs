using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Dapper;
using Jiban.City.Contracts;
using Jiban.Demo;
using Jiban.Host.Tests.CommandLine;
using Jiban.Platform.Auth;
using Jiban.Platform.Store;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Jiban.Host.Tests.Faults;

/// <summary>
/// The program as a process, on a cluster of its own, killed with SIGKILL while citizens register. Whatever a citizen was told is in the
/// store exactly once, and while the store is away that is what everybody is told.
/// </summary>
[Trait("Category", "Heavy")]
public sealed class KilledUnderLoadTests : IAsyncLifetime
{
    private const int PerSecond = 200;
    private const string Password = "Test-password-1";
    private static readonly TimeSpan AWhile = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly string _data = $"/tmp/jiban-killed-{Environment.ProcessId}";
    private readonly HttpClient _client = new() { BaseAddress = RunningJiban.FreeAddress() };
    private RunningJiban _up = null!;
    private ClusterOptions _cluster = null!;

    public async ValueTask InitializeAsync()
    {
        await UpAsync();
        _cluster = new ClusterOptions
        {
            DataDirectory = Path.Combine(_data, "pg"),
            // Its fifth line is where the socket is.
            SocketDirectory = (await PidFileAsync())[4],
            AppUsers = [Environment.UserName],
        };
        await LoadCityAsync();
        await SignInAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await RunningJiban.RunAsync("down", "--data", _data);
        await _up.DisposeAsync();
        await EmbeddedPostgres.StopAsync(_cluster, CancellationToken.None);
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task Whatever_was_told_while_host_and_store_were_killed_is_there_exactly_once()
    {
        var load = new Load(_client);
        using var stop = new CancellationTokenSource();
        var running = load.RunAsync(PerSecond, stop.Token);
        await WhileAsync();

        await _up.SignalAsync("KILL");
        await _up.DisposeAsync();
        await UpAsync();
        await WhileAsync();

        await KillStoreAsync();
        await WhileAsync();
        var whileAway = load.Refused.ToList();
        await EmbeddedPostgres.StartAsync(_cluster, CancellationToken.None);
        await WhileAsync();
        await stop.CancelAsync();
        // Everybody gets an answer of the host that was there all the time.
        await running;

        Assert.NotEqual(0, load.Unanswered);
        Assert.Contains((HttpStatusCode.ServiceUnavailable, true), whileAway);
        Assert.All(
            load.Refused,
            refused => Assert.Equal((HttpStatusCode.ServiceUnavailable, true), refused)
        );
        await using var connection = new NpgsqlConnection(Connections.Owner);
        var stored = await connection.QueryAsync<string>("select number from cases.case_file");
        Assert.Equal(load.Told.Values.Order(), stored.Order());
    }

    private StoreConnections Connections =>
        new(
            EmbeddedPostgres.Connection(
                _cluster.SocketDirectory,
                "jiban",
                StoreConnections.OwnerRole
            ),
            EmbeddedPostgres.Connection(_cluster.SocketDirectory, "jiban", StoreConnections.AppRole)
        );

    private async Task UpAsync()
    {
        _up = RunningJiban.Start(
            "up",
            "--data",
            _data,
            "--port",
            $"{_client.BaseAddress!.Port}",
            "--no-demo"
        );
        await ReadyAsync();
    }

    /// <summary>By a host of this process, on the same store and keys; the one that runs follows.</summary>
    private async Task LoadCityAsync()
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
        await _up.SignalAsync("KILL");
        await _up.DisposeAsync();
        await UpAsync();
    }

    private async Task SignInAsync()
    {
        using var answer = await _client.PostAsJsonAsync(
            "/api/session",
            new { login = "line", password = Password }
        );
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private async Task KillStoreAsync()
    {
        var server = (await PidFileAsync())[0];
        // The server's processes leave the shared memory together; the newest start waits for that.
        using var kill = Process.Start("kill", ["-KILL", server]);
        await kill.WaitForExitAsync();
    }

    private Task<string[]> PidFileAsync() =>
        File.ReadAllLinesAsync(Path.Combine(_data, "pg", "postmaster.pid"));

    private async Task ReadyAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            try
            {
                var health = await _client.GetStringAsync("/health", patience.Token);
                if (health.Contains("\"ok\"", StringComparison.Ordinal))
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not yet.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, patience.Token);
        }
    }

    private static Task WhileAsync() => Task.Delay(AWhile, TimeProvider.System);
}
