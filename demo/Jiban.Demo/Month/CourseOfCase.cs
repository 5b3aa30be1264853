namespace Jiban.Demo.Month;

/// <summary>The steps of a case as a story tells them: hours since it was received.</summary>
internal sealed record CourseOfCase(DateTimeOffset At, IReadOnlyList<Step> Steps)
{
    /// <summary>They meet where it is.</summary>
    public CourseOfCase Visited(double hours, string found) =>
        With(new Step.Meet(At + TimeSpan.FromHours(hours), "诉求所在地", found));

    /// <summary>By telephone; the citizen needs no meeting.</summary>
    public CourseOfCase Phoned(double hours, string note) =>
        With(new Step.Call(At + TimeSpan.FromHours(hours), note));

    public CourseOfCase Told(double hours, string text) =>
        With(new Step.Progress(At + TimeSpan.FromHours(hours), text));

    /// <summary>More time until so many hours after it was received; granted two hours later.</summary>
    public CourseOfCase Extended(double hours, double until, string reason, string interim) =>
        With(
            new Step.AskExtension(
                At + TimeSpan.FromHours(hours),
                At + TimeSpan.FromHours(until),
                reason,
                interim
            ),
            new Step.Grant(At + TimeSpan.FromHours(hours + 2))
        );

    /// <summary>The result; a day and a half later the citizen is asked and content, and the case is closed.</summary>
    public CourseOfCase Answered(double hours, string answer, string outcome = "solved") =>
        With(
            new Step.Resolve(At + TimeSpan.FromHours(hours), outcome, answer),
            new Step.CallBack(
                At + TimeSpan.FromHours(hours + 36),
                true,
                true,
                "solved",
                "satisfied",
                null
            ),
            new Step.Close(At + TimeSpan.FromHours(hours + 36.5))
        );

    /// <summary>Further steps, as they are.</summary>
    public CourseOfCase Then(params IEnumerable<Step> steps) => With(steps);

    private CourseOfCase With(params IEnumerable<Step> steps) =>
        this with
        {
            Steps = [.. Steps, .. steps],
        };
}
