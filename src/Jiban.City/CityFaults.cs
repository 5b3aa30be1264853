using System.Text;
using Jiban.City.Contracts;
using NetTopologySuite.Geometries;

namespace Jiban.City;

/// <summary>Collects the faults of a plan, with the checks that several kinds of things share.</summary>
internal sealed class CityFaults
{
    private const int LongestName = 100;

    private readonly List<CityFault> _all = [];

    public IReadOnlyList<CityFault> All => _all;

    public void Add(string at, string fault) => _all.Add(new CityFault(at, fault));

    /// <summary>Wants a name of 1 to 100 characters without control characters and lone surrogates (the store can't hold them).</summary>
    public void Named(string name, string at)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > LongestName)
        {
            Add(at, "name-length");
        }
        else if (
            name.EnumerateRunes().Any(rune => rune == Rune.ReplacementChar || Rune.IsControl(rune))
        )
        {
            Add(at, "name-characters");
        }
    }

    /// <summary>Wants a valid polygon or multipolygon within the globe, and tells whether it is one.</summary>
    public bool Area(Geometry area, string at)
    {
        var sound = area is Polygon or MultiPolygon && IsSound(area);
        if (!sound)
        {
            Add(at, "unsound-geometry");
        }

        return sound;
    }

    /// <summary>The items by id; an id that stands twice is a fault.</summary>
    public Dictionary<Guid, T> Known<T>(IEnumerable<T> items, Func<T, Guid> id, string what)
    {
        var known = new Dictionary<Guid, T>();
        foreach (var item in items)
        {
            if (!known.TryAdd(id(item), item))
            {
                Add($"{what} {id(item)}", "id-twice");
            }
        }

        return known;
    }

    /// <summary>Wants codes that stand once.</summary>
    public void Unique<T>(IEnumerable<T> items, Func<T, string> code, string what) =>
        _all.AddRange(
            items
                .GroupBy(code, StringComparer.Ordinal)
                .Where(same => same.Skip(1).Any())
                .Select(same => new CityFault($"{what} {same.Key}", "code-twice"))
        );

    public static bool IsSound(Geometry? geometry) =>
        geometry is { IsEmpty: false }
        && geometry.Coordinates.All(corner =>
            corner is { X: >= -180 and <= 180, Y: >= -90 and <= 90 }
        )
        && geometry.IsValid;

    public static bool IsDigits(string code, int count) =>
        code.Length == count && code.All(char.IsAsciiDigit);
}
