using System.Diagnostics;
using System.Globalization;
using Dapper;
using Jiban.City.Contracts;
using Jiban.Demo;
using Jiban.Host.Commands;
using Jiban.Platform.Projections;
using Jiban.Platform.Store;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Jiban.Host.Bench;

/// <summary>
/// Entries of the journal that the projections follow a second, beside those that the door writes a second at its fastest: below 1 they would fall behind.
/// While the door is loaded nothing is followed, and afterwards nothing else runs, so that the processor time says what each projection costs.
/// </summary>
/// <param name="cases">How many are registered and followed.</param>
/// <param name="warmUp">How many before, which are not measured.</param>
internal sealed class FollowBench(int clients, int cases, int warmUp)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    /// <summary>Runs and prints. The last line is <c>ratio N.NN</c>.</summary>
    public async Task RunAsync(OpenStore store, TextWriter output, CancellationToken cancellation)
    {
        await using var beside = JibanHost.Build(store.Host);
        var faults = await beside
            .Services.GetRequiredService<CityImport>()
            .ImportAsync(GenerateCity.From(GenerateCity.Seed).Plan, cancellation);
        if (faults.Count > 0)
        {
            throw new CommandFailedException($"The demo city does not import: {faults[0].Fault}");
        }

        var server = MachineTime.ServerOf(store);
        var database = beside.Services.GetRequiredService<Database>();
        var all = beside.Services.GetServices<IProjection>().ToList();
        var (skipped, written, taken) = await RegisterAsync(store, database, all, cancellation);
        var timed = all.ConvertAll(one => new TimedProjection(one, server, skipped));
        using var follower = new Follower(
            database,
            timed,
            TimeProvider.System,
            NullLogger<Follower>.Instance
        );
        await follower.ReachPresentAsync(cancellation);
        var last = timed[^1];
        var following = Stopwatch.GetElapsedTime(last.Began);
        var used = MachineTime.Now(server, null).Since(last.Before!);
        foreach (var one in timed.OrderByDescending(one => one.Used.Ours))
        {
            Print(output, one.Name, one.Used, one.Entries);
        }

        var apart = used;
        timed.ForEach(one => apart = apart.Since(one.Used));
        Print(output, "reading, checkpoints", apart, last.Entries);
        Print(output, "all together", used, last.Entries);
        var (rate, door) = (last.Entries / following.TotalSeconds, written / taken.TotalSeconds);
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"follows {rate:N0} entries a second, what the rules add among them; the door writes {door:N0}\nratio {rate / door:N2}"
            )
        );
    }

    /// <summary>Registers all by a host that follows nothing: how many entries came with the warm-up, how many then, and in what time.</summary>
    private async Task<(long Skipped, long Written, TimeSpan Taken)> RegisterAsync(
        OpenStore store,
        Database database,
        List<IProjection> projections,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenAsync(cancellation);
        await connection.ExecuteAsync(
            "insert into platform.projection (name) select unnest(@names) on conflict do nothing",
            new { names = projections.Select(one => one.Name).ToArray() }
        );
        await using var host = await BenchHost.StartAsync(store, cancellation);
        // Who finds a checkpoint held leaves that projection to whoever holds it.
        await using var holding = await connection.BeginTransactionAsync(cancellation);
        await connection.ExecuteAsync("select from platform.projection for update", holding);
        var load = new BenchClients(host.Address, clients);
        load.Load(warmUp, Longest, cancellation);
        var skipped = await CountAsync(connection);
        var started = Stopwatch.GetTimestamp();
        load.Load(cases, Longest, cancellation);
        var taken = Stopwatch.GetElapsedTime(started);
        return (skipped, await CountAsync(connection) - skipped, taken);
    }

    private static Task<long> CountAsync(NpgsqlConnection connection) =>
        connection.ExecuteScalarAsync<long>("select count(*) from platform.journal");

    private static void Print(TextWriter output, string what, MachineTime used, long entries) =>
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{what, -22} {used.Ours / entries * 1e6, 7:N1} µs an entry: host {used.Clients / entries * 1e6, 6:N1}, database {used.Database / entries * 1e6, 6:N1}"
            )
        );
}
