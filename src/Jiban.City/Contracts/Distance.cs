using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;

namespace Jiban.City.Contracts;

/// <summary>How far it is from one point to another on the sphere.</summary>
public static class Distance
{
    private const double EarthMetres = 6_371_008.8;
    private const double MetresPerDegree = EarthMetres * Math.PI / 180;

    /// <summary>Great-circle distance in whole metres; null when one of the two points is not known. Degrees are of 1e-7.</summary>
    public static int? Metres(int? lonE7, int? latE7, int? otherLonE7, int? otherLatE7)
    {
        if (
            lonE7 is not { } lon
            || latE7 is not { } lat
            || otherLonE7 is not { } otherLon
            || otherLatE7 is not { } otherLat
        )
        {
            return null;
        }

        return (int)Math.Round(Between(lon, lat, otherLon, otherLat));
    }

    /// <summary>Great-circle distance in metres. Degrees are of 1e-7.</summary>
    public static double Between(int lonE7, int latE7, int otherLonE7, int otherLatE7) =>
        Between(lonE7 / 1e7, latE7 / 1e7, otherLonE7 / 1e7, otherLatE7 / 1e7);

    /// <summary>Great-circle distance in metres of two positions in degrees.</summary>
    public static double Between(Coordinate one, Coordinate other) =>
        Between(one.X, one.Y, other.X, other.Y);

    /// <summary>A box that holds everything within some metres of a position in degrees.</summary>
    public static Envelope Around(Coordinate at, double metres)
    {
        var box = new Envelope(at);
        box.ExpandBy(metres / MetresPerDegree / Narrowing(at), metres / MetresPerDegree);
        return box;
    }

    /// <summary>Metres from a position in degrees to the nearest point of a line or of the outline of an area, on the plane that touches the globe there: right for what is near.</summary>
    internal static double ToOutline(Geometry shape, Coordinate at)
    {
        var narrowing = Narrowing(at);
        var nearest = double.MaxValue;
        foreach (var line in LinearComponentExtracter.GetLines(shape))
        {
            var corners = ((LineString)line).CoordinateSequence;
            var before = Flat(corners.GetX(0), corners.GetY(0));
            for (var i = 1; i < corners.Count; i++)
            {
                var next = Flat(corners.GetX(i), corners.GetY(i));
                nearest = Math.Min(
                    nearest,
                    DistanceComputer.PointToSegment(new Coordinate(0, 0), before, next)
                );
                before = next;
            }
        }

        return nearest;

        Coordinate Flat(double lon, double lat) =>
            new((lon - at.X) * MetresPerDegree * narrowing, (lat - at.Y) * MetresPerDegree);
    }

    /// <summary>How much shorter a degree east is than one north.</summary>
    private static double Narrowing(Coordinate at) => Math.Max(0.01, Math.Cos(Radians(at.Y)));

    private static double Between(double lon, double lat, double otherLon, double otherLat)
    {
        var north = Radians(otherLat - lat) / 2;
        var east = Radians(otherLon - lon) / 2;
        var chord =
            Math.Pow(Math.Sin(north), 2)
            + Math.Cos(Radians(lat)) * Math.Cos(Radians(otherLat)) * Math.Pow(Math.Sin(east), 2);
        return 2 * EarthMetres * Math.Asin(Math.Min(1, Math.Sqrt(chord)));
    }

    private static double Radians(double degrees) => degrees * Math.PI / 180;
}
