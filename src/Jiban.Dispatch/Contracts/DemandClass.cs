namespace Jiban.Dispatch.Contracts;

/// <summary>A class of the demand tree (诉求分类). The codes are the project's own, not those of a standard.</summary>
/// <param name="Code">Two digits a level (<see cref="ClassTree"/>).</param>
/// <param name="Urgency">The tier of a matter of this class when nothing in the message raises it.</param>
public sealed record DemandClass(
    string Code,
    string Name,
    string NameEn,
    string? ParentCode,
    Urgency Urgency
);

/// <summary>A channel (渠道). Channels are data.</summary>
/// <param name="IsOwn">The street's own channel, counted apart from 12345 in every figure.</param>
/// <param name="HasPerson">Whether there is a requester who can be asked: false for patrol and sensors.</param>
/// <param name="IsPublic">Whether the public door may name it.</param>
public sealed record Channel(
    string Code,
    string Name,
    string NameEn,
    bool IsOwn,
    bool HasPerson,
    bool IsPublic
);
