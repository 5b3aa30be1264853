using System.Globalization;
using Jiban.City.Components;
using Jiban.City.Contracts;
using NetTopologySuite.Geometries;

namespace Jiban.City.Census;

/// <summary>Which column of a file holds which field, and how its values are read. Pure.</summary>
internal sealed class CensusMapping
{
    private readonly Dictionary<ComponentField, string> _columns;
    private readonly ILookup<string, Guid> _units;
    private readonly DateOnly _today;

    private CensusMapping(
        Dictionary<ComponentField, string> columns,
        CitySnapshot city,
        DateOnly today
    )
    {
        _columns = columns;
        _today = today;
        _units = city
            .Units.SelectMany(unit =>
                new[] { unit.CreditCode, unit.Code, unit.Name, unit.ShortName }
                    .OfType<string>()
                    .Distinct()
                    .Select(name => (name, unit.UnitId))
            )
            .ToLookup(pair => pair.name, pair => pair.UnitId, StringComparer.Ordinal);
    }

    /// <summary>
    /// What a file can say. The day of the last change (BGRQ) is the registry's own: it follows from when a change was accepted, and a file that
    /// has it is told that the column is not read.
    /// </summary>
    public static IReadOnlyList<ComponentField> Readable { get; } =
    [.. ComponentFields.All.Where(field => field != ComponentFields.ChangedDate)];

    /// <summary>Which column is read for which field, in the order of the standard.</summary>
    public IReadOnlyList<FieldPart> Fields =>
        [
            .. Readable.Select(one => new FieldPart(
                one.Abbreviation,
                one.Zh,
                _columns.GetValueOrDefault(one)
            )),
        ];

    /// <summary>
    /// Columns are found by the standard's abbreviation or name, or by what the earlier generation calls them; what is <paramref name="wanted"/>
    /// names a field by its abbreviation (<see cref="ColumnChoice"/>).
    /// </summary>
    /// <returns>Null, with what is wrong of what was wanted.</returns>
    public static CensusMapping? Of(
        IReadOnlyCollection<string> headings,
        IEnumerable<string> wanted,
        CitySnapshot city,
        DateOnly today,
        out string? wrong
    )
    {
        var columns = ColumnChoice.Of(
            Readable,
            field => field.Abbreviation,
            (field, heading) =>
                Is(heading, field.Abbreviation)
                || Is(heading, field.Zh)
                || Is(heading, field.Older),
            headings,
            wanted,
            out wrong
        );
        return columns is null ? null : new CensusMapping(columns, city, today);
    }

    /// <summary>The record of a row, or every reason why it can't be read.</summary>
    public CensusRow Read(RawRow row)
    {
        var faults = new List<SurveyFault>();
        var code = Text(ComponentFields.Code);
        var point = row.Shape as Point ?? PointOf();
        var units = Units();
        var record = new SurveyedComponent(
            code,
            Text(ComponentFields.ClassCode) ?? ClassOf(code),
            Text(ComponentFields.Name) ?? "",
            Word(ComponentFields.State, ComponentFields.StateOf, ComponentState.Intact),
            point ?? new Point(0, 0),
            Word(ComponentFields.InitialDate, ComponentFields.DayOf, _today),
            Word(ComponentFields.Source, ComponentFields.SourceOf, DataSource.Other),
            // How well it was measured nobody says: as badly as any class allows.
            Word(ComponentFields.Accuracy, ComponentFields.AccuracyOf, PositionAccuracy.C),
            Text(ComponentFields.PlaceText),
            Text(ComponentFields.Material),
            Text(ComponentFields.Shape),
            Word(ComponentFields.OnTactilePaving, YesOrNo, false),
            Text(ComponentFields.Remark),
            units,
            Elevation()
        );
        var isPlaceTried =
            row.Shape is not null
            || Text(ComponentFields.Lon) is not null
            || Text(ComponentFields.Lat) is not null;
        if (isPlaceTried && (point is null || Positions.Refuse(point.X, point.Y) is not null))
        {
            faults.Add(new("position-malformed"));
        }

        return new CensusRow(
            row.Line,
            faults.Count == 0 ? record : null,
            new(
                Text(ComponentFields.GridCode),
                Text(ComponentFields.StreetCode),
                Text(ComponentFields.StreetName),
                Text(ComponentFields.CommunityCode),
                Text(ComponentFields.CommunityName)
            ),
            faults,
            _columns
                .Keys.Where(field => Text(field) is not null)
                .Select(field => field.Abbreviation)
                .Concat(
                    point is null
                        ? []
                        : [ComponentFields.Lon.Abbreviation, ComponentFields.Lat.Abbreviation]
                )
                .ToHashSet(StringComparer.Ordinal)
        );

        string? Text(ComponentField field) =>
            _columns.TryGetValue(field, out var column)
                ? Typed.Text(row.Values.GetValueOrDefault(column))
                : null;

        T Word<T>(ComponentField field, Func<string, T?> read, T without)
            where T : struct
        {
            if (Text(field) is not { } text)
            {
                return without;
            }

            if (read(text) is { } value)
            {
                return value;
            }

            faults.Add(new("value-unknown", $"{field.Abbreviation}: {text}"));
            return without;
        }

        decimal? Elevation()
        {
            var text = Text(ComponentFields.Elevation);
            var metres = text is null ? null : Components.Elevation.Of(text);
            if (text is not null && metres is null)
            {
                faults.Add(
                    new("value-unknown", $"{ComponentFields.Elevation.Abbreviation}: {text}")
                );
            }

            return metres;
        }

        Point? PointOf() =>
            Number(Text(ComponentFields.Lon)) is { } lon
            && Number(Text(ComponentFields.Lat)) is { } lat
                ? new Point(lon, lat) { SRID = 4326 }
                : null;

        Dictionary<DutyRole, Guid> Units()
        {
            var all = new Dictionary<DutyRole, Guid>();
            foreach (var (role, codeField, nameField) in ComponentFields.Units)
            {
                var named = Text(codeField) ?? Text(nameField);
                if (named is null)
                {
                    continue;
                }

                var found = _units[named].Distinct().Take(2).ToList();
                if (found.Count == 1)
                {
                    all[role] = found[0];
                }
                else
                {
                    faults.Add(new("unknown-unit", $"{codeField.Abbreviation}: {named}"));
                }
            }

            return all;
        }
    }

    /// <summary>Yes or no as people and programs write them; null for anything else.</summary>
    private static bool? YesOrNo(string text) =>
        text.ToLowerInvariant() switch
        {
            "是" or "有" or "1" or "true" or "t" or "yes" or "y" => true,
            "否" or "无" or "0" or "false" or "f" or "no" or "n" => false,
            _ => null,
        };

    private static string ClassOf(string? code) =>
        ComponentCode.TryParse(code, out var parsed) ? parsed.ClassCode : "";

    private static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number)
            ? number
            : null;

    private static bool Is(string heading, string? name) =>
        name is not null && heading.Trim().Equals(name, StringComparison.OrdinalIgnoreCase);
}
