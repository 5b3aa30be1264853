using Jiban.City.Components;
using Jiban.City.Contracts;
using NetTopologySuite.Geometries;

namespace Jiban.City.Census;

/// <summary>A row of a file: its values by column, and its shape where the format has one beside them.</summary>
/// <param name="Line">Where it stands in the file, as its readers count: the line of a text, the row of a sheet, the number of a feature.</param>
internal sealed record RawRow(
    int Line,
    IReadOnlyDictionary<string, string> Values,
    Geometry? Shape
);

/// <summary>A row that was read: the record, or why it could not be read.</summary>
/// <param name="Said">The fields of which the row says something, by abbreviation; a point says both of its degrees.</param>
internal sealed record CensusRow(
    int Line,
    SurveyedComponent? Record,
    NamedPlace Place,
    IReadOnlyList<SurveyFault> Faults,
    IReadOnlySet<string> Said
)
{
    /// <summary>What a new record can't be without and the row does not say: what nobody said is not made up.</summary>
    private static readonly ComponentField[] Mandatory =
    [
        ComponentFields.State,
        ComponentFields.InitialDate,
    ];

    /// <summary>Whether it says where it stands.</summary>
    public bool IsPlaced => Says(ComponentFields.Lon) && Says(ComponentFields.Lat);

    /// <summary>What keeps it from being a new record.</summary>
    public IEnumerable<SurveyFault> LacksAsNew() =>
        [
            .. Mandatory
                .Where(field => !Says(field))
                .Select(field => new SurveyFault("field-missing", field.Abbreviation)),
            .. IsPlaced ? Array.Empty<SurveyFault>() : [new("position-malformed")],
        ];

    /// <summary>The record with what it says nothing about filled from what is on record, units apart.</summary>
    public SurveyedComponent Beside(Component known) =>
        Record! with
        {
            Code = known.Code,
            Name = Says(ComponentFields.Name) ? Record.Name : known.Name,
            State = Says(ComponentFields.State) ? Record.State : known.State,
            Location = IsPlaced ? Record.Location : known.Location,
            InitialDate = Says(ComponentFields.InitialDate)
                ? Record.InitialDate
                : known.InitialDate,
            DataSource = Says(ComponentFields.Source) ? Record.DataSource : known.DataSource,
            Accuracy = Says(ComponentFields.Accuracy) ? Record.Accuracy : known.Accuracy,
            PlaceText = Record.PlaceText ?? known.PlaceText,
            Material = Record.Material ?? known.Material,
            Shape = Record.Shape ?? known.Shape,
            OnTactilePaving = Says(ComponentFields.OnTactilePaving)
                ? Record.OnTactilePaving
                : known.OnTactilePaving,
            Remark = Record.Remark ?? known.Remark,
            ElevationMetres = Record.ElevationMetres ?? known.ElevationMetres,
        };

    private bool Says(ComponentField field) => Said.Contains(field.Abbreviation);
}

/// <summary>What a record is as JSON beside the census: flat, so that it reads well and comes back the same.</summary>
internal sealed record CensusRecord(
    string? Code,
    string ClassCode,
    string Name,
    ComponentState State,
    double Lon,
    double Lat,
    DateOnly InitialDate,
    DataSource DataSource,
    PositionAccuracy Accuracy,
    string? PlaceText,
    string? Material,
    string? Shape,
    bool OnTactilePaving,
    string? Remark,
    Dictionary<DutyRole, Guid> Units,
    decimal? ElevationMetres = null
)
{
    public static CensusRecord Of(SurveyedComponent one) =>
        new(
            one.Code,
            one.ClassCode,
            one.Name,
            one.State,
            one.Location.X,
            one.Location.Y,
            one.InitialDate,
            one.DataSource,
            one.Accuracy,
            one.PlaceText,
            one.Material,
            one.Shape,
            one.OnTactilePaving,
            one.Remark,
            new(one.Units),
            one.ElevationMetres
        );

    /// <summary>What is on record, beside those who answer for it.</summary>
    public static CensusRecord Of(Component one, IEnumerable<ComponentDuty> duties) =>
        Of(
            one.AsSurveyed(
                duties
                    .GroupBy(duty => duty.Role)
                    .ToDictionary(role => role.Key, role => role.Last().UnitId)
            )
        );

    public SurveyedComponent ToSurveyed() =>
        new(
            Code,
            ClassCode,
            Name,
            State,
            new Point(Lon, Lat) { SRID = 4326 },
            InitialDate,
            DataSource,
            Accuracy,
            PlaceText,
            Material,
            Shape,
            OnTactilePaving,
            Remark,
            Units,
            ElevationMetres
        );
}
