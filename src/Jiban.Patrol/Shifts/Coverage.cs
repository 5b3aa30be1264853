using Jiban.City.Contracts;

namespace Jiban.Patrol.Shifts;

/// <summary>How much of an area the patrol saw in a week (覆盖率).</summary>
internal sealed record CoverageFigures(double Metres, double MetresSeen, int Cells, int CellsSeen)
{
    /// <summary>0 to 1; null where there is no road.</summary>
    public double? Share => Metres > 0 ? MetresSeen / Metres : null;

    /// <summary>0 to 1; null where there is no cell.</summary>
    public double? CellShare => Cells > 0 ? (double)CellsSeen / Cells : null;
}

/// <summary>Coverage out of what there is and what was seen. Pure, and it knows nobody's name.</summary>
internal static class Coverage
{
    /// <param name="LastSeen">When any of it was seen last, up to the end of the week; null for never.</param>
    public sealed record Street(
        Guid RoadId,
        string Name,
        double Metres,
        double MetresSeen,
        DateOnly? LastSeen
    )
    {
        public double Share => Metres > 0 ? MetresSeen / Metres : 0;
    }

    /// <summary>Somewhere that nobody of the patrol was all week.</summary>
    /// <param name="Metres">Of a street; null for a cell.</param>
    public sealed record Missed(
        StopKind Kind,
        string Code,
        string Name,
        double? Metres,
        DateOnly? LastSeen
    );

    public static CoverageFigures Sum(
        IReadOnlyCollection<RoadStretch> stretches,
        IReadOnlyCollection<GridCell> cells,
        IReadOnlyDictionary<(Guid, int), SeenStretch> seen,
        IReadOnlyDictionary<string, SeenCell> seenCells
    ) =>
        new(
            stretches.Sum(one => one.Metres),
            stretches.Where(one => IsSeen(one, seen)).Sum(one => one.Metres),
            cells.Count,
            cells.Count(cell => seenCells.TryGetValue(cell.Code, out var one) && one.Within)
        );

    /// <summary>Street by street, least covered first.</summary>
    public static IReadOnlyList<Street> Streets(
        IEnumerable<RoadStretch> stretches,
        IReadOnlyDictionary<(Guid, int), SeenStretch> seen
    ) =>
        [
            .. stretches
                .GroupBy(one => one.RoadId)
                .Select(road => new Street(
                    road.Key,
                    road.First().Name,
                    road.Sum(one => one.Metres),
                    road.Where(one => IsSeen(one, seen)).Sum(one => one.Metres),
                    road.Max(one =>
                        seen.TryGetValue((one.RoadId, one.Stretch), out var day)
                            ? day.Last
                            : (DateOnly?)null
                    )
                ))
                .OrderBy(street => street.Share)
                .ThenBy(street => street.Name, StringComparer.Ordinal)
                .ThenBy(street => street.RoadId),
        ];

    /// <summary>The streets and cells that nobody saw, never seen first, then by how long ago.</summary>
    public static IReadOnlyList<Missed> MissedOf(
        IEnumerable<Street> streets,
        IEnumerable<GridCell> cells,
        IReadOnlyDictionary<string, SeenCell> seenCells
    ) =>
        [
            .. streets
                .Where(street => street.MetresSeen == 0)
                .Select(street => new Missed(
                    StopKind.Street,
                    $"{street.RoadId}",
                    street.Name,
                    street.Metres,
                    street.LastSeen
                ))
                .Concat(
                    cells
                        .Select(cell => (cell.Code, Seen: seenCells.GetValueOrDefault(cell.Code)))
                        .Where(cell => cell.Seen is not { Within: true })
                        .Select(cell => new Missed(
                            StopKind.Cell,
                            cell.Code,
                            cell.Code,
                            null,
                            cell.Seen?.Last
                        ))
                )
                .OrderBy(one => one.LastSeen ?? DateOnly.MinValue)
                .ThenBy(one => one.Kind)
                .ThenBy(one => one.Name, StringComparer.Ordinal),
        ];

    private static bool IsSeen(
        RoadStretch one,
        IReadOnlyDictionary<(Guid, int), SeenStretch> seen
    ) => seen.TryGetValue((one.RoadId, one.Stretch), out var day) && day.Within;
}
