using Jiban.City.Contracts;
using NetTopologySuite.Geometries;

namespace Jiban.Dispatch.Deciding;

/// <summary>How a place was read from the words.</summary>
internal enum ReadAs
{
    /// <summary>Its name stands there.</summary>
    Written,

    /// <summary>A name with one character of the same sound (谐音).</summary>
    Sound,

    /// <summary>A name with two characters of the same sounds.</summary>
    Sounds,

    /// <summary>A name with one character of nearly the same shape (形近).</summary>
    Shape,

    /// <summary>Where two roads that are named meet.</summary>
    Crossing,

    /// <summary>A side or gate of a place that is named.</summary>
    Side,

    /// <summary>Its kind alone is told, and it is the nearest of it to the pin.</summary>
    Nearest,
}

/// <summary>A place that a message names.</summary>
/// <param name="Place">The entry of the gazetteer; of a crossing the first road.</param>
/// <param name="Name">As it is told: the entry's own name, or one made from it (…西门, …与…交叉口).</param>
/// <param name="At">Where exactly.</param>
/// <param name="Weight">How much speaks for it among the others.</param>
internal sealed record Mention(Place Place, string Name, Point At, double Weight, ReadAs As)
{
    /// <summary>Of a crossing, how sure its roads are: less where one is written wrong.</summary>
    public double OfRoads { get; init; } = 1;

    /// <summary>What is left of the certainty that this place is meant: a name that is not written as it should be may be another.</summary>
    public double Sureness =>
        As switch
        {
            ReadAs.Sound => 0.8,
            ReadAs.Shape => 0.7,
            ReadAs.Sounds => 0.6,
            _ => OfRoads,
        };
}
