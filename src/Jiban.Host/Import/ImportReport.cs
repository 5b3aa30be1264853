using System.Diagnostics;
using System.Globalization;
using Jiban.Cases.Contracts;
using Jiban.Dispatch.Contracts;

namespace Jiban.Host.Import;

/// <summary>What an import did, row by row and in sum.</summary>
internal sealed class ImportReport(Dispatcher dispatcher)
{
    private const int MostFaultsShown = 50;
    private readonly Dictionary<string, int> _byMode = [];
    private readonly Dictionary<string, int> _byClass = [];
    private readonly List<string> _faults = [];
    private readonly long _started = Stopwatch.GetTimestamp();
    private int _labelled;
    private int _agreed;

    /// <summary>Rows read.</summary>
    public int Rows { get; set; }

    /// <summary>Rows that became a case now.</summary>
    public int Registered { get; private set; }

    /// <summary>Rows that an earlier import had registered.</summary>
    public int Repeated { get; private set; }

    /// <summary>Registered cases that wait for a person.</summary>
    public int Queued { get; private set; }

    /// <summary>Rows that were refused.</summary>
    public int Refused { get; private set; }

    /// <summary>Takes a row that has its case.</summary>
    public void Take(Registered registered, bool repeated, string? label)
    {
        Registered += repeated ? 0 : 1;
        Repeated += repeated ? 1 : 0;
        Queued += registered.IsDispatched ? 0 : 1;
        Count(_byMode, registered.Mode?.ToString() ?? "queued for a person");
        var name = dispatcher.Class(registered.ClassCode[..2])?.Name ?? registered.ClassCode;
        Count(_byClass, name);
        if (!string.IsNullOrWhiteSpace(label))
        {
            _labelled++;
            _agreed +=
                label.Contains(name, StringComparison.Ordinal)
                || name.Contains(label, StringComparison.Ordinal)
                    ? 1
                    : 0;
        }
    }

    /// <summary>Takes a row that was refused.</summary>
    public void Refuse(int line, string why)
    {
        Refused++;
        if (_faults.Count < MostFaultsShown)
        {
            _faults.Add($"line {line}: {why}");
        }
    }

    /// <summary>Prints the report.</summary>
    public void Print(TextWriter output)
    {
        foreach (var fault in _faults)
        {
            output.WriteLine(fault);
        }

        if (Refused > _faults.Count)
        {
            output.WriteLine($"… and {Refused - _faults.Count} more.");
        }

        var seconds = Stopwatch.GetElapsedTime(_started).TotalSeconds;
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"rows {Rows}, registered {Registered}, already there {Repeated}, refused {Refused}"
            )
        );
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"dispatched {Registered + Repeated - Queued}, queued {Queued}, {Rows / seconds:N0} rows/s, {seconds:N1} s"
            )
        );
        Table(output, "by mode", _byMode);
        Table(output, "by class", _byClass);
        if (_labelled > 0)
        {
            output.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"label agrees with the level-1 class in {_agreed} of {_labelled}"
                )
            );
        }
    }

    private static void Table(TextWriter output, string title, Dictionary<string, int> counts)
    {
        output.WriteLine(title);
        foreach (
            var (name, count) in counts
                .OrderByDescending(pair => pair.Value)
                .ThenBy(pair => pair.Key, StringComparer.Ordinal)
        )
        {
            output.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"  {count, 8:N0}  {name}")
            );
        }
    }

    private static void Count(Dictionary<string, int> counts, string key) =>
        counts[key] = counts.GetValueOrDefault(key) + 1;
}
