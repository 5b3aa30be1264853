namespace Jiban.Simulation;

/// <summary>A request of which somebody was told that it was taken.</summary>
/// <param name="Text">As it was written.</param>
/// <param name="Key">The idempotency key under which it was sent.</param>
internal sealed record Request(
    Guid CaseId,
    string Number,
    string? QueryCode,
    string Text,
    string Key
)
{
    /// <summary>Its requester asked to be forgotten.</summary>
    public bool IsErased { get; set; }
}

/// <summary>Something of which somebody was told that it was done: it stands in the journal between two versions.</summary>
internal sealed record Act(Guid CaseId, string Kind, string Actor, int After, int UpTo);

/// <summary>What the actors were told. It is kept beside the city, and whatever stands here must stand in the store.</summary>
internal sealed class Ledger
{
    /// <summary>Every request that was acknowledged, in order.</summary>
    public List<Request> Requests { get; } = [];

    /// <summary>Everything that was acknowledged to be done to a case, in order.</summary>
    public List<Act> Acts { get; } = [];

    /// <summary>The calendars that were in force, each from an instant on; the first is that of the beginning.</summary>
    public List<(DateTimeOffset From, OwnCalendar Calendar)> Calendars { get; } = [];

    /// <summary>The calendar in force at an instant.</summary>
    public OwnCalendar CalendarAt(DateTimeOffset at) =>
        Calendars.Last(one => one.From <= at).Calendar;
}
