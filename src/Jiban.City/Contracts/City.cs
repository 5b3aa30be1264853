using Jiban.Platform.Writing;
using NetTopologySuite.Geometries;

namespace Jiban.City.Contracts;

/// <summary>Level of an administrative region (区划层级).</summary>
public enum RegionLevel
{
    City,
    District,
    Street,
    Community,
}

/// <summary>An administrative region.</summary>
/// <param name="Code">Statistical code: 4 digits city, 6 district, 9 street or town, 12 community (rules.md §4.2).</param>
/// <param name="Boundary">Polygon or multipolygon, WGS-84 lon/lat.</param>
/// <param name="Residents">Permanent residents (常住人口); null when not known.</param>
public sealed record Region(
    Guid RegionId,
    string Code,
    RegionLevel Level,
    string Name,
    Guid? ParentId,
    Geometry Boundary,
    int? Residents = null
);

/// <summary>A unit grid cell (万米单元网格).</summary>
/// <param name="Code">15 digits: 12 of the community and 3 in sequence, west to east, north to south (rules.md §4.2).</param>
/// <param name="LandUse">What the ground is used for (用地类型), as the survey words it; null when it does not say.</param>
/// <param name="Management">How well it is to be kept (管理级别), as the survey words it; null when it does not say.</param>
/// <param name="BodyId">The unit that is responsible for it (责任主体); null leaves it to who has the territory.</param>
public sealed record GridCell(
    string Code,
    Guid CommunityId,
    Geometry Boundary,
    string? LandUse = null,
    string? Management = null,
    Guid? BodyId = null
);

/// <summary>A named road with its centre line, WGS-84.</summary>
public sealed record Road(Guid RoadId, string Name, Geometry Line, IReadOnlyList<string> Aliases);

/// <summary>A building.</summary>
/// <param name="Name">The name people use, such as 潞湾家园3号楼.</param>
/// <param name="Address">Road and house number.</param>
/// <param name="EstateName">The estate (小区) or compound it belongs to, when there is one.</param>
/// <param name="PropertyUnitId">The property company that keeps it, when there is one.</param>
public sealed record Building(
    Guid BuildingId,
    string Name,
    string Address,
    string? EstateName,
    string Use,
    double HeightMetres,
    int? BuiltYear,
    Guid CommunityId,
    Guid? PropertyUnitId,
    Polygon Footprint
);

/// <summary>A stretch of land or water that people name and that the map shows: a school, a park, a market, a river.</summary>
/// <param name="Kind"><see cref="PlaceKind.School"/> or <see cref="PlaceKind.Landmark"/>.</param>
/// <param name="Cover">What lies there, for the map: <c>school</c>, <c>park</c>, <c>market</c>, <c>water</c>, <c>square</c>, <c>station</c>.</param>
public sealed record Landmark(
    Guid LandmarkId,
    PlaceKind Kind,
    string Name,
    IReadOnlyList<string> Aliases,
    string Cover,
    Geometry Area
);

/// <summary>What a unit is.</summary>
public enum UnitKind
{
    /// <summary>City-wide centre of the 12345 line (市中心).</summary>
    CityCentre,

    /// <summary>District government: allocates what nobody else may be given directly (区政府).</summary>
    DistrictGovernment,

    /// <summary>Street office or town government (街道办、镇政府).</summary>
    StreetOffice,

    /// <summary>Section of a street office (科室).</summary>
    Section,

    /// <summary>Residents' or villagers' committee of a community (社区、村).</summary>
    Community,

    /// <summary>Department of a district or of the city (委办局).</summary>
    Department,

    /// <summary>Water, power, gas, heat, telecom, transport (公用事业).</summary>
    Utility,

    /// <summary>Property company (物业企业).</summary>
    PropertyCompany,
}

/// <summary>When a unit works. Emergencies are taken at any hour.</summary>
public sealed record WorkingHours(TimeOnly Opens, TimeOnly Closes, bool EveryDay);

/// <summary>Somebody who can be given a case. Units form one tree: sections and communities below a street office, it and the
/// district's departments below the district government, all below the city centre.</summary>
/// <param name="RegionId">The region where the unit acts.</param>
/// <param name="CreditCode">Its unified social credit code (GB 32100); null when it is not known, or when it is no legal person of its own.</param>
/// <param name="Address">Of its office or station; null when it is not on record.</param>
/// <param name="Seat">Where it can be met (驻地), WGS-84; null when it is not on record.</param>
public sealed record Unit(
    Guid UnitId,
    string Code,
    string Name,
    string ShortName,
    UnitKind Kind,
    Guid? ParentId,
    Guid? RegionId,
    WorkingHours Hours,
    IReadOnlyList<string> Aliases,
    string? CreditCode = null,
    string? Address = null,
    Point? Seat = null
);

/// <summary>One line of a unit's list of responsibilities (职责清单).</summary>
/// <param name="Board">The board it stands under: 6 for a street, 7 for a town.</param>
/// <param name="ClassCodes">Class codes (two or four digits) that the duty answers for; empty when none.</param>
public sealed record Duty(
    Guid DutyId,
    Guid UnitId,
    string Board,
    string Name,
    IReadOnlyList<string> ClassCodes,
    DateOnly From,
    DateOnly? Until
);

/// <summary>A named place that people mention: the gazetteer (地名库).</summary>
public enum PlaceKind
{
    District,
    Street,
    Community,
    Road,
    Estate,
    Building,
    School,
    Landmark,

    /// <summary>A bridge, fly-over or culvert (桥梁).</summary>
    Bridge,

    /// <summary>A stop of buses (公交站).</summary>
    BusStop,
}

/// <summary>One entry of the gazetteer: one name of one place. A place with aliases has several entries with the same id.</summary>
/// <param name="CommunityId">The community it lies in; null when it spans several (a road, a street).</param>
public sealed record Place(
    Guid PlaceId,
    PlaceKind Kind,
    string Name,
    Guid? CommunityId,
    Guid? StreetId,
    Point Location
)
{
    /// <summary>What this name is to the place.</summary>
    public NameUse Use { get; init; }

    /// <summary>The name on record, where this is another one that a gazetteer of the customer gives it; null where it is on record itself.</summary>
    public string? Standard { get; init; }

    /// <summary>The name on record as a page shows it, whatever the form of the file that it came from.</summary>
    public string ShownName => ChineseTypography.Of(Standard ?? Name);

    /// <summary>The last day on which an old name was the name; null when not known.</summary>
    public DateOnly? Until { get; init; }
}

/// <summary>Where a point lies. Members are null outside the city or where the street is not drawn in detail.</summary>
public sealed record Located(Region? District, Region? Street, Region? Community, string? GridCode);
