using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Jiban.Host.Tests.CommandLine;

/// <summary>The program run as a person runs it: a process of its own.</summary>
internal sealed class RunningJiban : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    // As it is published, where the run names that.
    private static readonly string Program = Path.Combine(
        Environment.GetEnvironmentVariable("JIBAN_APP") ?? AppContext.BaseDirectory,
        "Jiban.Host.dll"
    );

    private readonly Process _process;
    private readonly Task<string> _errors;
    private readonly ConcurrentQueue<string> _errorsSoFar = new();
    private readonly List<string> _said = [];

    private RunningJiban(Process process)
    {
        _process = process;
        _errors = ReadErrorsAsync();
    }

    /// <summary>What it has written to the stream of errors, where its log goes too, line by line.</summary>
    public IEnumerable<string> ErrorsSoFar => _errorsSoFar;

    /// <summary>An address of this machine where nobody listens just now.</summary>
    public static Uri FreeAddress()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}");
    }

    /// <summary>Runs a command to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(
        params string[] words
    )
    {
        await using var running = Start(words);
        return await running.EndAsync();
    }

    /// <summary>Runs a command that has a heap of so many bytes.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunWithinAsync(
        int heap,
        params string[] words
    )
    {
        await using var running = Start(
            Path.Combine(AppContext.BaseDirectory, "models"),
            words,
            ("DOTNET_GCHeapHardLimit", heap.ToString("X", CultureInfo.InvariantCulture))
        );
        return await running.EndAsync();
    }

    /// <summary>Starts a command.</summary>
    public static RunningJiban Start(params string[] words) =>
        Start(Path.Combine(AppContext.BaseDirectory, "models"), words);

    /// <summary>Starts a command that has its text models in a folder of its own.</summary>
    public static RunningJiban Start(
        string models,
        string[] words,
        params (string Name, string Value)[] environment
    )
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. words])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            Environment = { ["JIBAN_MODELS"] = models },
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new RunningJiban(Process.Start(start)!);
    }

    /// <summary>Reads on until a line begins with the words; null when the program ended before.</summary>
    public async Task<string?> LineAsync(string beginning)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (await _process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            _said.Add(line);
            if (line.StartsWith(beginning, StringComparison.Ordinal))
            {
                return line;
            }
        }

        return null;
    }

    /// <summary>Reads on what the program says, to its end: one that says much would wait for its reader.</summary>
    public async Task ListenAsync(Action<string> line)
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } said)
        {
            line(said);
        }
    }

    private async Task<string> ReadErrorsAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            _errorsSoFar.Enqueue(line);
        }

        return string.Join('\n', _errorsSoFar);
    }

    /// <summary>Ends what the program reads.</summary>
    public void CloseInput() => _process.StandardInput.Close();

    /// <summary>Sends a signal, as the keyboard (<c>INT</c>) or the system (<c>TERM</c>) does.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Waits for the end.</summary>
    public async Task<(int ExitCode, string Output, string Errors)> EndAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var rest = await _process.StandardOutput.ReadToEndAsync(patience.Token);
        await _process.WaitForExitAsync(patience.Token);
        return (_process.ExitCode, string.Join('\n', _said) + "\n" + rest, await _errors);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            // The keeper with its host.
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }
}
