using System.Diagnostics;
using System.Globalization;
using Jiban.Host.Commands;

namespace Jiban.Host.Bench;

/// <summary>A host in a process of its own, as in real life: what the load costs is not counted as the host's.</summary>
internal sealed class BenchHost : IAsyncDisposable
{
    private readonly Process _process;

    private BenchHost(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    /// <summary>Where it serves.</summary>
    public Uri Address { get; }

    /// <summary>Its process.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Starts it and waits for its address.</summary>
    public static async Task<BenchHost> StartAsync(OpenStore store, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        };
        foreach (
            var word in new[]
            {
                typeof(BenchHost).Assembly.Location,
                "bench",
                "serve",
                "--data",
                store.DataDirectory,
            }
        )
        {
            start.ArgumentList.Add(word);
        }

        var process =
            Process.Start(start)
            ?? throw new CommandFailedException("The host of the bench does not start.");
        while (await process.StandardOutput.ReadLineAsync(cancellation) is { } line)
        {
            if (line.StartsWith("http://", StringComparison.Ordinal))
            {
                return new BenchHost(process, new Uri(line));
            }
        }

        throw new CommandFailedException("The host of the bench does not start.");
    }

    /// <summary>A client of somebody with an account.</summary>
    public async Task<HttpClient> SignInAsync(
        string login,
        string password,
        CancellationToken cancellation
    )
    {
        var client = new HttpClient { BaseAddress = Address };
        using var entered = await client.PostAsJsonAsync(
            "/api/session",
            new { login, password },
            cancellation
        );
        entered.EnsureSuccessStatusCode();
        return client;
    }

    /// <summary>What the process holds in memory now.</summary>
    public double ResidentMegabytes()
    {
        var line = File.ReadLines($"/proc/{_process.Id}/status")
            .First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(
                line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1],
                CultureInfo.InvariantCulture
            ) / 1024;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close(); // It ends when nobody listens any more.
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
