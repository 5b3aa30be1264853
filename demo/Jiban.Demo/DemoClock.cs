namespace Jiban.Demo;

/// <summary>
/// The clock of the demo: it shows what it is told, so that a month of the past is lived through in seconds. Timers and delays made
/// from it run in real time: what waits for a moment of the month must look at the clock, not wait for it.
/// </summary>
public sealed class DemoClock(DateTimeOffset start) : TimeProvider
{
    private long _ticks = start.UtcTicks;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    /// <summary>Turns the clock to an instant.</summary>
    public void Set(DateTimeOffset instant) => Interlocked.Exchange(ref _ticks, instant.UtcTicks);
}
