using Jiban.Platform.Web;
using Microsoft.AspNetCore.Http;
using NetTopologySuite.Geometries;

namespace Jiban.City.Tiles;

/// <summary>Where a vector tile lies in the pyramid of Web Mercator: zoom, column from the west, row from the north.</summary>
internal readonly record struct TileAddress(int Z, int X, int Y)
{
    /// <summary>Units along the side of a tile.</summary>
    public const int Extent = 4096;

    /// <summary>Units that a tile reaches over its border, so that lines and outlines go through.</summary>
    public const int Buffer = 64;

    /// <summary>Below this a tile is smaller than a room.</summary>
    private const int DeepestZoom = 20;

    /// <summary>Half the equator in the metres of Web Mercator.</summary>
    private const double HalfWorld = 20_037_508.342_789_244;

    public static readonly Problem None = new(
        StatusCodes.Status400BadRequest,
        "tile-out-of-range",
        "没有这一块地图：缩放级别为 0 到 20，行列号小于 2 的级别次方。",
        "There is no such tile: zoom is 0 to 20, column and row are below 2 to the power of the zoom."
    );

    /// <summary>Whether the pyramid has such a tile.</summary>
    public bool Exists =>
        Z is >= 0 and <= DeepestZoom && X >= 0 && Y >= 0 && X < 1 << Z && Y < 1 << Z;

    /// <summary>What the tile covers in WGS-84, its buffer included: what an index is asked for.</summary>
    /// <remarks>Computed here, because the store turns the edge at 180° east into 180° west.</remarks>
    public Envelope Covers()
    {
        var side = Math.ScaleB(1.0, -Z);
        var margin = side * Buffer / Extent;
        return new Envelope(
            Longitude((X * side) - margin),
            Longitude(((X + 1) * side) + margin),
            Latitude((Y * side) - margin),
            Latitude(((Y + 1) * side) + margin)
        );
    }

    /// <summary>What the tile covers on the plane of Web Mercator (EPSG:3857), in its metres and without a buffer.</summary>
    public Envelope OnPlane()
    {
        var side = Math.ScaleB(2 * HalfWorld, -Z);
        return new Envelope(
            (X * side) - HalfWorld,
            ((X + 1) * side) - HalfWorld,
            HalfWorld - ((Y + 1) * side),
            HalfWorld - (Y * side)
        );
    }

    private static double Longitude(double share) => Math.Clamp((share * 360) - 180, -180, 180);

    private static double Latitude(double share) =>
        Math.Atan(Math.Sinh(Math.PI * (1 - (2 * share)))) * 180 / Math.PI;
}
