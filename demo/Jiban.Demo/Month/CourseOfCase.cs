namespace Jiban.Demo.Month;

/// <summary>The steps of a case as a story tells them: hours since it was received.</summary>
internal sealed record CourseOfCase(DateTimeOffset At, IReadOnlyList<Step> Steps)
{
    public CourseOfCase Visited(double hours, string note) =>
        With(new Step.Contact(At + TimeSpan.FromHours(hours), "visit", true, note));

    public CourseOfCase Phoned(double hours, string note) =>
        With(new Step.Contact(At + TimeSpan.FromHours(hours), "phone", true, note));

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
