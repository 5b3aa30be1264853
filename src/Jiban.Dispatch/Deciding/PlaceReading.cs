using Jiban.City.Contracts;
using Jiban.Dispatch.Contracts;
using NetTopologySuite.Geometries;

namespace Jiban.Dispatch.Deciding;

/// <summary>One of the places that may be meant, with its weight among them.</summary>
/// <param name="Named">The entry of the gazetteer, or a crossing made of two; null for a bare pin and for the region of the unit that took it down.</param>
/// <param name="Source">pin | named | street.</param>
/// <param name="As">How its name was read.</param>
/// <param name="ReadName">As it was read: with its side, for one. Names of the city's data and our own words, never the citizen's.</param>
internal sealed record PlaceGuess(
    Place? Named,
    Located Where,
    Point? At,
    Building? Building,
    string Source,
    double Weight,
    ReadAs As = ReadAs.Written,
    string? ReadName = null
)
{
    /// <summary>Two guesses with the same key send a case to the same street or district.</summary>
    public (Guid? District, Guid? Street) Key => (Where.District?.RegionId, Where.Street?.RegionId);

    /// <summary>As the decision tells it.</summary>
    public FoundPlace Told =>
        new(
            Named?.Name,
            At,
            Where.District?.RegionId,
            Where.Street?.RegionId,
            Where.Community?.RegionId,
            Where.GridCode,
            Source
        );
}

/// <summary>Where it is, as far as that is known.</summary>
/// <param name="Guesses">Heaviest first; weights sum to 1, to less where a name was written wrong, or nothing was found.</param>
/// <param name="Outside">A pin was given that lies outside the city.</param>
internal sealed record PlaceReading(
    IReadOnlyList<PlaceGuess> Guesses,
    bool Outside,
    IReadOnlyList<Reason> Reasons
)
{
    /// <summary>The likeliest place.</summary>
    public PlaceGuess? Best => Guesses.Count > 0 ? Guesses[0] : null;

    /// <summary>How sure it is that the case lies in a region.</summary>
    public double SureOf(Guid regionId) =>
        Guesses
            .Where(g =>
                g.Where.Street?.RegionId == regionId || g.Where.District?.RegionId == regionId
            )
            .Sum(g => g.Weight);
}
