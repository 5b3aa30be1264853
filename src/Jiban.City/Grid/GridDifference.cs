using Jiban.City.Contracts;

namespace Jiban.City.Grid;

/// <summary>What becomes of a cell when one grid follows another.</summary>
internal enum CellChange
{
    Same,
    Redrawn,

    /// <summary>The same border, with another use, level or responsible body.</summary>
    Described,
    Added,
    Gone,
}

/// <summary>What one grid of a community has otherwise than the one before it. Pure.</summary>
internal static class GridDifference
{
    /// <summary>Every code of either grid, in order.</summary>
    public static IReadOnlyList<(string Code, CellChange Change)> Of(
        IReadOnlyList<GridCell> before,
        IReadOnlyList<GridCell> after
    )
    {
        var old = before.ToDictionary(cell => cell.Code);
        var next = after.ToDictionary(cell => cell.Code);
        return
        [
            .. old
                .Keys.Union(next.Keys)
                .Order(StringComparer.Ordinal)
                .Select(code =>
                    (code, ChangeOf(old.GetValueOrDefault(code), next.GetValueOrDefault(code)))
                ),
        ];
    }

    private static CellChange ChangeOf(GridCell? before, GridCell? after) =>
        before is null ? CellChange.Added
        : after is null ? CellChange.Gone
        // Whichever corner an outline begins with, it is the same outline.
        : !before.Boundary.EqualsNormalized(after.Boundary) ? CellChange.Redrawn
        : before with { Boundary = after.Boundary } == after ? CellChange.Same
        : CellChange.Described;
}
