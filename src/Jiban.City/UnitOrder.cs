using Jiban.City.Contracts;

namespace Jiban.City;

/// <summary>
/// The tree of units, numbered in pre-order: a unit and all below it are one unbroken stretch, so "is below" is two comparisons
/// and "self and below" is a slice.
/// </summary>
internal sealed class UnitOrder
{
    private readonly Guid[] _order;
    private readonly Dictionary<Guid, (int From, int To)> _stretch;

    /// <exception cref="ArgumentException">The parents form a cycle.</exception>
    public UnitOrder(IReadOnlyList<Unit> units)
    {
        _order = new Guid[units.Count];
        _stretch = new(units.Count);
        var known = units.Select(unit => unit.UnitId).ToHashSet();
        var children = units.ToLookup(unit =>
            unit.ParentId is { } parent && known.Contains(parent) ? parent : Guid.Empty
        );
        var next = 0;
        foreach (var root in children[Guid.Empty])
        {
            next = Number(root.UnitId, next, children);
        }

        if (next != units.Count)
        {
            throw new ArgumentException("The units' parents form a cycle.", nameof(units));
        }
    }

    /// <summary>The unit and all below it, itself first; empty when the unit does not exist.</summary>
    public IReadOnlyList<Guid> SelfAndBelow(Guid unitId) =>
        _stretch.TryGetValue(unitId, out var at)
            ? new ArraySegment<Guid>(_order, at.From, at.To - at.From)
            : Array.Empty<Guid>();

    /// <summary>Whether one unit stands below another at any depth.</summary>
    public bool IsBelow(Guid below, Guid above) =>
        _stretch.TryGetValue(below, out var low)
        && _stretch.TryGetValue(above, out var high)
        && high.From < low.From
        && low.From < high.To;

    private int Number(Guid root, int next, ILookup<Guid, Unit> children)
    {
        // A stack of its own: the depth of an imported tree is not ours to trust.
        var open = new Stack<(Guid Unit, bool Done)>();
        open.Push((root, false));
        while (open.TryPop(out var top))
        {
            if (top.Done)
            {
                _stretch[top.Unit] = (_stretch[top.Unit].From, next);
                continue;
            }

            _order[next] = top.Unit;
            _stretch[top.Unit] = (next++, 0);
            open.Push((top.Unit, true));
            foreach (var child in children[top.Unit].Reverse())
            {
                open.Push((child.UnitId, false));
            }
        }

        return next;
    }
}
