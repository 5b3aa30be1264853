namespace Jiban.Coordination;

/// <summary>How far a sign-in is from the place.</summary>
internal static class Distance
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

        var north = Radians(otherLat - (long)lat) / 2;
        var east = Radians(otherLon - (long)lon) / 2;
        var chord =
            Math.Pow(Math.Sin(north), 2)
            + Math.Cos(Radians(lat)) * Math.Cos(Radians(otherLat)) * Math.Pow(Math.Sin(east), 2);
        return (int)Math.Round(2 * EarthMetres * Math.Asin(Math.Min(1, Math.Sqrt(chord))));
    }

    private static double Radians(long e7) => e7 / 1e7 * Math.PI / 180;
}
