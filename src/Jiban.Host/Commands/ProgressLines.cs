using System.Globalization;

namespace Jiban.Host.Commands;

/// <summary>
/// How far a long command is, on the error output, so that what it writes stays clean: nothing in the first seconds, then a line every few. Safe from any thread.
/// </summary>
internal sealed class ProgressLines(TextWriter output, TimeProvider clock) : IProgress<string>
{
    /// <summary>A command that is quicker says nothing.</summary>
    internal static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    private readonly Lock _one = new();
    private long _told = clock.GetTimestamp();

    /// <summary>That of a command at somebody's keyboard.</summary>
    public static ProgressLines ToConsole() => new(Console.Error, TimeProvider.System);

    /// <summary>Says what is being done, unless something was said a moment ago.</summary>
    public void Report(string value)
    {
        lock (_one)
        {
            if (clock.GetElapsedTime(_told) >= Every)
            {
                _told = clock.GetTimestamp();
                output.WriteLine($"jiban: {value} …");
            }
        }
    }

    /// <summary>Says how many rows were read; asked at every one, it looks at few.</summary>
    public void Rows(int count)
    {
        if (count % 4096 == 0)
        {
            Report(string.Create(CultureInfo.InvariantCulture, $"{count:N0} rows"));
        }
    }
}
