namespace Jiban.Demo;

/// <summary>
/// The clock of the demo: it shows what it is told, so that a month of the past is lived through in seconds, and each request may see a
/// moment of its own, so that many cases are played at once. Timers and delays made from it run in real time: what waits for a moment
/// of the month must look at the clock, not wait for it.
/// </summary>
public sealed class DemoClock(DateTimeOffset start) : TimeProvider
{
    private readonly AsyncLocal<DateTimeOffset?> _here = new();
    private long _ticks = start.UtcTicks;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() =>
        _here.Value ?? new DateTimeOffset(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    /// <summary>Turns the clock for everybody who was not told a moment of his own.</summary>
    public void Set(DateTimeOffset instant) => Interlocked.Exchange(ref _ticks, instant.UtcTicks);

    /// <summary>Shows a moment to the present flow of control and to what it calls.</summary>
    public void ShowHere(DateTimeOffset instant) => _here.Value = instant.ToUniversalTime();
}
