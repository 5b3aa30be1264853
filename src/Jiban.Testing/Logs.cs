using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Jiban.Testing;

/// <summary>Keeps what was logged, for tests of what must and what must never be.</summary>
public sealed class Logs : ILoggerProvider
{
    /// <summary>One line of the log.</summary>
    public sealed record Line(string Category, LogLevel Level, string Text, Exception? Fault);

    private readonly ConcurrentQueue<Line> _lines = new();

    /// <summary>Everything so far, in order.</summary>
    public IReadOnlyCollection<Line> Lines => _lines;

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    /// <inheritdoc/>
    public void Dispose() { }

    private sealed class Category(Logs logs, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => logs._lines.Enqueue(new Line(name, logLevel, formatter(state, exception), exception));
    }
}
