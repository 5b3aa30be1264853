using System.Diagnostics;

namespace Jiban.Host.Commands;

/// <summary>A host that goes on when the command that started it has ended.</summary>
internal static class DetachedHost
{
    /// <summary>Starts the same command again without <c>--detach</c>, keeper and host, in a session of its own, and comes back when it serves.</summary>
    public static async Task<int> StartAsync(string dataDirectory, CancellationToken cancellation)
    {
        if (RunningHost.Find(dataDirectory) is not null)
        {
            return await Greeting.AlreadyAsync(dataDirectory, cancellation);
        }

        DataFolder.Make(dataDirectory);
        var log = Path.Combine(dataDirectory, "host.log");
        using var process = Launch(log);
        while (!process.HasExited)
        {
            if (
                RunningHost.Find(dataDirectory, RunningHost.Keeper)?.Process == process.Id
                && RunningHost.Find(dataDirectory) is { Address: { } address }
            )
            {
                Greeting.Show(address, dataDirectory);
                Console.WriteLine($"Runs as process {process.Id}; its log is {log}.");
                return 0;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellation);
        }

        await Console.Error.WriteAsync(await File.ReadAllTextAsync(log, cancellation));
        return process.ExitCode == 0 ? 1 : process.ExitCode;
    }

    private static Process Launch(string log)
    {
        var args = Environment.GetCommandLineArgs()[1..].Where(word => word != "--detach");
        const string script = "log=$1; shift; exec setsid \"$@\" >\"$log\" 2>&1 </dev/null";
        return Process.Start(
                new ProcessStartInfo("sh", ["-c", script, "sh", log, .. Self(), .. args])
            ) ?? throw new CommandFailedException("the host could not be started.");
    }

    /// <summary>This program: its own executable, or <c>dotnet</c> with its assembly.</summary>
    public static string[] Self() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
            ? [Environment.ProcessPath!, typeof(DetachedHost).Assembly.Location]
            : [Environment.ProcessPath!];
}
