namespace Jiban.Demo.Land;

/// <summary>
/// House numbers by distance (按距离编号): one number every 12 m from the road's beginning, odd on the north and west side, even on the
/// other. So a number tells where it is, and two houses never share one.
/// </summary>
internal static class Addresses
{
    private const double MetresPerNumber = 12;

    /// <summary>Road and number of a gate on the south side of a block, at u: it stands north of its road.</summary>
    public static string South(Box block, double u) => East(block.South, u, north: true);

    /// <summary>Road and number of a gate on the north side of a block, at u.</summary>
    public static string North(Box block, double u) => East(block.North, u, north: false);

    /// <summary>Road and number of a gate on the west side of a block, at v: it stands east of its road.</summary>
    public static string West(Box block, double v)
    {
        var road = Board.Roads.First(road =>
            !road.RunsEast && road.From.X == block.West && road.From.Y <= v && v <= road.To.Y
        );
        return Number(road.Name, v - road.From.Y, odd: false);
    }

    private static string East(double line, double u, bool north)
    {
        var road = Board.Roads.First(road =>
            road.RunsEast && road.From.Y == line && road.From.X <= u && u <= road.To.X
        );

        // Long roads begin outside the street; inside it they are numbered from its western border.
        return Number(road.Name, u - Math.Max(road.From.X, 0), odd: north);
    }

    private static string Number(string road, double metres, bool odd) =>
        $"{road}{2 * (int)(metres / MetresPerNumber) + (odd ? 1 : 2)}号";
}
