using Jiban.City.Components;
using Jiban.City.Contracts;

namespace Jiban.City.Census;

/// <summary>How a census differs from what is on record.</summary>
internal enum CensusChange
{
    New,
    Moved,
    Changed,
    Gone,
}

/// <summary>One difference.</summary>
/// <param name="Known">The version that the row was compared with; null for what is new.</param>
/// <param name="Record">The row; null for what is gone.</param>
/// <param name="Fields">What differs, in the words of the record; a role for a unit.</param>
/// <param name="Metres">How far it stands from where it stood.</param>
internal sealed record CensusItem(
    CensusChange Change,
    Component? Known,
    SurveyedComponent? Record,
    IReadOnlyList<string> Fields,
    double? Metres
);

/// <summary>Compares rows with what is on record. What a row says nothing about is filled from there by then, and so is no difference. Pure.</summary>
/// <param name="duties">Who answers on the day of the census.</param>
internal sealed class CensusDifference(ILookup<Guid, ComponentDuty> duties, DateOnly day)
{
    /// <summary>The fields of a record that a census may change, and how one is taken over.</summary>
    private static readonly (
        string Name,
        Func<SurveyedComponent, Component, bool> Differs,
        Func<Component, SurveyedComponent, Component> Take
    )[] Fields =
    [
        (
            "name",
            (row, known) => row.Name != known.Name,
            (known, row) => known with { Name = row.Name }
        ),
        (
            "state",
            (row, known) => row.State != known.State,
            (known, row) => known with { State = row.State }
        ),
        (
            "initialDate",
            (row, known) => row.InitialDate != known.InitialDate,
            (known, row) => known with { InitialDate = row.InitialDate }
        ),
        (
            "dataSource",
            (row, known) => row.DataSource != known.DataSource,
            (known, row) => known with { DataSource = row.DataSource }
        ),
        (
            "accuracy",
            (row, known) => row.Accuracy != known.Accuracy,
            (known, row) => known with { Accuracy = row.Accuracy }
        ),
        (
            // Two surveys of one thing never measure quite the same.
            "elevation",
            (row, known) =>
                row.ElevationMetres is { } metres
                && !(
                    Math.Abs(metres - (known.ElevationMetres ?? decimal.MaxValue / 2))
                    <= (decimal)Tolerance(row.Accuracy)
                ),
            (known, row) => known with { ElevationMetres = row.ElevationMetres }
        ),
        (
            "placeText",
            (row, known) => row.PlaceText is { } text && text != known.PlaceText,
            (known, row) => known with { PlaceText = row.PlaceText }
        ),
        (
            "material",
            (row, known) => row.Material is { } text && text != known.Material,
            (known, row) => known with { Material = row.Material }
        ),
        (
            "shape",
            (row, known) => row.Shape is { } text && text != known.Shape,
            (known, row) => known with { Shape = row.Shape }
        ),
        (
            "onTactilePaving",
            (row, known) => row.OnTactilePaving != known.OnTactilePaving,
            (known, row) => known with { OnTactilePaving = row.OnTactilePaving }
        ),
        (
            "remark",
            (row, known) => row.Remark is { } text && text != known.Remark,
            (known, row) => known with { Remark = row.Remark }
        ),
    ];

    /// <summary>How far two surveys of one thing may lie apart; metres.</summary>
    public static double Tolerance(PositionAccuracy accuracy) =>
        accuracy switch
        {
            PositionAccuracy.A => 0.5,
            PositionAccuracy.B => 1,
            _ => 10,
        };

    /// <summary>What a row says against what is on record; null when it says the same.</summary>
    public CensusItem? Of(SurveyedComponent row, Component? known)
    {
        if (known is null)
        {
            return new(CensusChange.New, null, row, [], null);
        }

        if (row.State == ComponentState.Removed)
        {
            // It is not there any more: what else the row says of it matters to nobody.
            return known.State == ComponentState.Removed
                ? null
                : new(CensusChange.Changed, known, row, ["state"], null);
        }

        var metres = Positions.Metres(known.Location, row.Location);
        var isMoved = metres > Tolerance(row.Accuracy);
        string[] fields =
        [
            .. isMoved ? ["location"] : Array.Empty<string>(),
            .. Fields.Where(field => field.Differs(row, known)).Select(field => field.Name),
            .. row
                .Units.Where(unit => !Answers(known, unit.Key, unit.Value))
                .Select(unit => Stored.Word(unit.Key)),
        ];
        return fields.Length == 0
            ? null
            : new(isMoved ? CensusChange.Moved : CensusChange.Changed, known, row, fields, metres);
    }

    /// <summary>Whether taking a difference over retires what is on record (移除).</summary>
    public static bool Retires(SurveyedComponent row) => row.State == ComponentState.Removed;

    /// <summary>The record that is on file with what differs taken over from the row; units apart.</summary>
    public static Component Take(
        Component known,
        SurveyedComponent row,
        IReadOnlyCollection<string> fields,
        string? gridCode
    )
    {
        var taken = Fields
            .Where(field => fields.Contains(field.Name))
            .Aggregate(known, (so, field) => field.Take(so, row));
        return fields.Contains("location") && gridCode is not null
            ? taken with
            {
                Location = row.Location,
                GridCode = gridCode,
            }
            : taken;
    }

    private bool Answers(Component known, DutyRole role, Guid unitId) =>
        duties[known.ComponentId]
            .Any(duty => duty.Role == role && duty.UnitId == unitId && duty.HoldsOn(day));
}
