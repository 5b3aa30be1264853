namespace Jiban.Simulation.Habits;

/// <summary>Something that people of the city do of their own accord.</summary>
internal abstract class Habit
{
    /// <summary>How often, beside the others.</summary>
    public abstract int Weight { get; }

    /// <summary>Does it once.</summary>
    public abstract Task ActAsync(Turn turn);

    /// <summary>Everything that people do. A new one is a file beside the others and a line here.</summary>
    public static IReadOnlyList<Habit> All { get; } =
    [
        new SubmitRequest(),
        new RegisterForCaller(),
        new ReportOnPatrol(),
        new WorkOnCase(),
        new JoinIncident(),
        new FollowRequest(),
        new ActAtOnce(),
        new DeliverLate(),
        new Trespass(),
        new ChangeCalendar(),
        new AskToBeForgotten(),
        new BlowWhistle(),
        new WorkOnWhistle(),
        new PassOrderOn(),
        new DeliverToCity(),
        new SplitRequest(),
        new ActOnMany(),
        new AskWhoAsked(),
        new WalkBeat(),
    ];
}
