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
    /// <summary>Its requester wants to stay unknown to the unit that handles it.</summary>
    public bool IsConfidential { get; init; }

    /// <summary>Its requester asked to be forgotten.</summary>
    public bool IsErased { get; set; }
}

/// <summary>Something of which somebody was told that it was done: it stands in the journal between two versions.</summary>
internal sealed record Act(Guid CaseId, string Kind, string Actor, int After, int UpTo);

/// <summary>An order of the city's line that it was told was taken.</summary>
/// <param name="Content">As it was sent.</param>
/// <param name="Answer">What the city was told: the same, word for word, however often it asks.</param>
internal sealed record PassedOn(string Number, Guid CaseId, object Content, string Answer)
{
    /// <summary>How many words the city has said about it: each has a key of its own.</summary>
    public int Words { get; set; }

    /// <summary>The states that its words led to, each with the version of the case after it.</summary>
    public List<(int Seq, string State)> Said { get; } = [];
}

/// <summary>A request of which somebody was told that it was split, and into how many.</summary>
internal sealed record Division(Guid CaseId, int Parts);

/// <summary>What the actors were told. It is kept beside the city, and whatever stands here must stand in the store.</summary>
internal sealed class Ledger
{
    /// <summary>Every request that was acknowledged, in order.</summary>
    public List<Request> Requests { get; } = [];

    /// <summary>Everything that was acknowledged to be done to a case, in order.</summary>
    public List<Act> Acts { get; } = [];

    /// <summary>The same of whistles: it stands among the entries of the whistle.</summary>
    public List<Act> WhistleActs { get; } = [];

    /// <summary>Every order of the city's line that was acknowledged.</summary>
    public List<PassedOn> Orders { get; } = [];

    /// <summary>Every request that was acknowledged to be split.</summary>
    public List<Division> Divisions { get; } = [];

    /// <summary>The calendars that were in force, each from an instant on; the first is that of the beginning.</summary>
    public List<(DateTimeOffset From, OwnCalendar Calendar)> Calendars { get; } = [];

    /// <summary>The calendar in force at an instant.</summary>
    public OwnCalendar CalendarAt(DateTimeOffset at) =>
        Calendars.Last(one => one.From <= at).Calendar;
}
