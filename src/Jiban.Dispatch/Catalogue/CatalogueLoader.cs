using System.Diagnostics;
using Jiban.Dispatch.Contracts;
using Jiban.Dispatch.Learning;
using Jiban.Dispatch.Models;
using Jiban.Platform.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Jiban.Dispatch.Catalogue;

/// <summary>
/// Keeps this process on the catalogue of the store: fills an empty one, loads it and the text model before the host serves, then
/// looks at the version (one row by key) every few seconds and reloads when another process changed it. The text model in force is part of it.
/// </summary>
internal sealed partial class CatalogueLoader(
    Database database,
    Dispatcher dispatcher,
    DefaultModel model,
    TimeProvider clock,
    ILogger<CatalogueLoader> log
) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(3);
    private readonly SemaphoreSlim _one = new(1, 1);
    private long _version;

    /// <summary>The version of the store's catalogue that this process goes by; what is read behind it may be newer, never older.</summary>
    public long Version => Interlocked.Read(ref _version);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        dispatcher.Swap(dispatcher.Current.With(await model.GetAsync(cancellationToken)));
        await TryFollowAsync(cancellationToken);
        Ready(
            dispatcher.Classes.Count,
            dispatcher.Current.Rows.Rules.Count,
            Stopwatch.GetElapsedTime(started).TotalMilliseconds
        );
        await base.StartAsync(cancellationToken);
    }

    /// <summary>Loads the catalogue when the store holds another version than this process; fills an empty store first.</summary>
    public async Task FollowAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            var there = await CatalogueStore.VersionAsync(database, cancellation);
            if (there == _version && there > 0)
            {
                return;
            }

            if (there == 0)
            {
                await CatalogueStore.FillAsync(database, ShippedCatalogue.Rows, cancellation);
            }

            var (version, rows, number) = await CatalogueStore.ReadAsync(database, cancellation);
            dispatcher.Swap(new DispatchSnapshot(rows, await ModelAsync(number, cancellation)));
            _version = version;
        }
        finally
        {
            _one.Release();
        }
    }

    public override void Dispose()
    {
        _one.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await TryFollowAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // One that can't be read leaves the last one in force; what is thrown here would end the host.
                NotLoaded(fault);
            }
        }
    }

    /// <summary>The text model of a number. One that this program can't read any more leaves the shipped one in force, and says so.</summary>
    private async Task<NumberedModel> ModelAsync(int number, CancellationToken cancellation)
    {
        if (dispatcher.Current.Model is { } held && held.Number == number)
        {
            return held;
        }

        try
        {
            return number == 0
                ? await model.GetAsync(cancellation)
                : await TextModelStore.ReadAsync(database, number, cancellation);
        }
        catch (ModelFileException unreadable)
        {
            NotReadable(number, unreadable);
            return await model.GetAsync(cancellation);
        }
    }

    /// <summary>A store that is away leaves in force what is: at the start, what ships.</summary>
    private async Task TryFollowAsync(CancellationToken cancellation)
    {
        try
        {
            await FollowAsync(cancellation);
        }
        catch (NpgsqlException exception)
        {
            NotLoaded(exception);
        }
    }

    [LoggerMessage(
        LogLevel.Information,
        "Dispatch: {Classes} classes, {Rules} rules, ready in {Milliseconds:0} ms"
    )]
    private partial void Ready(int classes, int rules, double milliseconds);

    [LoggerMessage(
        LogLevel.Error,
        "Text model {Number} is in force and can't be read; the shipped one reads instead"
    )]
    private partial void NotReadable(int number, Exception exception);

    [LoggerMessage(
        LogLevel.Warning,
        "The dispatch catalogue could not be read; the last one stays in force"
    )]
    private partial void NotLoaded(Exception exception);
}
