using System.Text.Json.Serialization;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Auth;

namespace Jiban.Cases.Contracts;

/// <summary>A person as they gave themselves.</summary>
public sealed record Contact(string? Name, string? Phone);

/// <summary>What an order of the city's 12345 line brings with it, and the case keeps.</summary>
/// <param name="Number">The city's number of the order.</param>
/// <param name="Limit">Until when the city wants the result; no deadline of the case lies beyond it.</param>
public sealed record UpstreamOrder(string Number, DateTimeOffset? Limit);

/// <summary>What an inspector's phone says of a finding that it sends later, and the case keeps.</summary>
/// <param name="FoundAt">When it was found, by the phone's clock set right by the server's.</param>
/// <param name="PhoneAt">The same moment as the phone's own clock had it.</param>
/// <param name="Seal">SHA-256 over what was found, in hexadecimal: made on the phone, computed again here.</param>
public sealed record FieldFinding(DateTimeOffset FoundAt, DateTimeOffset? PhoneAt, string? Seal);

/// <summary>The one form of intake: every channel ends here.</summary>
public sealed record Registration
{
    /// <summary>The request in the citizen's words, 1 to 5,000 characters; empty where there is a recording instead.</summary>
    public required string Text { get; init; }

    /// <summary>Code of the channel.</summary>
    public required string Channel { get; init; }

    /// <summary>Who registers.</summary>
    public required Actor Actor { get; init; }

    /// <summary>The kind, when it was given.</summary>
    public DemandKind? Kind { get; init; }

    /// <summary>The class, when somebody who knows gave it.</summary>
    public string? ClassCode { get; init; }

    /// <summary>Who asks.</summary>
    public Contact? Requester { get; init; }

    /// <summary>Who tells it for them, when that is another person.</summary>
    public Contact? Reporter { get; init; }

    /// <summary>Where, in words.</summary>
    public string? PlaceText { get; init; }

    /// <summary>Where, degrees east in WGS-84.</summary>
    public double? Lon { get; init; }

    /// <summary>Where, degrees north in WGS-84.</summary>
    public double? Lat { get; init; }

    /// <summary>
    /// The component that it is about, by its identifier as typed or scanned. It says where, when nothing else does. Left out of the hash of what was
    /// asked when null.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Component { get; init; }

    /// <summary>What an inspector measured on the spot; its filing conditions may ask for it. Left out of the hash when null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<MeasuredSize>? Sizes { get; init; }

    /// <summary>The unit that the citizen picked.</summary>
    public Guid? Choice { get; init; }

    /// <summary>The unit that a person on duty chose; beats everything.</summary>
    public Guid? ChosenByStaff { get; init; }

    /// <summary>Uploaded files, at most nine.</summary>
    public IReadOnlyList<Guid> Uploads { get; init; } = [];

    /// <summary>Uploaded recordings of what an inspector said on the spot, at most three. Left out of the hash when null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Guid>? Recordings { get; init; }

    /// <summary>Whether the requester wants to stay unknown to the unit that handles it (保密).</summary>
    public bool Confidential { get; init; }

    /// <summary>
    /// Whether somebody on duty says that no harm is done yet and it is to be prevented (未诉先办). What an inspector finds before anybody calls is that in
    /// any case. Left out of the hash when false.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Preventive { get; init; }

    /// <summary>The request out of which it is split.</summary>
    public Guid? Parent { get; init; }

    /// <summary>When it was received, for imports; null for now.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }

    /// <summary>The order of the city's line that this is; null for every other request. Left out of the hash of what was asked when null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public UpstreamOrder? Upstream { get; init; }

    /// <summary>The number of the case for which thanks are said (表扬); what names one that is known is closed at once. Left out of the hash when null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Praises { get; init; }

    /// <summary>
    /// The query code of that case. A citizen must know it, or the answer would tell whether a number exists and whose it is; staff need not. Left
    /// out of the hash when null.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PraisesCode { get; init; }

    /// <summary>When an inspector found it, when that is known; the time of receipt is another. Left out of the hash when null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FieldFinding? Finding { get; init; }

    /// <summary>
    /// The incident that was offered, and of which was said: this is the same. It is joined when it is like enough, and stands alone otherwise. Left out
    /// of the hash when null.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Guid? Joins { get; init; }

    /// <summary>Makes the same request sent twice one case.</summary>
    public string? IdempotencyKey { get; init; }
}

/// <summary>The answer to a registration, the same however often it is asked with the same key.</summary>
/// <param name="Praised">The number of the case for which the thanks were passed on at once.</param>
/// <param name="Withheld">Whether a stranger named a component of which strangers are told neither where it stands nor who keeps it.</param>
public sealed record Registered(
    Guid CaseId,
    string Number,
    string QueryCode,
    DateTimeOffset ReceivedAt,
    bool IsDispatched,
    Guid UnitId,
    DispatchMode? Mode,
    DateTimeOffset? DispatchedAt,
    DemandKind Kind,
    string ClassCode,
    Urgency Urgency,
    IReadOnlyList<Reason> Reasons,
    DateTimeOffset DueSign,
    DateTimeOffset DueContact,
    DateTimeOffset DueResolve,
    bool Danger,
    string? Praised = null,
    bool Withheld = false
);
