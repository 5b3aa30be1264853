using Jiban.City.Contracts;
using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;

namespace Jiban.City;

/// <summary>
/// Which of many areas covers a point, borders included. Where several do (a shared border), the first in the order given wins,
/// so that the same point always gets the same answer. Immutable once made; safe for concurrent use.
/// </summary>
internal sealed class AreaIndex<T>
    where T : class
{
    private readonly STRtree<int> _tree = new();
    private readonly T[] _items;
    private readonly IndexedPointInAreaLocator[] _locators;
    private readonly Geometry[] _areas;

    public AreaIndex(IEnumerable<T> inOrder, Func<T, Geometry> area)
    {
        _items = [.. inOrder];
        _locators = new IndexedPointInAreaLocator[_items.Length];
        _areas = new Geometry[_items.Length];
        for (var i = 0; i < _items.Length; i++)
        {
            var geometry = area(_items[i]);
            _tree.Insert(geometry.EnvelopeInternal, i);
            _areas[i] = geometry;
            _locators[i] = new IndexedPointInAreaLocator(geometry);

            // The locator builds its own index at the first question, and not under a lock: ask it once while nobody else can.
            _locators[i].Locate(geometry.EnvelopeInternal.Centre);
        }

        _tree.Build();
    }

    /// <summary>The first area that covers the coordinate, or null.</summary>
    public T? Covering(Coordinate at)
    {
        if (!double.IsFinite(at.X) || !double.IsFinite(at.Y))
        {
            return null;
        }

        var best = int.MaxValue;
        foreach (var i in _tree.Query(new Envelope(at)))
        {
            if (i < best && _locators[i].Locate(at) != Location.Exterior)
            {
                best = i;
            }
        }

        return best == int.MaxValue ? null : _items[best];
    }

    /// <summary>The areas that come within some metres of a coordinate, those that cover it among them, in the order given.</summary>
    public IEnumerable<T> Within(Coordinate at, double metres)
    {
        if (!double.IsFinite(at.X) || !double.IsFinite(at.Y))
        {
            return [];
        }

        return _tree
            .Query(Distance.Around(at, metres))
            .Where(i =>
                _locators[i].Locate(at) != Location.Exterior
                || Distance.ToOutline(_areas[i], at) <= metres
            )
            .Order()
            .Select(i => _items[i]);
    }
}
