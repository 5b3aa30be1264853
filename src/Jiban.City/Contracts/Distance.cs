namespace Jiban.City.Contracts;

/// <summary>How far it is from one point to another on the sphere.</summary>
public static class Distance
{
    private const double EarthMetres = 6_371_008.8;

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
    public static double Between(int lonE7, int latE7, int otherLonE7, int otherLatE7)
    {
        var north = Radians(otherLatE7 - (long)latE7) / 2;
        var east = Radians(otherLonE7 - (long)lonE7) / 2;
        var chord =
            Math.Pow(Math.Sin(north), 2)
            + Math.Cos(Radians(latE7))
                * Math.Cos(Radians(otherLatE7))
                * Math.Pow(Math.Sin(east), 2);
        return 2 * EarthMetres * Math.Asin(Math.Min(1, Math.Sqrt(chord)));
    }

    private static double Radians(long e7) => e7 / 1e7 * Math.PI / 180;
}
