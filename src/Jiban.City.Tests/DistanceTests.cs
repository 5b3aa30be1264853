using Jiban.City.Contracts;

namespace Jiban.City.Tests;

public sealed class DistanceTests
{
    [Theory]
    // A thousandth of a degree along a meridian is 111.2 m; across, at 40 degrees north, 85.2 m.
    [InlineData(1164000000, 399000000, 1164000000, 399010000, 111)]
    [InlineData(1164000000, 400000000, 1164010000, 400000000, 85)]
    [InlineData(1164000000, 399000000, 1164000000, 399000000, 0)]
    [InlineData(-1799999999, 0, 1799999999, 0, 0)]
    public void A_distance_is_told_in_metres(
        int lon,
        int lat,
        int otherLon,
        int otherLat,
        int metres
    ) => Assert.Equal(metres, Distance.Metres(lon, lat, otherLon, otherLat));

    [Fact]
    public void Without_both_points_there_is_none() =>
        Assert.Null(Distance.Metres(1164000000, 399000000, null, null));
}
