namespace Jiban.Cases;

/// <summary>What is measured at a place.</summary>
internal enum Measurable
{
    Noise,
    OilFume,
    Dust,
    Odour,
    Water,
    Temperature,
    Pressure,
    Light,
    Other,
}

/// <summary>One measurement against its limit (检测值); in thousandths, so that the journal holds no fractions.</summary>
/// <param name="Unit">Of value and limit, such as <c>dB(A)</c>.</param>
/// <param name="Bound">Entries from before it was asked for say nothing of it: their limits were upper ones.</param>
internal sealed record MeasuredFacts(
    Measurable What,
    int Milli,
    int LimitMilli,
    string Unit,
    Bound Bound = Bound.AtMost
)
{
    /// <summary>Whether the value is beyond its limit; one that equals it is not.</summary>
    public bool BreaksLimit() => Bound == Bound.AtLeast ? Milli < LimitMilli : Milli > LimitMilli;
}
