using Dapper;
using Jiban.Cases.Contracts;
using Jiban.City.Contracts;
using Npgsql;

namespace Jiban.Coordination;

/// <summary>One unit of a template: by its id, or the nearest of a kind that answers for a class.</summary>
internal sealed record TemplateUnit(Guid? UnitId, UnitKind? UnitKind, string? ClassCode);

/// <summary>A prepared group (预案): who is called when it is always the same who must come.</summary>
internal sealed record Template(
    string Code,
    string Name,
    WhistleKind Kind,
    int ReportByMinutes,
    int EscalateMinutes,
    IReadOnlyList<string> Checklist,
    bool InUse,
    int Version,
    IReadOnlyList<TemplateUnit> Units
)
{
    /// <summary>
    /// The units that the template means for a caller and a place: of a kind those that act nearest to the place (else to where the caller
    /// acts) and have the class among their duties. What nobody answers for is left out, and so is the caller. Pure.
    /// </summary>
    public IReadOnlyList<Guid> UnitsFor(Guid caller, Guid? regionId, CitySnapshot city)
    {
        var region = regionId ?? RegionOf(caller, city);
        return
        [
            .. Units
                .Select(one =>
                    one.UnitId is { } id ? city.Unit(id)
                    : one.UnitKind is { } kind && region is { } near
                        ? city.UnitsFor(kind, near)
                            .FirstOrDefault(unit =>
                                one.ClassCode is not { } code || Answers(unit, code, city)
                            )
                    : null
                )
                .OfType<Unit>()
                .Select(unit => unit.UnitId)
                .Where(unit => unit != caller)
                .Distinct(),
        ];
    }

    private static bool Answers(Unit unit, string code, CitySnapshot city) =>
        city.Duties.Any(duty =>
            duty.UnitId == unit.UnitId
            && duty.ClassCodes.Any(own =>
                code.StartsWith(own, StringComparison.Ordinal)
                || own.StartsWith(code, StringComparison.Ordinal)
            )
        );

    private static Guid? RegionOf(Guid unitId, CitySnapshot city)
    {
        for (var unit = city.Unit(unitId); unit is not null; )
        {
            if (unit.RegionId is { } region)
            {
                return region;
            }

            unit = unit.ParentId is { } parent ? city.Unit(parent) : null;
        }

        return null;
    }
}

/// <summary>The rows of templates.</summary>
internal static class TemplateStore
{
    /// <summary>One template; null when there is none.</summary>
    public static async Task<Template?> LoadAsync(
        NpgsqlConnection connection,
        string code,
        CancellationToken cancellation
    ) =>
        (await LoadAllAsync(connection, cancellation)).FirstOrDefault(template =>
            template.Code == code
        );

    /// <summary>All of them, by name.</summary>
    public static async Task<IReadOnlyList<Template>> LoadAllAsync(
        NpgsqlConnection connection,
        CancellationToken cancellation
    )
    {
        await using var rows = await connection.QueryMultipleAsync(
            new CommandDefinition(
                """
                select code, name, kind, report_by_minutes, escalate_minutes, checklist, in_use, version from coordination.template order by code;
                select code, unit_id, unit_kind, class_code from coordination.template_unit order by code, ordinal
                """,
                cancellationToken: cancellation
            )
        );
        var templates = (await rows.ReadAsync<Row>()).AsList();
        var units = (await rows.ReadAsync<UnitRow>()).ToLookup(row => row.Code);
        return
        [
            .. templates.Select(row => new Template(
                row.Code,
                row.Name,
                row.Kind,
                row.ReportByMinutes,
                row.EscalateMinutes,
                row.Checklist,
                row.InUse,
                row.Version,
                [
                    .. units[row.Code]
                        .Select(unit => new TemplateUnit(
                            unit.UnitId,
                            unit.UnitKind is { } kind ? Enum.Parse<UnitKind>(kind, true) : null,
                            unit.ClassCode
                        )),
                ]
            )),
        ];
    }

    private sealed record Row
    {
        public required string Code { get; init; }
        public required string Name { get; init; }
        public required WhistleKind Kind { get; init; }
        public required int ReportByMinutes { get; init; }
        public required int EscalateMinutes { get; init; }
        public required IReadOnlyList<string> Checklist { get; init; }
        public required bool InUse { get; init; }
        public required int Version { get; init; }
    }

    private sealed record UnitRow(string Code, Guid? UnitId, string? UnitKind, string? ClassCode);
}
