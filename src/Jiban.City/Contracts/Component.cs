using NetTopologySuite.Geometries;

namespace Jiban.City.Contracts;

/// <summary>Generation of the national standard by which identifiers are issued (docs/glossary.md).</summary>
public enum CodeScheme
{
    /// <summary>GB/T 30428.2-2013 and CJ/T 214: 16 digits, minor class of two.</summary>
    Gbt30428,

    /// <summary>GB/T 47678.5-2026: 17 digits, minor class of three.</summary>
    Gbt47678,
}

/// <summary>How a component stands (状态).</summary>
public enum ComponentState
{
    /// <summary>In order (完好).</summary>
    Intact,

    /// <summary>Damaged (破损).</summary>
    Damaged,

    /// <summary>Not there any more, and nobody took it away on purpose (丢失).</summary>
    Lost,

    /// <summary>There, and out of use (废弃).</summary>
    Abandoned,

    /// <summary>Taken away (移除): the end, its identifier is not given again.</summary>
    Removed,
}

/// <summary>Where a record comes from (数据来源).</summary>
public enum DataSource
{
    /// <summary>Measured on site (实测).</summary>
    Survey,

    /// <summary>Topographic map (地形图).</summary>
    TopographicMap,

    /// <summary>Basic geographic data (基础地理数据).</summary>
    BaseData,

    /// <summary>Other (其他).</summary>
    Other,
}

/// <summary>Class of the accuracy of a position (定位精度): within 0.5, 1 or 10 metres.</summary>
public enum PositionAccuracy
{
    A,
    B,
    C,
}

/// <summary>In which role a unit answers for a component.</summary>
public enum DutyRole
{
    /// <summary>Competent authority (主管部门): every component has one.</summary>
    Authority,

    /// <summary>Whose it is (权属单位).</summary>
    Owner,

    /// <summary>Who put it there (安装单位).</summary>
    Installer,

    /// <summary>Who runs it (管理单位).</summary>
    Manager,

    /// <summary>Who keeps it in order (养护单位).</summary>
    Maintainer,
}

/// <summary>One component as it is surveyed: everything of its record but what the registry itself makes (identifier, grid cell, validity).</summary>
/// <param name="Code">Its identifier when it has one; null to issue the next.</param>
/// <param name="ClassCode">Major and minor class in the digits of the scheme.</param>
/// <param name="Location">Point, WGS-84.</param>
/// <param name="InitialDate">The day since which it stands there (初始日期).</param>
/// <param name="ElevationMetres">How high it stands (高程), over the 1985 national height datum, to the millimetre; null when nobody knows.</param>
public sealed record SurveyedComponent(
    string? Code,
    string ClassCode,
    string Name,
    ComponentState State,
    Point Location,
    DateOnly InitialDate,
    DataSource DataSource,
    PositionAccuracy Accuracy,
    string? PlaceText,
    string? Material,
    string? Shape,
    bool OnTactilePaving,
    string? Remark,
    IReadOnlyDictionary<DutyRole, Guid> Units,
    decimal? ElevationMetres = null
);
