using Jiban.Platform.Auth;

namespace Jiban.Platform.Notices;

/// <summary>Where a notice leads.</summary>
public enum NoticeSubject
{
    Case,
    Whistle,

    /// <summary>Several cases at once: the list of them.</summary>
    List,
}

/// <summary>Something that a unit or a person is to hear of on the desk (站内提醒): a code and where to look, no words and no people.</summary>
/// <param name="To">A unit, or an account.</param>
/// <param name="IsPerson">Whether <paramref name="To"/> is an account.</param>
/// <param name="Source">What happened; the same is told once.</param>
/// <param name="Needs">Who may not do this is not told.</param>
/// <param name="Kind">What happened, as a code; the pages have the words.</param>
/// <param name="Level">The rung of a ladder of reminders: 1 before the time, 2 after it, 3 long after it.</param>
/// <param name="Number">The number of the case.</param>
/// <param name="Count">How many of the kind at once.</param>
public sealed record DeskNotice(
    Guid To,
    bool IsPerson,
    string Source,
    Operation Needs,
    string Kind,
    int? Level,
    NoticeSubject Subject,
    Guid SubjectId,
    string? Number,
    DateTimeOffset At,
    DateTimeOffset? DueAt = null,
    int Count = 1
);
