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
internal sealed record CensusRow(
    int Line,
    SurveyedComponent? Record,
    NamedPlace Place,
    IReadOnlyList<SurveyFault> Faults
);

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
