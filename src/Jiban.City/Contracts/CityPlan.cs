namespace Jiban.City.Contracts;

/// <summary>Everything that one city consists of, as it is imported: regions, cells, roads, buildings, landmarks, units, duties.</summary>
public sealed record CityPlan(
    IReadOnlyList<Region> Regions,
    IReadOnlyList<GridCell> Cells,
    IReadOnlyList<Road> Roads,
    IReadOnlyList<Building> Buildings,
    IReadOnlyList<Landmark> Landmarks,
    IReadOnlyList<Unit> Units,
    IReadOnlyList<Duty> Duties
)
{
    /// <summary>Lines of the customer's gazetteer: bridges, stops, more roads, aliases and old names. Written by code; those in the store that a plan does not name stay.</summary>
    public IReadOnlyList<Toponym> Toponyms { get; init; } = [];

    /// <summary>The snapshot of this city, with its gazetteer: what a store that holds this plan loads.</summary>
    public CitySnapshot ToSnapshot()
    {
        var located = new CitySnapshot(Regions, Cells, [], Buildings, Units, Duties);
        return new CitySnapshot(
            Regions,
            Cells,
            Gazetteer.Of(this, located),
            Buildings,
            Units,
            Duties
        )
        {
            Roads = Roads,
            Landmarks = Landmarks,
            Toponyms = Toponyms,
        };
    }
}
