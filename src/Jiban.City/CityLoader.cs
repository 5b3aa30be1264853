using Jiban.City.Contracts;
using Jiban.City.Grid;
using Jiban.Platform.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Jiban.City;

/// <summary>
/// Keeps this process on the city of the store: loads it before the host serves, then looks at the version (one row by key)
/// every few seconds and reloads when another process imported, and puts a planned grid in force when its day has come. A store that is away leaves the last city in force.
/// </summary>
internal sealed partial class CityLoader(
    Database database,
    CityRegistry registry,
    TimeProvider clock,
    ILogger<CityLoader> log
) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(3);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await FollowAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>Loads the city when the store holds another version than this process.</summary>
    internal async Task FollowAsync(CancellationToken cancellation)
    {
        try
        {
            await GridPlanStore.PutDueInForceAsync(database, clock.GetUtcNow(), cancellation);
            if (await CityStore.VersionAsync(database, cancellation) > registry.Version)
            {
                var (version, plan) = await CityStore.ReadAsync(database, cancellation);
                registry.Swap(plan.ToSnapshot(), version);
                Loaded(version, plan.Regions.Count, plan.Units.Count, plan.Buildings.Count);
            }
        }
        catch (NpgsqlException exception)
        {
            NotLoaded(exception);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await FollowAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // A city that can't be read leaves the last one in force; what is thrown here would end the host.
                NotLoaded(fault);
            }
        }
    }

    [LoggerMessage(
        LogLevel.Information,
        "City version {Version}: {Regions} regions, {Units} units, {Buildings} buildings"
    )]
    private partial void Loaded(long version, int regions, int units, int buildings);

    [LoggerMessage(LogLevel.Warning, "The city could not be read; the last one stays in force")]
    private partial void NotLoaded(Exception exception);
}
