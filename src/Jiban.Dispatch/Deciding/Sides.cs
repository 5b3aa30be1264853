using System.Text.RegularExpressions;
using NetTopologySuite.Geometries;

namespace Jiban.Dispatch.Deciding;

/// <summary>"学校西门", "3号楼南侧": a gate or side of a place that has a shape, reckoned as the point where a line to that side leaves it.</summary>
internal static partial class Sides
{
    private const int Ahead = 8;

    /// <summary>The place with its side, when the words behind its name say one and its shape is known; else as it is.</summary>
    public static Mention Of(string form, int end, Mention mention, CityIndex index)
    {
        var said = Said().Match(form, end, Math.Min(Ahead, form.Length - end));
        if (!said.Success || index.ShapeOf(mention.Place) is not { IsEmpty: false } shape)
        {
            return mention;
        }

        var direction = said.Groups["direction"].Value;
        return mention with
        {
            Name = mention.Name + direction + said.Groups["what"].Value,
            At = Edge(shape, direction),
            As = ReadAs.Side,
        };
    }

    /// <summary>Where a line from the middle towards a side, or a corner, leaves the shape for good.</summary>
    private static Point Edge(Geometry shape, string direction)
    {
        var box = shape.EnvelopeInternal;
        var from = box.Centre;
        var to = new Coordinate(
            from.X + Step(direction, '东', '西') * box.Width,
            from.Y + Step(direction, '北', '南') * box.Height
        );
        // A bridge is drawn as a line: its side is the end that lies there.
        var inside = shape is LineString or MultiLineString
            ? shape.Factory.CreateEmpty(Dimension.Point)
            : shape.Factory.CreateLineString([from, to]).Intersection(shape);
        var last = inside.IsEmpty
            ? shape.Coordinates.MinBy(at => at.Distance(to))!
            : inside.Coordinates.MinBy(at => at.Distance(to))!;
        return new Point(last.X, last.Y) { SRID = 4326 };
    }

    private static int Step(string direction, char forth, char back) =>
        direction.Contains(forth, StringComparison.Ordinal) ? 1
        : direction.Contains(back, StringComparison.Ordinal) ? -1
        : 0;

    /// <summary>北门街 is a road, 南面积 no side.</summary>
    [GeneratedRegex(
        @"\G的?(?<direction>[东西][南北]|[东西南北])(?<what>[大小侧正后]门|[一二三四五六七八九0-9]号?门|门(?![街路村社])|侧|边|面(?!积)|角|头)"
    )]
    private static partial Regex Said();
}
