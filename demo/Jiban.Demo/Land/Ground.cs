using NetTopologySuite.Geometries;

namespace Jiban.Demo.Land;

/// <summary>
/// Where the drawing board lies on the globe. The city is drawn on a board of straight lines in metres (u east, v north); the ground
/// bends the board gently and turns it, so that the map looks like a grown city, and puts it at an invented place. Lines that share
/// corners on the board share them on the ground, so what tiles the board tiles the ground.
/// </summary>
internal static class Ground
{
    /// <summary>Area of the street that is drawn in detail; m².</summary>
    public const double StreetArea = 6_900_000;

    private const double CentreLon = 118.05;
    private const double CentreLat = 32.65;
    private const double TurnedBy = 7 * Math.PI / 180;

    // Metres per degree at the centre, on the WGS-84 ellipsoid.
    private static readonly double MetresPerLat =
        111_132.92
        - 559.82 * Math.Cos(2 * Radians(CentreLat))
        + 1.175 * Math.Cos(4 * Radians(CentreLat));
    private static readonly double MetresPerLon =
        111_412.84 * Math.Cos(Radians(CentreLat))
        - 93.5 * Math.Cos(3 * Radians(CentreLat))
        + 0.118 * Math.Cos(5 * Radians(CentreLat));

    private static readonly GeometryFactory Factory =
        NetTopologySuite.NtsGeometryServices.Instance.CreateGeometryFactory(4326);

    /// <summary>The lines of the board at which every edge gets a corner, so that neighbours bend alike.</summary>
    private static readonly double[] EveryU = Board.LinesOfU();
    private static readonly double[] EveryV = Board.LinesOfV();

    /// <summary>Stretches the bent board until the detailed street has its area.</summary>
    private static readonly double Scale = Math.Sqrt(
        StreetArea
            / new Polygon(new LinearRing([.. Walk(Close(Board.DetailedStreet)).Select(Bent)])).Area
    );

    /// <summary>The point of the ground under a point of the board.</summary>
    public static Point Point(double u, double v) => Factory.CreatePoint(Lay(new(u, v)));

    /// <summary>An area with sides along the board's lines; corners in order, the last not repeated.</summary>
    public static Polygon Area(params ReadOnlySpan<Coordinate> corners) =>
        Factory.CreatePolygon([.. Walk(Close(corners)).Select(Lay)]);

    /// <summary>An upright rectangle of the board.</summary>
    public static Polygon Area(Box box) => Area(box.Corners());

    /// <summary>A line along the board's lines.</summary>
    public static LineString Line(params ReadOnlySpan<Coordinate> corners) =>
        Factory.CreateLineString([.. Walk(corners.ToArray()).Select(Lay)]);

    /// <summary>A small rectangle with four corners only: a footprint.</summary>
    public static Polygon Footprint(Box box) =>
        Factory.CreatePolygon([.. Close(box.Corners()).Select(Lay)]);

    /// <summary>A band of some width along a winding line of the board: a river.</summary>
    public static Polygon Band(IReadOnlyList<Coordinate> middle, double halfWidth)
    {
        var north = middle.Select(at => new Coordinate(at.X, at.Y + halfWidth));
        var south = middle.Reverse().Select(at => new Coordinate(at.X, at.Y - halfWidth));
        return Factory.CreatePolygon([.. Close([.. north, .. south]).Select(Lay)]);
    }

    private static Coordinate[] Close(ReadOnlySpan<Coordinate> corners) => [.. corners, corners[0]];

    /// <summary>The corners with every line of the board that an edge crosses between them.</summary>
    private static IEnumerable<Coordinate> Walk(Coordinate[] corners)
    {
        yield return corners[0];
        for (var i = 1; i < corners.Length; i++)
        {
            var (from, to) = (corners[i - 1], corners[i]);
            foreach (var u in Between(EveryU, from.X, to.X))
            {
                yield return new Coordinate(u, from.Y);
            }

            foreach (var v in Between(EveryV, from.Y, to.Y))
            {
                yield return new Coordinate(from.X, v);
            }

            yield return to;
        }
    }

    private static IEnumerable<double> Between(double[] lines, double from, double to)
    {
        var crossed = lines.Where(line => line > Math.Min(from, to) && line < Math.Max(from, to));
        return from < to ? crossed : crossed.Reverse();
    }

    private static Coordinate Bent(Coordinate at) =>
        new(
            at.X + 70 * Math.Sin(at.Y / 650 + 0.4) + 18 * Math.Sin(at.Y / 190),
            at.Y + 60 * Math.Sin(at.X / 800) + 15 * Math.Sin(at.X / 230 + 1)
        );

    private static Coordinate Lay(Coordinate at)
    {
        var bent = Bent(at);
        var x = (bent.X - Board.Centre.X) * Scale;
        var y = (bent.Y - Board.Centre.Y) * Scale;
        return new(
            CentreLon + (x * Math.Cos(TurnedBy) - y * Math.Sin(TurnedBy)) / MetresPerLon,
            CentreLat + (x * Math.Sin(TurnedBy) + y * Math.Cos(TurnedBy)) / MetresPerLat
        );
    }

    private static double Radians(double degrees) => degrees * Math.PI / 180;
}
