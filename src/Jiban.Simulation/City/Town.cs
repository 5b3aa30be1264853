using System.Net.Http.Json;
using Jiban.Cases.Contracts;
using Jiban.Channels.Contracts;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Projections;
using Jiban.Platform.Store;
using Jiban.Simulation.Wire;
using Jiban.Testing;
using Npgsql;

namespace Jiban.Simulation.City;

/// <summary>The city of one run: its store, the wire to it, the host that serves it, and the time that the run turns.</summary>
internal sealed class Town : IAsyncDisposable
{
    private const int MostLooks = 1_000;
    private const string Secret = "only-the-city-and-we-know-it";
    private readonly DirectoryInfo _data;
    private readonly string _server;
    private readonly int _seed;
    private readonly Plant? _plant;
    private int _lives;

    private Town(TestDatabase store, DirectoryInfo data, int seed, LeapingClock clock, Plant? plant)
    {
        (Store, _data, _seed, Clock, _plant) = (store, data, seed, clock, plant);
        _server = new NpgsqlConnectionStringBuilder(store.Connections.App).Host!;
    }

    /// <summary>The store. Checks look at it as its owner, past host and wire.</summary>
    public TestDatabase Store { get; }

    /// <summary>The time.</summary>
    public LeapingClock Clock { get; }

    /// <summary>The host that serves now.</summary>
    public RunningHost Host { get; private set; } = null!;

    /// <summary>The way from it to the store.</summary>
    public StoreWire Wire { get; private set; } = null!;

    /// <summary>The city's 12345 line, which passes orders on and hears what becomes of them; its link can fail.</summary>
    public UpstreamCity Upstream { get; private set; } = null!;

    /// <summary>Who can be given a case.</summary>
    public CitySnapshot City { get; private set; } = null!;

    /// <summary>Makes the city of a run and starts its host.</summary>
    public static async Task<Town> FoundAsync(
        CityTemplate template,
        int seed,
        DateTimeOffset start,
        Plant? plant
    )
    {
        var (store, data) = await template.CopyAsync();
        var town = new Town(store, data, seed, new LeapingClock(start), plant);
        if (plant?.Sql is { } sql)
        {
            await using var command = store.Owner.CreateCommand(sql);
            await command.ExecuteNonQueryAsync();
        }

        town.Upstream = await UpstreamCity.StartAsync(Secret, town.Clock);
        await town.LiveAsync();
        town.City = town.Host.Get<CityRegistry>().Current;
        await town.ConnectAsync();
        return town;
    }

    /// <summary>The process ends at once, and another one is started on what it left.</summary>
    public async Task RebootAsync()
    {
        await EndLifeAsync();
        await LiveAsync();
    }

    /// <summary>Time passes, and the clocks of the cases act.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        Clock.Advance(time);
        await SweepAsync();
    }

    /// <summary>The clocks of the cases act.</summary>
    public Task<int> SweepAsync() => Host.Get<CaseClocks>().ActAsync(CancellationToken.None);

    /// <summary>Returns when every open deadline follows the calendar in force; a process looks every few seconds of its clock.</summary>
    public async Task SettleCalendarAsync()
    {
        for (var looks = 0; looks < MostLooks; looks++)
        {
            Clock.Advance(TimeSpan.FromSeconds(4));
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
            await using var command = Store.Owner.CreateCommand(
                "select recompute_from is null from cases.limits_version"
            );
            if ((bool)(await command.ExecuteScalarAsync())!)
            {
                return;
            }
        }

        throw new BrokenException(
            "working-days",
            "open deadlines do not follow a changed calendar"
        );
    }

    /// <summary>
    /// Returns when nobody is waited for any more whose hour has passed: the host's own looks at who did not come to a whistle, and at its tasks, go by its
    /// clock, beside whatever else it does.
    /// </summary>
    public async Task SettleWhistlesAsync()
    {
        for (var looks = 0; looks < MostLooks; looks++)
        {
            await using var command = Store.Owner.CreateCommand(
                """
                select not exists (select from coordination.summons where escalate_at <= $1)
                    and not exists (select from coordination.deadline where met_at is null and next_at <= $1)
                """
            );
            command.Parameters.Add(new() { Value = Clock.GetUtcNow() });
            if ((bool)(await command.ExecuteScalarAsync())!)
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
            if (looks % 20 == 19)
            {
                Clock.Advance(TimeSpan.FromSeconds(21));
            }
        }

        throw new BrokenException(
            "whistles",
            "who did not come, or a task that is late, is told to nobody"
        );
    }

    /// <summary>What happened leaves for the city's line, as far as it is due and the link carries it.</summary>
    public Task<int> DeliverAsync() =>
        Host.Get<ChannelClocks>().DeliverDueAsync(CancellationToken.None);

    /// <summary>Every projection has all that was committed.</summary>
    public Task FollowAsync() => Host.Get<Follower>().ReachPresentAsync(CancellationToken.None);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await EndLifeAsync();
        await Upstream.DisposeAsync();
        await Store.DisposeAsync();
        _data.Delete(recursive: true);
    }

    private async Task LiveAsync()
    {
        Wire = new StoreWire(_server, _plant is null ? null : _plant.Rewrite);
        // Another seed for every life: the ids of one must not come again in the next.
        Host = await RunningHost.StartAsync(
            new StoreConnections(Store.Connections.Owner, Wire.Through(Store.Connections.App)),
            _data.FullName,
            (_seed * 1_000) + ++_lives,
            Clock,
            services => _plant?.Wire(services, Store)
        );
    }

    private async Task ConnectAsync()
    {
        var told = await this.AskAsync(
            new Staff(City, []).Of(Role.Administrator, City.CityCentre!.UnitId),
            HttpMethod.Put,
            "/api/settings/destinations/upstream",
            JsonContent.Create(
                new
                {
                    url = Upstream.Address,
                    secret = Secret,
                    inUse = true,
                    english = false,
                    version = 0,
                }
            )
        );
        if (!told.IsDone)
        {
            throw new InvalidOperationException($"The city's line is not connected: {told}");
        }
    }

    private async Task EndLifeAsync()
    {
        Wire.Die();
        try
        {
            await Host.DisposeAsync();
        }
        catch (Exception lost) when (lost is NpgsqlException or AggregateException)
        {
            // A job of the host stood in the store when its connection went.
        }

        await Wire.DisposeAsync();
    }
}
