using System.Net;
using Dapper;
using Jiban.Cases.Contracts;
using Jiban.Channels.Contracts;
using Jiban.City.Contracts;
using Jiban.Demo;
using Jiban.Platform.Auth;
using Jiban.Platform.Projections;
using Jiban.Platform.Store;
using Jiban.Platform.Time;
using Jiban.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Jiban.Host.Tests;

/// <summary>The whole host on a database of its own with the demo city in it, and a clock that the test turns.</summary>
public sealed class CityHost : IAsyncLifetime
{
    private string? _contentRoot;
    private int? _pool;
    private Func<string, string> _way = connection => connection;

    /// <summary>A host that serves the web apps of a published program too.</summary>
    public static CityHost WithPages(string contentRoot) => new() { _contentRoot = contentRoot };

    /// <summary>A host that has only so many connections to its store.</summary>
    public static CityHost WithConnections(int most) => new() { _pool = most };

    /// <summary>A host that goes another way to its store.</summary>
    public static CityHost OnWay(Func<string, string> way) => new() { _way = way };

    // Made anew when what makes it or what writes it was built anew.
    private static readonly string CityInTemplate =
        $"city {typeof(GenerateCity).Module.ModuleVersionId} {typeof(CityImport).Module.ModuleVersionId}";

    /// <summary>Friday, 20 November 2026, ten in the morning.</summary>
    private static readonly DateTimeOffset Beginning = CivilTime.At(
        new DateOnly(2026, 11, 20),
        new TimeOnly(10, 0)
    );

    private readonly List<HttpClient> _clients = [];
    private readonly Dictionary<(Role, string), Actor> _staff = [];
    private readonly string _directory = Directory.CreateTempSubdirectory("jiban-host-").FullName;
    private WebApplication _app = null!;

    /// <summary>Begins on Friday, 20 November 2026, at ten in the morning.</summary>
    public FakeClock Clock { get; } = new(Beginning);

    /// <summary>The store; tests that tamper do so through its owner.</summary>
    public TestDatabase Store { get; private set; } = null!;

    /// <summary>What the host has logged.</summary>
    public Logs Logs { get; } = new();

    /// <summary>Where keys and files lie.</summary>
    public string DataDirectory => _directory;

    /// <summary>The services of the host.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>The city.</summary>
    public CitySnapshot City => Services.GetRequiredService<CityRegistry>().Current;

    /// <summary>A citizen's client.</summary>
    public HttpClient Citizen { get; private set; } = null!;

    /// <summary>Where the host serves.</summary>
    public Uri Address => new(_app.Urls.First());

    public async ValueTask InitializeAsync()
    {
        Store = await TestDatabase.CreateFilledAsync(
            CityInTemplate,
            ImportAsync,
            [.. JibanHost.Migrations]
        );
        _app = JibanHost.Build(
            new JibanHostOptions
            {
                Store = Store.Connections with { App = _way(InPool(Store.Connections.App)) },
                ContentRoot = _contentRoot,
                DataDirectory = _directory,
                // The default model is learned once for all tests of this checkout.
                ModelsDirectory = Path.Combine(AppContext.BaseDirectory, "models"),
                Seed = 7,
                ClocksAct = false,
                Patience = TimeSpan.FromSeconds(5),
            },
            builder =>
            {
                if (Environment.GetEnvironmentVariable("JIBAN_TEST_LOG") is null)
                {
                    builder.Logging.ClearProviders();
                }

                builder.Logging.AddProvider(Logs);
                builder.Services.AddSingleton<TimeProvider>(Clock);
                builder.Services.AddActingAs();
            }
        );
        await _app.StartAsync();
        Citizen = Client();
    }

    private static async Task ImportAsync(Database store)
    {
        var import = new CityImport(store, new CityRegistry(), new FakeClock(Beginning));
        Assert.Empty(await import.ImportAsync(GenerateCity.From(GenerateCity.Seed).Plan, default));
    }

    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        try
        {
            await _app.StopAsync();
        }
        finally
        {
            await _app.DisposeAsync();
            await Store.DisposeAsync();
            Directory.Delete(_directory, recursive: true);
        }
    }

    /// <summary>A client of somebody with a role in a unit; the same pair is the same person.</summary>
    public HttpClient As(Role role, string unitName) => Client().As(Who(role, unitName));

    /// <summary>A client of a known person.</summary>
    public HttpClient As(Actor actor) => Client().As(actor);

    /// <summary>A client of a second person in the same place.</summary>
    public HttpClient As(Role role, string unitName, string name) =>
        Client().As(Who(role, unitName, name));

    /// <summary>Somebody with a role in a unit, with an account, so that pages can name them.</summary>
    public Actor Who(Role role, string unitName, string name = "")
    {
        if (_staff.TryGetValue((role, unitName + name), out var known))
        {
            return known;
        }

        var unit = City.Units.First(unit => unit.Name == unitName);
        if (role == Role.Upstream)
        {
            return Actor.Upstream; // A program: it has no account.
        }

        if (role == Role.MapProgram)
        {
            return new Actor(Guid.Empty, "地图软件", role, null); // Another.
        }

        var login = $"{role}{_staff.Count}".ToLowerInvariant();
        var made = Services
            .GetRequiredService<Accounts>()
            .CreateAsync(
                new NewAccount(
                    login,
                    name.Length > 0 ? name : $"{unit.ShortName}{role}",
                    role,
                    unit.UnitId,
                    "Test-password-1"
                ),
                default
            )
            .GetAwaiter()
            .GetResult();
        var id = Assert.IsType<AccountResult.Done>(made).AccountId;
        return _staff[(role, unitName + name)] = new Actor(
            id,
            name.Length > 0 ? name : $"{unit.ShortName}{role}",
            role,
            unit.UnitId
        );
    }

    /// <summary>The unit of an id, by name.</summary>
    public string UnitName(Guid id) => City.Unit(id)!.Name;

    /// <summary>Turns the time and lets the clocks of the cases act.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        Clock.Advance(time);
        var clocks = Services.GetRequiredService<CaseClocks>();
        await using var connection = await Store.Owner.OpenConnectionAsync(
            TestContext.Current.CancellationToken
        );
        // A sweep leaves what somebody holds, the watch for instance, to the next one.
        do
        {
            await clocks.ActAsync(TestContext.Current.CancellationToken);
        } while (
            await connection.ExecuteScalarAsync<bool>(
                "select exists (select from cases.deadline where met_at is null and next_at <= @now)",
                new { now = Clock.GetUtcNow() }
            )
        );
    }

    /// <summary>Until the jobs of the host, which wake with the clock, have done their work.</summary>
    public static async Task UntilAsync(Func<Task<bool>> holds)
    {
        for (var i = 0; i < 3_000 && !await holds(); i++)
        {
            await Task.Delay(
                TimeSpan.FromMilliseconds(20),
                TimeProvider.System,
                TestContext.Current.CancellationToken
            );
        }

        Assert.True(await holds());
    }

    /// <summary>Feeds every projection with everything that was committed.</summary>
    public Task CatchUpAsync() =>
        Services
            .GetRequiredService<Follower>()
            .ReachPresentAsync(TestContext.Current.CancellationToken);

    /// <summary>Lets everything that happened leave that is due by now; returns how many messages arrived.</summary>
    public async Task<int> DeliverAsync()
    {
        await CatchUpAsync();
        return await Services
            .GetRequiredService<ChannelClocks>()
            .DeliverDueAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Sets where messages to a destination go.</summary>
    public async Task ConnectAsync(string code, Uri address, string secret, int version = 0) =>
        (
            await As(Role.Administrator, City.CityCentre!.Name)
                .Put(
                    $"/api/settings/destinations/{code}",
                    new
                    {
                        url = address,
                        secret,
                        page = "https://jiban.example/",
                        english = false,
                        inUse = true,
                        version,
                    }
                )
        ).Expect(HttpStatusCode.NoContent);

    /// <summary>
    /// Waits until no transaction of the cluster is older than the last row of the journal. Tests share a cluster, and what follows the
    /// journal reads only what every running transaction can see.
    /// </summary>
    public async Task SettleAsync()
    {
        await using var connection = await Store.Owner.OpenConnectionAsync(
            TestContext.Current.CancellationToken
        );
        while (
            !await connection.ExecuteScalarAsync<bool>(
                "select coalesce(max(tx), '0') < pg_snapshot_xmin(pg_current_snapshot()) from platform.journal"
            )
        )
        {
            await Task.Delay(
                TimeSpan.FromMilliseconds(5),
                TimeProvider.System,
                TestContext.Current.CancellationToken
            );
        }
    }

    private string InPool(string connection) =>
        _pool is { } most
            ? new NpgsqlConnectionStringBuilder(connection) { MaxPoolSize = most }.ConnectionString
            : connection;

    private HttpClient Client()
    {
        var client = new HttpClient { BaseAddress = Address };
        _clients.Add(client);
        return client;
    }
}
