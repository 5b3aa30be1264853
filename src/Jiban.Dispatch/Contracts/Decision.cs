using Jiban.City.Contracts;
using NetTopologySuite.Geometries;

namespace Jiban.Dispatch.Contracts;

/// <summary>Nature of a demand (诉求性质): 咨询 求助 投诉 举报 建议 表扬.</summary>
public enum DemandKind
{
    Consultation,
    Help,
    Complaint,
    Report,
    Suggestion,
    Praise,
}

/// <summary>How quickly something must be done; the tier of the limit (rules.md §2.3).</summary>
public enum Urgency
{
    /// <summary>Danger to life or property: 2 hours.</summary>
    Emergency,

    /// <summary>Water, power, gas, heat and the like: 24 hours.</summary>
    Urgent,

    /// <summary>General: 7 days.</summary>
    Ordinary,

    /// <summary>Complex, several units or long standing: 15 days.</summary>
    Complex,
}

/// <summary>How the unit was found (S11).</summary>
public enum DispatchMode
{
    /// <summary>The matter names its unit: a medical need goes to the health commission (定向).</summary>
    Directed,

    /// <summary>By where it is: property trouble goes to the street (属地).</summary>
    ByPlace,

    /// <summary>By what it is: title deeds go to the housing committee of that district (按类).</summary>
    ByKind,

    /// <summary>The citizen picked the unit (自选).</summary>
    ByChoice,

    /// <summary>A person chose it from the queue (人工).</summary>
    ByPerson,
}

/// <summary>What is known before deciding.</summary>
/// <param name="Text">The citizen's words. Any string: what can't be understood lowers the confidence.</param>
/// <param name="Kind">The kind the requester gave, if any.</param>
/// <param name="ClassCode">The class an inspector or operator gave, if any.</param>
/// <param name="PlaceText">Where, in words, apart from the text.</param>
/// <param name="Pin">Where, as a point in WGS-84.</param>
/// <param name="Channel">Code of the channel.</param>
/// <param name="Choice">The unit that the citizen picked.</param>
/// <param name="At">When it was received.</param>
/// <param name="Photos">How many pictures came with it: a filing condition of patrol.</param>
/// <param name="ReceivedBy">The unit that took it down (a street's own line, an inspector's street); where the message names no
/// place, its region is the likely one.</param>
/// <param name="Component">The component that it is about, as the registry has it on that day; the one who asks looks it up.</param>
/// <param name="Sizes">What an inspector measured on the spot: a filing condition of patrol.</param>
/// <param name="IsFiled">Whether a person or a rule filed it before: no filing condition is asked again.</param>
public sealed record Message(
    string Text,
    DemandKind? Kind,
    string? ClassCode,
    string? PlaceText,
    Point? Pin,
    string Channel,
    Guid? Choice,
    DateTimeOffset At,
    int Photos = 0,
    Guid? ReceivedBy = null,
    NamedComponent? Component = null,
    IReadOnlyList<MeasuredSize>? Sizes = null,
    bool IsFiled = false
);

/// <summary>One step of the explanation. Codes and names of the city's own data only, never the citizen's words, so that it may stand in the journal.</summary>
/// <param name="Code">Stable code, such as <c>place-named</c>, <c>class-model</c>, <c>rule:lamp</c> with the code of the rule, <c>mode-by-place</c>.</param>
/// <param name="Zh">A sentence a citizen can read.</param>
/// <param name="En">The same in English.</param>
public sealed record Reason(string Code, string Zh, string En);

/// <summary>A unit that may be right, for a person to choose from.</summary>
public sealed record Candidate(Guid UnitId, DispatchMode Mode, double Confidence, Reason Why);

/// <summary>Where it is, as understood.</summary>
/// <param name="Name">Name from the gazetteer, or null for a bare pin.</param>
/// <param name="Source">pin | named | street.</param>
public sealed record FoundPlace(
    string? Name,
    Point? Location,
    Guid? DistrictId,
    Guid? StreetId,
    Guid? CommunityId,
    string? GridCode,
    string Source
);

/// <summary>The whole answer of dispatch.</summary>
/// <param name="UnitId">The responsible unit; null when a person must choose.</param>
/// <param name="QueueUnitId">Who holds the case while a person chooses: the narrowest centre that is sure (street office, district government, city centre).</param>
/// <param name="Confidence">0 to 1, of the unit.</param>
/// <param name="Candidates">Best first, at most three; the unit itself first when decided.</param>
/// <param name="DangerToLife">Tell the citizen to call 120/110/119 at once.</param>
/// <param name="HasFilingConditions">Whether the filing conditions (立案条件) of the class hold, for reports from patrol.</param>
/// <param name="AssistingUnitIds">Who helps the responsible unit by the catalogue (协办); empty while nobody is decided.</param>
public sealed record Decision(
    DemandKind Kind,
    string ClassCode,
    double ClassConfidence,
    Urgency Urgency,
    FoundPlace? Place,
    Guid? UnitId,
    Guid QueueUnitId,
    DispatchMode? Mode,
    double Confidence,
    IReadOnlyList<Candidate> Candidates,
    IReadOnlyList<Reason> Reasons,
    bool DangerToLife,
    bool HasFilingConditions,
    IReadOnlyList<Guid> AssistingUnitIds
);
