using System.Globalization;
using Jiban.City.Census;
using Jiban.City.Components;
using Jiban.City.Contracts;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace Jiban.City.Names;

/// <summary>A line of a file as it was read; the place is null where it could not be.</summary>
internal sealed record ToponymLine(int Line, Toponym? Place);

/// <summary>Which column of a file holds what, and how its values are read. Pure.</summary>
internal sealed class ToponymFile(IReadOnlyDictionary<ToponymField, string> columns)
{
    public const int LongestCode = 80;

    public IReadOnlyDictionary<ToponymField, string> Columns => columns;

    /// <summary>Which column is read for which field.</summary>
    public IReadOnlyList<FieldPart> Fields =>
        [
            .. ToponymField.All.Select(one => new FieldPart(
                one.Key,
                one.Zh,
                columns.GetValueOrDefault(one)
            )),
        ];

    /// <summary>Columns are found by our names for them; what is <paramref name="wanted"/> names a field by its key (<see cref="ColumnChoice"/>).</summary>
    /// <returns>Null, with what is wrong of what was wanted.</returns>
    public static ToponymFile? Of(
        IReadOnlyCollection<string> headings,
        IEnumerable<string> wanted,
        out string? wrong
    )
    {
        var columns = ColumnChoice.Of(
            ToponymField.All,
            field => field.Key,
            (field, heading) => field.IsCalled(heading),
            headings,
            wanted,
            out wrong
        );
        return columns is null ? null : new ToponymFile(columns);
    }

    /// <summary>The place of a row with no id yet, or its faults.</summary>
    public ToponymLine Read(RawRow row, List<FileFault> faults)
    {
        var before = faults.Count;
        var name = Text(ToponymField.Name);
        var kind = Text(ToponymField.Kind) is { } word ? ToponymField.KindOf(word) : null;
        var code = Text(ToponymField.Code) ?? $"{kind}/{name}";
        if (kind is null)
        {
            Fault("kind-unknown", Text(ToponymField.Kind));
        }

        if (code.Length > LongestCode)
        {
            Fault("key-long", code);
        }

        List<PlaceName> names =
        [
            .. Names(ToponymField.Aliases, NameUse.Alias),
            .. Names(ToponymField.OldNames, NameUse.Old),
        ];
        foreach (var one in names.Select(other => other.Name).Prepend(name ?? ""))
        {
            if (!IsName(one))
            {
                Fault("name-odd", one);
            }
        }

        if (names.Select(other => other.Name).Append(name).Distinct().Count() <= names.Count)
        {
            Fault("name-twice", name);
        }

        var shape = row.Shape ?? Drawn() ?? AtPoint();
        if (
            shape is not null
            && !(
                CityFaults.IsSound(shape)
                && shape is Point or LineString or MultiLineString or Polygon or MultiPolygon
            )
        )
        {
            Fault("shape-odd", null);
        }

        if (faults.Count > before)
        {
            return new ToponymLine(row.Line, null);
        }

        if (shape is not null)
        {
            shape.SRID = 4326;
        }

        return new ToponymLine(
            row.Line,
            new Toponym(
                Guid.Empty,
                code,
                kind!.Value,
                name!,
                names,
                // A region has the border that the city's plan draws.
                kind is PlaceKind.District or PlaceKind.Street or PlaceKind.Community
                    ? null
                    : shape
            )
        );

        void Fault(string fault, string? detail) => faults.Add(new(row.Line, fault, detail));

        string? Text(ToponymField field) =>
            columns.TryGetValue(field, out var column)
                ? Typed.Text(row.Values.GetValueOrDefault(column))
                : null;

        IReadOnlyList<PlaceName> Names(ToponymField field, NameUse use)
        {
            if (Text(field) is not { } cell)
            {
                return [];
            }

            if (OtherNames.Read(cell, use) is { } read)
            {
                return read;
            }

            Fault("names-odd", cell);
            return [];
        }

        Geometry? Drawn()
        {
            if (Text(ToponymField.Shape) is not { } wkt)
            {
                return null;
            }

            try
            {
                return new WKTReader().Read(wkt);
            }
            // What is no well-known text fails in as many ways as the reader has exceptions.
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                Fault("shape-odd", null);
                return null;
            }
        }

        Point? AtPoint()
        {
            var (lon, lat) = (Text(ToponymField.Lon), Text(ToponymField.Lat));
            if (lon is null && lat is null)
            {
                return null;
            }

            if (Number(lon) is { } x && Number(lat) is { } y)
            {
                return new Point(x, y);
            }

            Fault("shape-odd", $"{lon}, {lat}");
            return null;
        }
    }

    private static bool IsName(string name) =>
        name.Length is >= 2 and <= 60 && !name.Any(c => char.IsControl(c) || c == '\uFFFD');

    private static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
