using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Jiban.Platform.Store;

namespace Jiban.Host.Commands;

/// <summary><c>jiban down</c>: stops the host of a data folder and its cluster.</summary>
internal static class DownCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static Command Make()
    {
        var store = new StoreOptions();
        var command = new Command("down", "Stop what `up` started.");
        store.AddTo(command);
        command.SetAction(
            (parsed, cancellation) => RunAsync(store.DataDirectory(parsed), cancellation)
        );
        return command;
    }

    private static async Task<int> RunAsync(string dataDirectory, CancellationToken cancellation)
    {
        // The keeper ends its host with it, and starts none again. A host whose keeper was killed ends alone.
        var host =
            RunningHost.Find(dataDirectory, RunningHost.Keeper) ?? RunningHost.Find(dataDirectory);
        if (host is not null)
        {
            var process = host.Process.ToString(CultureInfo.InvariantCulture);
            await OsCommand.RunAsync(null, "kill", ["-TERM", process], cancellation);
            await WaitAsync(dataDirectory, process, cancellation);
        }

        var cluster = Directory.Exists(dataDirectory)
            ? await SharedCluster.StopUnusedAsync(OpenStore.Cluster(dataDirectory), cancellation)
            : ClusterStop.NotRunning;
        Console.WriteLine(
            cluster == ClusterStop.InUse
                ? "Another command still uses the store and stops it when it ends."
            : host is not null || cluster == ClusterStop.Stopped ? "Stopped."
            : "Nothing was running."
        );
        return 0;
    }

    private static async Task WaitAsync(
        string dataDirectory,
        string process,
        CancellationToken cancellation
    )
    {
        var waited = Stopwatch.StartNew();
        while (
            RunningHost.Find(dataDirectory) is not null
            || RunningHost.Find(dataDirectory, RunningHost.Keeper) is not null
        )
        {
            if (waited.Elapsed > Patience)
            {
                throw new CommandFailedException(
                    $"process {process} did not end within {Patience.TotalSeconds} seconds."
                );
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellation);
        }
    }
}
