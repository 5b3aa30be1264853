namespace Jiban.City.Contracts;

/// <summary>Holds the present <see cref="CitySnapshot"/> of this process; swapped whole when the city changes.</summary>
public sealed class CityRegistry
{
    private readonly Lock _gate = new();
    private volatile CitySnapshot _current = CitySnapshot.Empty;
    private long _version;

    /// <summary>The present snapshot.</summary>
    public CitySnapshot Current => _current;

    /// <summary>The version of the store that is in force here; 0 before any city was loaded.</summary>
    public long Version => Volatile.Read(ref _version);

    /// <summary>Puts another snapshot in force.</summary>
    public void Swap(CitySnapshot snapshot) => _current = snapshot;

    /// <summary>Puts a snapshot of the store in force, unless a newer one already is.</summary>
    internal void Swap(CitySnapshot snapshot, long version)
    {
        lock (_gate)
        {
            if (version > _version)
            {
                _current = snapshot;
                Volatile.Write(ref _version, version);
            }
        }
    }
}
