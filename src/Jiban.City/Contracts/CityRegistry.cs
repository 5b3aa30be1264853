namespace Jiban.City.Contracts;

/// <summary>Holds the present <see cref="CitySnapshot"/> of this process; swapped whole when the city changes.</summary>
public sealed class CityRegistry
{
    private volatile CitySnapshot _current = CitySnapshot.Empty;

    /// <summary>The present snapshot.</summary>
    public CitySnapshot Current => _current;

    /// <summary>Puts another snapshot in force.</summary>
    public void Swap(CitySnapshot snapshot) => _current = snapshot;
}
