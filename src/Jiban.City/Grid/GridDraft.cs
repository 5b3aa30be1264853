using Jiban.City.Components;
using Jiban.City.Contracts;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;

namespace Jiban.City.Grid;

/// <summary>
/// Cuts a community into unit grid cells by rule: squares of about one size, from north to south and in each row from west to east, numbered
/// in that order; what the border leaves of a square joins the neighbour with which it shares most. Pure.
/// </summary>
internal static class GridDraft
{
    /// <summary>Less than this of a square is no cell of its own.</summary>
    private const double SmallestShare = 0.3;

    /// <summary>The cells; null when there are more than numbers.</summary>
    /// <param name="side">Of a square; metres. 100 makes the cells of ten thousand square metres.</param>
    public static IReadOnlyList<GridCell>? Of(Region community, double side)
    {
        var parts = Squares(community.Boundary, side);
        Join(parts, SmallestShare * parts.Select(part => part.Square).DefaultIfEmpty(0).Max());
        return GridCode.Number(community.Code, parts.Count) is { } codes
            ?
            [
                .. parts.Zip(
                    codes,
                    (part, code) => new GridCell(code.ToString(), community.RegionId, part.Shape)
                ),
            ]
            : null;
    }

    /// <summary>What of each square lies in the area, in order of their numbers.</summary>
    private static List<(Geometry Shape, double Square)> Squares(Geometry area, double side)
    {
        var box = area.EnvelopeInternal;
        var narrowing = Positions.Narrowing(box.Centre.Y);
        var columns = Times(box.Width * Positions.MetresPerDegree * narrowing, side);
        var rows = Times(box.Height * Positions.MetresPerDegree, side);
        var (width, height) = (box.Width / columns, box.Height / rows);
        var parts = new List<(Geometry, double)>();
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var square = area.Factory.ToGeometry(
                    new Envelope(
                        box.MinX + column * width,
                        box.MinX + (column + 1) * width,
                        box.MaxY - (row + 1) * height,
                        box.MaxY - row * height
                    )
                );
                // A border that bends may cut a square into several pieces.
                var pieces = Overlay(area, square, SpatialFunction.Intersection);
                parts.AddRange(
                    Enumerable
                        .Range(0, pieces.NumGeometries)
                        .Select(pieces.GetGeometryN)
                        .OfType<Polygon>()
                        .Where(piece => !piece.IsEmpty)
                        .OrderBy(piece => piece.Centroid.X)
                        .Select(piece => ((Geometry)piece, square.Area))
                );
            }
        }

        return parts;
    }

    /// <summary>Joins whatever is too small, the smallest first, to the neighbour with the longest common border.</summary>
    private static void Join(List<(Geometry Shape, double Square)> parts, double smallest)
    {
        while (parts.Count > 1)
        {
            var (at, part) = parts.Index().MinBy(part => part.Item.Shape.Area);
            if (part.Shape.Area >= smallest)
            {
                return;
            }

            var (to, neighbour) = parts
                .Index()
                .Where(other => other.Index != at && other.Item.Shape.Intersects(part.Shape))
                .OrderByDescending(other =>
                    Overlay(other.Item.Shape, part.Shape, SpatialFunction.Intersection).Length
                )
                .FirstOrDefault((-1, default));
            if (to < 0)
            {
                // An island: small, and nobody's neighbour.
                return;
            }

            parts[to] = (
                Overlay(neighbour.Shape, part.Shape, SpatialFunction.Union),
                neighbour.Square
            );
            parts.RemoveAt(at);
        }
    }

    private static Geometry Overlay(Geometry one, Geometry other, SpatialFunction what) =>
        OverlayNGRobust.Overlay(one, other, what);

    private static int Times(double length, double side) =>
        Math.Max(1, (int)Math.Round(length / side));
}
