using System.Diagnostics;
using System.Globalization;
using System.Net;
using Jiban.City.Contracts;
using Jiban.Demo;
using Jiban.Host.Commands;

namespace Jiban.Host.Bench;

/// <summary>
/// Register → dispatched, durable, over HTTP: so many clients against one host process, beside pgbench running the same inserts as one
/// prepared transaction a case on the same cluster in the same run.
/// </summary>
internal sealed class RegisterBench(int clients, TimeSpan warmUp, TimeSpan measured)
{
    /// <summary>Runs and prints. The last line is <c>ratio N.NN</c>.</summary>
    public async Task RunAsync(OpenStore store, TextWriter output, CancellationToken cancellation)
    {
        await using (var importer = JibanHost.Build(store.Host))
        {
            var faults = await importer
                .Services.GetRequiredService<CityImport>()
                .ImportAsync(GenerateCity.From(GenerateCity.Seed).Plan, cancellation);
            if (faults.Count > 0)
            {
                throw new CommandFailedException(
                    $"The demo city does not import: {faults[0].Fault}"
                );
            }
        }

        var ours = await MeasureHostAsync(store, output, cancellation);
        var reference = await PgBench.RunAsync(store, clients, measured, cancellation);
        output.WriteLine(
            Text(
                $"pgbench    {reference, 8:N0} cases/s, the same inserts as one prepared transaction each, {clients} clients"
            )
        );
        output.WriteLine(Text($"ratio {ours / reference:N2}"));
    }

    private async Task<double> MeasureHostAsync(
        OpenStore store,
        TextWriter output,
        CancellationToken cancellation
    )
    {
        await using var host = await BenchHost.StartAsync(store, cancellation);
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = clients };
        using var client = new HttpClient(handler) { BaseAddress = host.Address };
        await LoadAsync(client, warmUp, cancellation);
        var started = Stopwatch.GetTimestamp();
        var times = await LoadAsync(client, measured, cancellation);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        times.Sort();
        output.WriteLine(
            Text(
                $"jiban      {times.Count / seconds, 8:N0} cases/s durable, {clients} clients over HTTP, one process, {Environment.ProcessorCount} cores, {seconds:N0} s"
            )
        );
        output.WriteLine(
            Text(
                $"           p50 {At(times, 0.50):N1} ms, p95 {At(times, 0.95):N1} ms, p99 {At(times, 0.99):N1} ms"
            )
        );
        output.WriteLine(Text($"           memory of the host {host.ResidentMegabytes():N0} MB"));
        return times.Count / seconds;
    }

    /// <summary>Every client sends one request after another until the time is over; the milliseconds of each.</summary>
    private async Task<List<double>> LoadAsync(
        HttpClient client,
        TimeSpan time,
        CancellationToken cancellation
    )
    {
        var end = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        var lanes = await Task.WhenAll(
            Enumerable
                .Range(0, clients)
                .Select(lane =>
                    Task.Run(() => LaneAsync(client, lane, end, cancellation), cancellation)
                )
        );
        return [.. lanes.SelectMany(lane => lane)];
    }

    private static async Task<List<double>> LaneAsync(
        HttpClient client,
        int lane,
        long end,
        CancellationToken cancellation
    )
    {
        var times = new List<double>();
        for (var i = 0; Stopwatch.GetTimestamp() < end; i++)
        {
            var started = Stopwatch.GetTimestamp();
            using var response = await client.PostAsJsonAsync(
                "/api/requests",
                BenchMessages.Of(lane, i),
                cancellation
            );
            if (response.StatusCode != HttpStatusCode.Created)
            {
                throw new CommandFailedException(
                    $"{(int)response.StatusCode}: {await response.Content.ReadAsStringAsync(cancellation)}"
                );
            }

            await response.Content.ReadAsByteArrayAsync(cancellation);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return times;
    }

    private static double At(List<double> sorted, double share) =>
        sorted.Count == 0 ? 0 : sorted[Math.Min(sorted.Count - 1, (int)(share * sorted.Count))];

    private static string Text(FormattableString text) =>
        text.ToString(CultureInfo.InvariantCulture);
}
