using System.Diagnostics;
using System.Globalization;
using Jiban.City.Contracts;
using Jiban.Demo;
using Jiban.Host.Commands;
using Jiban.Platform.Projections;

namespace Jiban.Host.Bench;

/// <summary>
/// Register → dispatched, durable, over HTTP: so many clients against one host process, beside pgbench running the same inserts as one
/// prepared transaction a case on the same cluster in the same run.
/// </summary>
/// <param name="cases">How many to register, whatever time it takes; null to measure for <paramref name="time"/>.</param>
/// <param name="warmUp">How many to register before. By 40,000 the compiler of the runtime has seen what is used often; the host of a city runs for weeks.</param>
internal sealed class RegisterBench(int clients, TimeSpan time, long? cases, int warmUp)
{
    private static readonly TimeSpan LongestWarmUp = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LongestCatchingUp = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

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
        var follower = beside.Services.GetRequiredService<Follower>();
        var (ours, cost) = await MeasureHostAsync(store, server, follower, output, cancellation);
        var before = MachineTime.Now(server, null);
        var reference = await PgBench.RunAsync(store, clients, time, cancellation);
        var used = MachineTime.Now(server, null).Since(before);
        Print(
            output,
            $"pgbench    {reference.PerSecond, 8:N0} cases/s, the same {reference.Rows:N1} rows of {reference.Tables} tables as one prepared transaction each, {clients} clients; {reference.Dispatched:P0} had a unit at once"
        );
        Print(output, $"           {used.Of(reference.PerSecond * time.TotalSeconds, time)}");
        var referenceCost = used.Ours / (reference.PerSecond * time.TotalSeconds);
        Print(output, $"ratio of the processor time a case {referenceCost / cost:N2}");
        Print(output, $"ratio {ours / reference.PerSecond:N2}");
    }

    private async Task<(double PerSecond, double SecondsACase)> MeasureHostAsync(
        OpenStore store,
        int server,
        Follower follower,
        TextWriter output,
        CancellationToken cancellation
    )
    {
        await using var host = await BenchHost.StartAsync(store, cancellation);
        var load = new BenchClients(host.Address, clients);
        load.Load(warmUp, LongestWarmUp, cancellation);
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var watch = cases is null
            ? Task.CompletedTask
            : Task.Run(() => WatchAsync(host, load, output, watching.Token), cancellation);
        var before = MachineTime.Now(server, host.ProcessId);
        var started = Stopwatch.GetTimestamp();
        var times = cases is { } number
            ? load.Load(number, TimeSpan.FromDays(1), cancellation)
            : load.Load(long.MaxValue / 2, time, cancellation);
        var taken = Stopwatch.GetElapsedTime(started);
        var used = MachineTime.Now(server, host.ProcessId).Since(before);
        await watching.CancelAsync();
        await watch;
        var rate = times.Count / taken.TotalSeconds;
        Print(
            output,
            $"jiban      {rate, 8:N0} cases/s durable, {clients} clients over HTTP, one process, {Environment.ProcessorCount} cores, {taken.TotalSeconds:N0} s"
        );
        Print(
            output,
            $"           p50 {At(times, 0.50):N1} ms, p95 {At(times, 0.95):N1} ms, p99 {At(times, 0.99):N1} ms"
        );
        Print(output, $"           {used.Of(times.Count, taken)}");
        Print(output, $"           memory of the host {host.ResidentMegabytes():N0} MB");
        Print(output, $"           {await CaughtUpAsync(follower, cancellation)}");
        return (rate, used.Ours / times.Count);
    }

    /// <summary>What follows behind the answers must keep pace with them: a figure that a stuck projection has flattered is worth nothing.</summary>
    private static async Task<string> CaughtUpAsync(
        Follower follower,
        CancellationToken cancellation
    )
    {
        var started = Stopwatch.GetTimestamp();
        var behind = await follower.BehindAsync(cancellation);
        while (behind.Count > 0 && Stopwatch.GetElapsedTime(started) < LongestCatchingUp)
        {
            await Task.Delay(Glance, TimeProvider.System, cancellation);
            behind = await follower.BehindAsync(cancellation);
        }

        return behind.Count == 0
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"every projection had caught up {Stopwatch.GetElapsedTime(started).TotalSeconds:N1} s after the last answer"
            )
            : string.Create(
                CultureInfo.InvariantCulture,
                $"still behind after {LongestCatchingUp.TotalSeconds:N0} s: {string.Join(", ", behind.Order())}"
            );
    }

    /// <summary>For a long run: how many cases there are, and what the host holds in memory.</summary>
    private static async Task WatchAsync(
        BenchHost host,
        BenchClients load,
        TextWriter output,
        CancellationToken cancellation
    )
    {
        while (true)
        {
            Print(
                output,
                $"{load.Begun, 10:N0} cases, memory of the host {host.ResidentMegabytes():N0} MB"
            );
            await Task.Delay(Interval, TimeProvider.System, cancellation)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (cancellation.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private static double At(List<double> sorted, double share) =>
        sorted.Count == 0 ? 0 : sorted[Math.Min(sorted.Count - 1, (int)(share * sorted.Count))];

    private static void Print(TextWriter output, FormattableString text) =>
        output.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
