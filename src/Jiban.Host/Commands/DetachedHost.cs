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
        File.Delete(log);
        using var process = Launch(log);
        var told = 0;
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

            told += await TellAsync(log, told, cancellation);
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellation);
        }

        await Console.Error.WriteAsync((await LogAsync(log, cancellation))[told..]);
        return process.ExitCode == 0 ? 1 : process.ExitCode;
    }

    /// <summary>What the host says on its way, line by line: loading a city takes minutes. Its greeting is left to us.</summary>
    /// <returns>How many characters were told.</returns>
    private static async Task<int> TellAsync(string log, int told, CancellationToken cancellation)
    {
        var said = (await LogAsync(log, cancellation))[told..];
        var greeting = said.IndexOf(Greeting.Beginning, StringComparison.Ordinal);
        var whole = greeting < 0 ? said.LastIndexOf('\n') + 1 : greeting;
        Console.Write(said[..whole]);
        return whole;
    }

    /// <summary>The log so far; empty as long as there is none.</summary>
    private static async Task<string> LogAsync(string log, CancellationToken cancellation)
    {
        if (!File.Exists(log))
        {
            return "";
        }

        await using var file = new FileStream(
            log,
            FileMode.Open,
            FileAccess.Read,
            FileShare.ReadWrite
        );
        using var reader = new StreamReader(file);
        return await reader.ReadToEndAsync(cancellation);
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
