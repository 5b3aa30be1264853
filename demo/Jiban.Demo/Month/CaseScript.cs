namespace Jiban.Demo.Month;

/// <summary>A citizen of the invented city. The telephone begins with 164, which no network uses.</summary>
internal sealed record Citizen(string Name, string Phone);

/// <summary>Where it is: in words, as a pin, or both; and the street, whose habits decide how well it is handled.</summary>
internal sealed record Spot(string? Words, double? Lon, double? Lat, string StreetCode);

/// <summary>One case from the first word to the last: drawn before anything is sent.</summary>
/// <param name="Number">1, 2, 3 … in order of time.</param>
/// <param name="At">When it is received; no two at the same moment, so that a month broken off finds its cases again.</param>
/// <param name="ClassCode">Given by inspectors only.</param>
/// <param name="ChoiceCode">Code of the unit that the citizen picks, if any.</param>
/// <param name="Steps">In order of time, what is later than the present left out.</param>
internal sealed record CaseScript(
    int Number,
    DateTimeOffset At,
    string Channel,
    string Text,
    string? Kind,
    string? ClassCode,
    Citizen? Requester,
    Citizen? Reporter,
    Spot Spot,
    string? ChoiceCode,
    IReadOnlyList<Step> Steps
)
{
    /// <summary>Code of the community whose secretary registers it and keeps it, if any.</summary>
    public string? CommunityCode { get; init; }

    /// <summary>Which of several colleagues plays a part: the case's number, or 0 for those whose logins a visitor has.</summary>
    public int Turn { get; init; } = -1;

    public bool IsPatrol => Channel == DrawMonth.Patrol;
}

/// <summary>Something that is done to a case. Who does it is found when it is done: the unit is known only then.</summary>
internal abstract record Step(DateTimeOffset At)
{
    /// <summary>A dispatcher chooses the first candidate; left out when the rules were sure.</summary>
    public sealed record Dispatch(DateTimeOffset At) : Step(At);

    public sealed record Sign(DateTimeOffset At) : Step(At);

    public sealed record Contact(DateTimeOffset At, string Method, bool Reached, string Note)
        : Step(At);

    /// <summary>By telephone, and the citizen says that no meeting is needed.</summary>
    public sealed record Call(DateTimeOffset At, string Note) : Step(At);

    public sealed record Meet(DateTimeOffset At, string Place, string Found, string? Promises)
        : Step(At);

    public sealed record Progress(DateTimeOffset At, string Text) : Step(At);

    /// <summary>More time, and what the citizen is told meanwhile.</summary>
    public sealed record AskExtension(
        DateTimeOffset At,
        DateTimeOffset Until,
        string Reason,
        string Interim
    ) : Step(At);

    /// <summary>A leader of the unit grants it.</summary>
    public sealed record Grant(DateTimeOffset At) : Step(At);

    public sealed record Resolve(DateTimeOffset At, string Outcome, string Answer) : Step(At);

    public sealed record Reinspect(DateTimeOffset At, bool Passed, string Note) : Step(At);

    public sealed record CallBack(
        DateTimeOffset At,
        bool Reached,
        bool? Contacted,
        string? Solved,
        string? Satisfied,
        string? Reason
    ) : Step(At);

    public sealed record Close(DateTimeOffset At) : Step(At);

    // A whistle for the case. Each of these is one entry in its journal; units are told by their short names.

    /// <summary>The dispatcher above the unit calls others to come.</summary>
    public sealed record Blow(
        DateTimeOffset At,
        string Subject,
        DateTimeOffset ReportBy,
        IReadOnlyList<string> Units
    ) : Step(At);

    public sealed record Arrive(DateTimeOffset At, string Unit) : Step(At);

    /// <summary>What was said, and one task that was decided.</summary>
    public sealed record Decide(
        DateTimeOffset At,
        string Minutes,
        string Kind,
        string What,
        string Unit,
        DateTimeOffset DueAt
    ) : Step(At);

    /// <summary>The owner says that the first task is done.</summary>
    public sealed record DoTask(DateTimeOffset At, string Unit, string Note) : Step(At);

    public sealed record VerifyTask(DateTimeOffset At, string Note) : Step(At);

    /// <summary>The whistle is over, and both sides score each other.</summary>
    public sealed record EndWhistle(
        DateTimeOffset At,
        string Summary,
        IReadOnlyList<(string Unit, int Points, string Reason)> Scores
    ) : Step(At);
}
