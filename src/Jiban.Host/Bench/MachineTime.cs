using System.Globalization;
using Jiban.Host.Commands;

namespace Jiban.Host.Bench;

/// <summary>
/// Processor time used since the machine or a process began, in seconds. On a machine that others use too, rates wobble with what they
/// do; what a case costs wobbles far less.
/// </summary>
/// <param name="All">Everything on the machine.</param>
/// <param name="Database">The server and its backends.</param>
/// <param name="Host">The host that is measured; 0 without one.</param>
/// <param name="Clients">This process, and the programs that it started and that have ended.</param>
internal sealed record MachineTime(double All, double Database, double Host, double Clients)
{
    private const double Tick = 100; // USER_HZ is 100 on every Linux that .NET runs on.

    /// <summary>The process of the server of a store that was made for a bench.</summary>
    public static int ServerOf(OpenStore store) =>
        int.Parse(
            File.ReadLines(Path.Combine(store.DataDirectory, "pg", "postmaster.pid")).First(),
            CultureInfo.InvariantCulture
        );

    /// <summary>The times now.</summary>
    public static MachineTime Now(int server, int? host)
    {
        var database = 0.0;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (
                int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id)
                && Stat(id) is { } stat
                && (id == server || stat[ParentField] == server)
            )
            {
                // Backends that have ended are counted by the server that waited for them.
                database += stat[Own] + stat[Own + 1] + stat[Ended] + stat[Ended + 1];
            }
        }

        var own = Stat(Environment.ProcessId)!;
        var of = host is { } process ? Stat(process) : null;
        return new(
            Busy() / Tick,
            database / Tick,
            of is null ? 0 : (of[Own] + of[Own + 1]) / Tick,
            (own[Own] + own[Own + 1] + (host is null ? own[Ended] + own[Ended + 1] : 0)) / Tick
        );
    }

    /// <summary>What took part in the measurement.</summary>
    public double Ours => Database + Host + Clients;

    /// <summary>What was used since <paramref name="before"/>.</summary>
    public MachineTime Since(MachineTime before) =>
        new(
            All - before.All,
            Database - before.Database,
            Host - before.Host,
            Clients - before.Clients
        );

    /// <summary>Both together.</summary>
    public MachineTime And(MachineTime other) =>
        new(All + other.All, Database + other.Database, Host + other.Host, Clients + other.Clients);

    /// <summary>In words: microseconds a case, and the part of the machine that others took.</summary>
    public string Of(double cases, TimeSpan time)
    {
        var others = All - Ours;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"processor time a case: host {Host / cases * 1e6:N0} µs, clients {Clients / cases * 1e6:N0} µs, database {Database / cases * 1e6:N0} µs; others took {others / time.TotalSeconds / Environment.ProcessorCount:P0} of the machine, {Math.Max(0, 1 - (All / time.TotalSeconds / Environment.ProcessorCount)):P0} was idle"
        );
    }

    // Fields of /proc/PID/stat behind the name (proc(5)): parent, user and system time, and those of ended children.
    private const int ParentField = 1;
    private const int Own = 11;
    private const int Ended = 13;

    private static long[]? Stat(int process)
    {
        try
        {
            var line = File.ReadAllText($"/proc/{process}/stat");
            return
            [
                .. line[(line.LastIndexOf(')') + 2)..]
                    .Split(' ')
                    .Take(Ended + 2)
                    .Select(word =>
                        long.TryParse(word, CultureInfo.InvariantCulture, out var value) ? value : 0
                    ),
            ];
        }
        catch (IOException)
        {
            return null; // It ended while we looked.
        }
    }

    /// <summary>User, nice, system, irq, softirq and steal of all processors; idle and waiting for the disk are left out.</summary>
    private static long Busy()
    {
        var fields = File.ReadLines("/proc/stat")
            .First()
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Skip(1)
            .Select(word => long.Parse(word, CultureInfo.InvariantCulture))
            .ToArray();
        return fields[0] + fields[1] + fields[2] + fields[5] + fields[6] + fields[7];
    }
}
