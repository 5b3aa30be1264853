using System.Globalization;
using System.Text;
using CsvHelper;
using Jiban.Cases.Contracts;
using Jiban.City.Contracts;
using Jiban.Dispatch.Contracts;

namespace Jiban.Host.Import;

/// <summary>Every decision of an import with its reasons, for people who want to read them.</summary>
internal sealed class DecisionLog : IAsyncDisposable
{
    private readonly CsvWriter _csv;
    private readonly CityRegistry _city;
    private readonly Dispatcher _dispatcher;

    public DecisionLog(FileInfo file, CityRegistry city, Dispatcher dispatcher)
    {
        _city = city;
        _dispatcher = dispatcher;
        _csv = new CsvWriter(
            new StreamWriter(file.FullName, false, new UTF8Encoding(true)),
            CultureInfo.InvariantCulture
        );
        Write(
            "line",
            "number",
            "kind",
            "class",
            "className",
            "urgency",
            "state",
            "unit",
            "mode",
            "danger",
            "reasons",
            "text"
        );
    }

    /// <summary>Writes one decision.</summary>
    public void Write(int line, string text, Registered registered) =>
        Write(
            line.ToString(CultureInfo.InvariantCulture),
            registered.Number,
            registered.Kind.ToString(),
            registered.ClassCode,
            _dispatcher.Class(registered.ClassCode)?.Name,
            registered.Urgency.ToString(),
            registered.IsDispatched ? "dispatched" : "queued",
            _city.Current.Unit(registered.UnitId)?.Name,
            registered.Mode?.ToString(),
            registered.Danger ? "danger" : null,
            string.Join(" | ", registered.Reasons.Select(reason => reason.Zh)),
            text.Trim()
        );

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _csv.DisposeAsync();

    private void Write(params string?[] fields)
    {
        foreach (var field in fields)
        {
            _csv.WriteField(field);
        }

        _csv.NextRecord();
    }
}
