namespace Jiban.Cases.Meetings;

/// <summary>
/// Where the meeting with the requester stands (见面优先): every case with a person begins with an invitation, and only an explicit
/// "no need" opens handling by telephone (S2).
/// </summary>
internal enum MeetingState
{
    /// <summary>The requester may say when, or that there is no need.</summary>
    Invited,

    /// <summary>The unit has named a time and a place.</summary>
    Offered,

    /// <summary>The requester has another time in mind.</summary>
    Proposed,

    /// <summary>Agreed.</summary>
    Accepted,

    /// <summary>The requester said that no meeting is needed.</summary>
    NoNeed,

    /// <summary>Nobody was reached in all the tries that the rule asks for: a state of its own, counted apart.</summary>
    NotReached,

    /// <summary>They met.</summary>
    Met,
}

/// <summary>What a requester says to an invitation.</summary>
internal enum MeetingAnswer
{
    Accept,
    Propose,
    NoNeed,
}

internal sealed record MeetingOfferedFacts(Guid By, DateTimeOffset At);

/// <param name="By">Who took the answer down; null when the requester gave it on the page.</param>
/// <param name="At">When the requester would rather meet.</param>
internal sealed record MeetingAnsweredFacts(MeetingAnswer Answer, DateTimeOffset? At, Guid? By);

/// <param name="At">When they met.</param>
/// <param name="People">How many were there; who, stands with the words. 0 in entries from before there were fields.</param>
/// <param name="Promises">By when each thing is done that was promised; null when nothing was.</param>
internal sealed record MetFacts(
    Guid By,
    DateTimeOffset At,
    int Attachments,
    int People = 0,
    IReadOnlyList<DateTimeOffset>? Promises = null
);
