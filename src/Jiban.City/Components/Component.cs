using System.Text.Json;
using Jiban.City.Contracts;
using Jiban.Platform.Time;
using NetTopologySuite.Geometries;

namespace Jiban.City.Components;

/// <summary>What made a version of a component.</summary>
internal enum ComponentChange
{
    Added,
    Changed,
    Moved,
    StateChanged,
    Retired,
}

/// <summary>One version of a component: a row of <c>city.component</c>, in the order of <see cref="ComponentStore.Columns"/>.</summary>
/// <param name="ValidTo">Since when it holds no more; null for the version that holds.</param>
/// <param name="ElevationMetres">See <see cref="Elevation"/>; null when nobody knows.</param>
internal sealed record Component(
    Guid ComponentId,
    int Version,
    string Code,
    string ClassCode,
    string Name,
    ComponentState State,
    Point Location,
    string GridCode,
    DateOnly InitialDate,
    DataSource DataSource,
    PositionAccuracy Accuracy,
    string? PlaceText,
    string? Material,
    string? Shape,
    bool OnTactilePaving,
    string? Remark,
    ComponentChange Change,
    string? Reason,
    Guid? ChangedBy,
    DateTimeOffset ValidFrom,
    DateTimeOffset? ValidTo,
    decimal? ElevationMetres = null
)
{
    /// <summary>The first six digits: the district in which it was numbered.</summary>
    public string DistrictCode => Code[..6];

    public CodeScheme Scheme =>
        ClassCode.Length == ComponentCode.ClassLength(CodeScheme.Gbt30428)
            ? CodeScheme.Gbt30428
            : CodeScheme.Gbt47678;

    /// <summary>The first version of what was surveyed: it holds since it stands there.</summary>
    public static Component First(
        SurveyedComponent one,
        Guid componentId,
        ComponentCode code,
        string gridCode,
        Guid? by
    ) =>
        new(
            componentId,
            1,
            code.ToString(),
            one.ClassCode,
            one.Name,
            one.State,
            one.Location,
            gridCode,
            one.InitialDate,
            one.DataSource,
            one.Accuracy,
            one.PlaceText,
            one.Material,
            one.Shape,
            one.OnTactilePaving,
            one.Remark,
            ComponentChange.Added,
            null,
            by,
            CivilTime.StartOf(one.InitialDate),
            null,
            one.ElevationMetres
        );

    /// <summary>What is on record as a survey would tell it, beside the units that answer for it.</summary>
    public SurveyedComponent AsSurveyed(IReadOnlyDictionary<DutyRole, Guid> units) =>
        new(
            Code,
            ClassCode,
            Name,
            State,
            Location,
            InitialDate,
            DataSource,
            Accuracy,
            PlaceText,
            Material,
            Shape,
            OnTactilePaving,
            Remark,
            units,
            ElevationMetres
        );

    /// <summary>The version that follows this one.</summary>
    public Component Next(ComponentChange change, string? reason, Guid? by, DateTimeOffset at) =>
        this with
        {
            Version = Version + 1,
            Change = change,
            Reason = reason,
            ChangedBy = by,
            // Never before the version that it follows, whatever the clocks of two hosts say.
            ValidFrom = at < ValidFrom ? ValidFrom : at,
            ValidTo = null,
        };
}

/// <summary>Who answers for a component in one role, from a day on.</summary>
/// <param name="UntilDay">The last day; null while nobody knows.</param>
internal sealed record ComponentDuty(
    Guid ComponentId,
    DutyRole Role,
    Guid UnitId,
    DateOnly FromDay,
    DateOnly? UntilDay
)
{
    /// <summary>Whether it holds on a day.</summary>
    public bool HoldsOn(DateOnly day) => FromDay <= day && !(UntilDay < day);
}

/// <summary>How words of a fixed list stand in the store: as in JSON.</summary>
internal static class Stored
{
    public static string Word<T>(T word)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(word.ToString());

    /// <summary>Whether a text is one of the words.</summary>
    public static bool Is<T>(string text)
        where T : struct, Enum => Enum.GetValues<T>().Any(word => Word(word) == text);
}
