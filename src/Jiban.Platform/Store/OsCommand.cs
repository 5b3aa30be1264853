using System.Diagnostics;

namespace Jiban.Platform.Store;

/// <summary>A command of the operating system ended with an error.</summary>
public sealed class OsCommandException(string command, int exitCode, string output)
    : Exception($"{command} ended with {exitCode}: {output}")
{
    /// <summary>Its exit code.</summary>
    public int ExitCode => exitCode;

    /// <summary>What it said.</summary>
    public string Output => output;
}

/// <summary>Runs a command to its end, as another user when asked to.</summary>
public static class OsCommand
{
    /// <summary>The exit code and everything the command said.</summary>
    /// <param name="runAs">Step down to this user first; null runs as the present one.</param>
    /// <param name="input">Text for its standard input.</param>
    public static async Task<(int ExitCode, string Output)> TryAsync(
        string? runAs,
        string file,
        IEnumerable<string> arguments,
        CancellationToken cancellation,
        string? input = null
    )
    {
        using var process = new Process { StartInfo = await Describe(runAs, file, arguments) };
        process.Start();
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        if (input is not null)
        {
            await process.StandardInput.WriteAsync(input.AsMemory(), cancellation);
        }

        process.StandardInput.Close();
        await process.WaitForExitAsync(cancellation);
        return (process.ExitCode, ((await output) + (await errors)).Trim());
    }

    /// <summary>What the command said.</summary>
    /// <exception cref="OsCommandException">It ended with an error.</exception>
    public static async Task<string> RunAsync(
        string? runAs,
        string file,
        IEnumerable<string> arguments,
        CancellationToken cancellation,
        string? input = null
    )
    {
        var (exitCode, output) = await TryAsync(runAs, file, arguments, cancellation, input);
        return exitCode == 0
            ? output
            : throw new OsCommandException(Path.GetFileName(file), exitCode, output);
    }

    private static async Task<ProcessStartInfo> Describe(
        string? runAs,
        string file,
        IEnumerable<string> arguments
    )
    {
        string[] stepDown = runAs is null
            ? []
            :
            [
                "setpriv",
                "--reuid",
                runAs,
                "--regid",
                await RunAsync(null, "id", ["-g", runAs], CancellationToken.None),
                "--clear-groups",
                "--",
            ];
        string[] all = [.. stepDown, file, .. arguments];
        var start = new ProcessStartInfo(all[0], all[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // Any user can stand here; the home of the caller may be closed to the one we step down to.
            WorkingDirectory = "/",
        };
        start.Environment["LC_ALL"] = "C.UTF-8";
        return start;
    }
}
