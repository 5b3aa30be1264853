using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Jiban.Platform.Files;

/// <summary>A picture's facts by its header.</summary>
internal sealed record PictureHeader(int Width, int Height, bool HasExif);

/// <summary>
/// libvips as a separate process: pictures of strangers are decoded there and never in the host. Each process has its own bound of
/// memory, of processor time and of time, and few run at once.
/// </summary>
internal sealed class PictureTool(TimeProvider clock) : IDisposable
{
    /// <summary>So many processes at once: a picture costs up to a second of a core.</summary>
    public const int AtOnce = 2;

    /// <summary>So many wait for their turn before the next is sent away.</summary>
    public const int MostWaiting = 30;

    private const long MemoryBytes = 1_500_000_000;
    private const int ProcessorSeconds = 20;
    private const long OutputBytes = 50_000_000;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    // EAGAIN, ENOMEM, ENFILE and EMFILE of Linux.
    private static readonly int[] CrowdedCodes = [11, 12, 23, 24];

    private readonly SemaphoreSlim _turns = new(AtOnce);
    private int _waiting;

    /// <summary>Whether no process could be started because the machine has no room for one more just now; it may have soon.</summary>
    public static bool SaysCrowded(Win32Exception fault) =>
        CrowdedCodes.Contains(fault.NativeErrorCode);

    /// <summary>Waits for a turn; null when too many wait already. Dispose it to let the next one in.</summary>
    public async Task<IDisposable?> TakeTurnAsync(CancellationToken cancellation)
    {
        try
        {
            if (Interlocked.Increment(ref _waiting) > MostWaiting)
            {
                return null;
            }

            await _turns.WaitAsync(cancellation);
            return new Turn(_turns);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    /// <summary>Reads the header without decoding a pixel; null when it is not readable.</summary>
    public async Task<PictureHeader?> ReadHeaderAsync(string path, CancellationToken cancellation)
    {
        if (await RunAsync("vipsheader", ["-a", path], cancellation) is not { } text)
        {
            return null;
        }

        var lines = text.Split('\n');
        return Number(lines, "width: ") is { } width && Number(lines, "height: ") is { } height
            ? new PictureHeader(
                width,
                height,
                lines.Any(line => line.StartsWith("exif-data: ", StringComparison.Ordinal))
            )
            : null;
    }

    /// <summary>The EXIF block as it stands in the file; null when it can't be read.</summary>
    public async Task<byte[]?> ReadExifAsync(string path, CancellationToken cancellation)
    {
        var text = await RunAsync("vipsheader", ["-f", "exif-data", path], cancellation);
        var bytes = new byte[(text?.Length ?? 0) * 3 / 4 + 3];
        return text is not null && Convert.TryFromBase64String(text.Trim(), bytes, out var length)
            ? bytes[..length]
            : null;
    }

    /// <summary>Writes a WebP of at most <paramref name="side"/> pixels a side, upright, in sRGB; false when the picture can't be decoded.</summary>
    public async Task<bool> ShrinkAsync(
        string from,
        string to,
        int side,
        CancellationToken cancellation
    ) =>
        await RunAsync(
            "vips",
            [
                "thumbnail",
                from,
                to + "[Q=80,strip]",
                side.ToString(CultureInfo.InvariantCulture),
                "--height",
                side.ToString(CultureInfo.InvariantCulture),
                "--size",
                "down",
                "--export-profile",
                "srgb",
                // Half a picture is none; by default its rest would be grey.
                "--fail-on",
                "truncated",
            ],
            cancellation
        )
            is not null;

    public void Dispose() => _turns.Dispose();

    private static int? Number(string[] lines, string prefix) =>
        lines.FirstOrDefault(line => line.StartsWith(prefix, StringComparison.Ordinal)) is { } line
        && int.TryParse(
            line.AsSpan(prefix.Length),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : null;

    /// <summary>What the program wrote; null when it failed.</summary>
    /// <exception cref="TimeoutException">It took too long, though its own time of the processor was not over: the machine has too much to do.</exception>
    private async Task<string?> RunAsync(
        string program,
        string[] arguments,
        CancellationToken cancellation
    )
    {
        using var process = Process.Start(Limited(program, arguments))!;
        using var limit = new CancellationTokenSource(Longest, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(
            limit.Token,
            cancellation
        );
        try
        {
            var faults = process.StandardError.ReadToEndAsync(either.Token);
            var text = await process.StandardOutput.ReadToEndAsync(either.Token);
            await faults;
            await process.WaitForExitAsync(either.Token);
            return process.ExitCode == 0 ? text : null;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"{program} took more than {Longest}.");
        }
        finally
        {
            Kill(process);
        }
    }

    private static ProcessStartInfo Limited(string program, string[] arguments)
    {
        var start = new ProcessStartInfo("prlimit")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        string[] limits =
        [
            string.Create(CultureInfo.InvariantCulture, $"--as={MemoryBytes}"),
            string.Create(CultureInfo.InvariantCulture, $"--cpu={ProcessorSeconds}"),
            string.Create(CultureInfo.InvariantCulture, $"--fsize={OutputBytes}"),
            "--core=0",
            "--",
            program,
        ];
        foreach (var argument in limits.Concat(arguments))
        {
            start.ArgumentList.Add(argument);
        }

        // Nothing of the host's surroundings, no loader that libvips itself does not trust, one thread.
        var path = Environment.GetEnvironmentVariable("PATH");
        start.Environment.Clear();
        start.Environment["PATH"] = path;
        start.Environment["VIPS_BLOCK_UNTRUSTED"] = "1";
        start.Environment["VIPS_CONCURRENCY"] = "1";
        return start;
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException) { }
        catch (Win32Exception) { }
    }

    private sealed class Turn(SemaphoreSlim turns) : IDisposable
    {
        public void Dispose() => turns.Release();
    }
}
