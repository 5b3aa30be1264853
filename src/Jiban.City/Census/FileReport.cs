using System.Globalization;
using Jiban.City.Components;
using NetTopologySuite.Geometries;

namespace Jiban.City.Census;

/// <summary>A fault of a file.</summary>
/// <param name="Line">Its place in the file, as its readers count; 0 for what concerns a whole community.</param>
/// <param name="Fault">Stable slug, such as <c>twin</c>.</param>
/// <param name="Detail">What is meant: its code, the line of the twin, the right cell.</param>
internal sealed record FileFault(int Line, string Fault, string? Detail);

/// <summary>Which column of a file is read for a field.</summary>
/// <param name="Abbreviation">As <c>map</c> names it.</param>
/// <param name="Column">Null when the file has none for it.</param>
internal sealed record FieldPart(string Abbreviation, string Name, string? Column);

/// <summary>A line as it stands in the file.</summary>
/// <param name="Cells">In the order of the headings beside it.</param>
internal sealed record FaultyLine(int Line, IReadOnlyList<string> Cells);

/// <summary>Lines of a file with the headings of their cells. Where the file has shapes beside its columns they stand in columns of their own.</summary>
internal sealed record FaultyLines(IReadOnlyList<string> Headings, IReadOnlyList<FaultyLine> Lines)
{
    private const string Wkt = "图形";

    public static FaultyLines Of(CensusFile file, IEnumerable<RawRow> rows)
    {
        var all = rows.ToList();
        var (lon, lat) = (ComponentFields.Lon.Zh, ComponentFields.Lat.Zh);
        string[] drawn =
        [
            .. all.Any(row => row.Shape is Point { IsEmpty: false })
            && !file.Headings.Contains(lon)
            && !file.Headings.Contains(lat)
                ? [lon, lat]
                : Array.Empty<string>(),
            .. all.Any(row => row.Shape is { IsEmpty: false } and not Point)
            && !file.Headings.Contains(Wkt)
                ? [Wkt]
                : Array.Empty<string>(),
        ];
        return new(
            [.. file.Headings, .. drawn],
            [
                .. all.Select(row => new FaultyLine(
                    row.Line,
                    [
                        .. file.Headings.Select(heading =>
                            row.Values.GetValueOrDefault(heading) ?? ""
                        ),
                        .. drawn.Select(heading => Drawn(heading, row.Shape)),
                    ]
                )),
            ]
        );

        string Drawn(string heading, Geometry? shape) =>
            shape is { IsEmpty: false }
                ? (shape, heading == lon, heading == lat) switch
                {
                    (Point at, true, _) => Degrees(at.X),
                    (Point at, _, true) => Degrees(at.Y),
                    (not Point, false, false) => shape.AsText(),
                    _ => "",
                }
                : "";
    }

    private static string Degrees(double degrees) =>
        degrees.ToString("R", CultureInfo.InvariantCulture);
}

/// <summary>What a file of rows was found to be, before anything of it is taken.</summary>
internal record FileReport
{
    public required int Rows { get; init; }

    /// <summary>The columns of the file.</summary>
    public required IReadOnlyCollection<string> Headings { get; init; }

    /// <summary>Which of them was read for which field; every other column is not read.</summary>
    public required IReadOnlyList<FieldPart> Fields { get; init; }

    /// <summary>How many faults there are; of them at most ten thousand are told.</summary>
    public required int FaultCount { get; init; }

    public required IReadOnlyList<FileFault> Faults { get; init; }

    /// <summary>How many lines have a fault. Give it back as <c>leaveOut</c> to take the others without them.</summary>
    public required int LeftOut { get; init; }

    /// <summary>Those lines as they stand in the file, at most ten thousand.</summary>
    public required FaultyLines FaultyLines { get; init; }

    public const int Most = 10_000;

    public static FileReport Of(
        CensusFile file,
        IReadOnlyList<FieldPart> fields,
        IReadOnlyCollection<FileFault> faults
    )
    {
        var faulty = LinesOf(faults);
        return new()
        {
            Rows = file.Rows.Count,
            Headings = file.Headings,
            Fields = fields,
            FaultCount = faults.Count,
            Faults = [.. faults.OrderBy(fault => fault.Line).Take(Most)],
            LeftOut = faulty.Count,
            FaultyLines = FaultyLines.Of(
                file,
                file.Rows.Where(row => faulty.Contains(row.Line)).Take(Most)
            ),
        };
    }

    public static HashSet<int> LinesOf(IEnumerable<FileFault> faults) =>
        [.. faults.Select(fault => fault.Line)];

    /// <summary>
    /// Whether the file may be taken: it has no fault, or exactly as many lines are to be left out as whoever sends it has seen, and some are sound.
    /// </summary>
    /// <param name="leaveOut">The number of lines that were seen to be faulty; null for all or nothing.</param>
    public bool MayBeTaken(int? leaveOut) => LeftOut == 0 || LeftOut == leaveOut && LeftOut < Rows;
}
