using System.Diagnostics;
using System.Globalization;
using Jiban.Platform.Store;

namespace Jiban.Host.Commands;

/// <summary>
/// Keeps the host of <c>jiban up</c> running: one that was killed (SIGKILL, out of memory, a crash) is started again after a pause that grows, as
/// often as it takes; one that dies again and again right after its start is given up. What ends by itself, well or with a refusal, stays ended.
/// For as long as there is no host, whoever comes to its address is told when to come back.
/// </summary>
internal static class HostKeeper
{
    /// <summary>Set for the host, so that it serves itself.</summary>
    private const string Mark = "JIBAN_KEPT";

    /// <summary>So many deaths in a row, none of them after a life of <see cref="Steady"/>, and it is given up.</summary>
    public const int MostQuickDeaths = 5;

    /// <summary>Whoever lived as long as this had come up well.</summary>
    public static readonly TimeSpan Steady = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    // A process that a signal ended tells 128 and the number of the signal.
    private const int Signalled = 128;

    /// <summary>Whether this process is the host that somebody keeps.</summary>
    public static bool Keeps => Environment.GetEnvironmentVariable(Mark) is { Length: > 0 };

    /// <summary>Starts the host of a folder, again and again; returns what its last life ended with.</summary>
    /// <param name="address">Where it serves; port 0 is nowhere until it does.</param>
    /// <exception cref="CommandFailedException">It died too often right after its start.</exception>
    public static async Task<int> RunAsync(
        string dataDirectory,
        Uri address,
        CancellationToken cancellation
    )
    {
        using var claim = await RunningHost.ClaimAsync(
            dataDirectory,
            cancellation,
            RunningHost.Keeper
        );
        if (claim is null)
        {
            return await Greeting.AlreadyAsync(dataDirectory, cancellation);
        }

        WaitingRoom? room = null;
        for (var deaths = 0; ; )
        {
            var lived = Stopwatch.StartNew();
            using var host = Start();
            if (room is not null)
            {
                await UntilThereAsync(host, dataDirectory);
                await room.DisposeAsync();
                room = null;
            }

            await EndAsync(host, cancellation);
            if (host.ExitCode <= Signalled || cancellation.IsCancellationRequested)
            {
                return host.ExitCode;
            }

            deaths = Deaths(deaths, lived.Elapsed);
            room = await OpenAsync(address, cancellation);
            var signal = (host.ExitCode - Signalled).ToString(CultureInfo.InvariantCulture);
            if (Pause(deaths) is not { } pause)
            {
                await (room?.DisposeAsync() ?? default);
                throw new CommandFailedException(
                    $"the host was ended by signal {signal}, {deaths} times in a row soon after its start, and is not started again. "
                        + "What it said stands above; `dmesg` tells whether memory ran out."
                );
            }

            await Console.Error.WriteLineAsync(
                $"jiban: the host was ended by signal {signal} and is started again in {pause.TotalSeconds:0} s."
            );
            try
            {
                await Task.Delay(pause, TimeProvider.System, cancellation);
            }
            catch (OperationCanceledException)
            {
                await (room?.DisposeAsync() ?? default);
                return 0;
            }
        }
    }

    /// <summary>Waits until the next host has claimed the folder, after which it wants the address, or has ended before.</summary>
    private static async Task UntilThereAsync(Process host, string dataDirectory)
    {
        while (!host.HasExited && RunningHost.Find(dataDirectory) is null)
        {
            await Task.Delay(Glance, TimeProvider.System, CancellationToken.None);
        }
    }

    /// <summary>Opens in place of the host; null where nothing is lost without.</summary>
    private static async Task<WaitingRoom?> OpenAsync(Uri address, CancellationToken cancellation)
    {
        try
        {
            return address.Port == 0
                ? null
                : await WaitingRoom.OpenAsync(
                    address,
                    "the host was ended and is being started again",
                    cancellation
                );
        }
        catch (Exception taken) when (taken is IOException or OperationCanceledException)
        {
            return null; // By somebody else meanwhile: the host will say so.
        }
    }

    /// <summary>How often it has died in a row, with a death after such a life. Pure.</summary>
    public static int Deaths(int before, TimeSpan lived) => lived >= Steady ? 1 : before + 1;

    /// <summary>How long to wait after so many deaths; null to give up. Pure.</summary>
    public static TimeSpan? Pause(int deaths) =>
        deaths >= MostQuickDeaths
            ? null
            : TimeSpan.FromSeconds(Math.Min(Math.Pow(2, deaths - 1), LongestPause.TotalSeconds));

    private static Process Start()
    {
        var self = DetachedHost.Self();
        var start = new ProcessStartInfo(
            self[0],
            [.. self[1..], .. Environment.GetCommandLineArgs()[1..]]
        );
        start.Environment[Mark] = "1";
        return Process.Start(start)
            ?? throw new CommandFailedException("the host could not be started.");
    }

    /// <summary>Waits for the end; asks for it when this process is asked to end.</summary>
    private static async Task EndAsync(Process host, CancellationToken cancellation)
    {
        try
        {
            await host.WaitForExitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            if (!host.HasExited)
            {
                await OsCommand.RunAsync(
                    null,
                    "kill",
                    ["-TERM", host.Id.ToString(CultureInfo.InvariantCulture)],
                    CancellationToken.None
                );
            }

            await host.WaitForExitAsync(CancellationToken.None);
        }
    }
}
