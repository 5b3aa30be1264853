using Jiban.Cases.Contracts;
using Jiban.Platform.Auth;
using Jiban.Testing;

namespace Jiban.Coordination.Tests;

/// <summary>A whistle in memory: the section called the police and the heating company, at ten.</summary>
internal sealed record Scene
{
    public static readonly DateTimeOffset Ten = new(2026, 11, 20, 2, 0, 0, TimeSpan.Zero);
    public static readonly Guid Id = Some.Id(5_000);

    public static readonly Actor Caller = Person(1, SmallCity.Section);
    public static readonly Actor Policeman = Person(2, SmallCity.Police);
    public static readonly Actor Heating = Person(3, SmallCity.Heat);
    public static readonly Actor Elsewhere = Person(4, SmallCity.Environment);
    public static readonly Actor Head = Person(5, SmallCity.District, Role.Leader);

    public Whistle Whistle { get; init; } =
        new()
        {
            WhistleId = Id,
            Kind = WhistleKind.Emergency,
            UnitId = SmallCity.Section,
            BlownBy = Caller.Id,
            BlownAt = Ten,
            EscalateMinutes = 60,
            WrappedKey = [],
            HeadSeq = 1,
        };

    public IReadOnlyList<Summons> Summons { get; init; } =
    [Call(SmallCity.Police), Call(SmallCity.Heat)];

    public IReadOnlyList<WhistleTask> Tasks { get; init; } = [];

    public IReadOnlyList<Finding> Findings { get; init; } = [];

    public IReadOnlyList<Score> Scores { get; init; } = [];

    public IReadOnlyList<Escalated> Escalations { get; init; } = [];

    public Standing As(Actor actor) =>
        new(
            actor,
            Whistle,
            new WhistleParts([], Summons, Tasks, Escalations, Findings, Scores),
            SmallCity.Snapshot.IsBelow
        );

    public Scene Closed() => this with { Whistle = Whistle with { ClosedAt = Ten.AddHours(5) } };

    public static Summons Call(Guid unit) =>
        new()
        {
            WhistleId = Id,
            UnitId = unit,
            ReportBy = Ten.AddMinutes(30),
            EscalateAt = Ten.AddMinutes(30),
        };

    public static WhistleTask Task(
        TaskKind kind = TaskKind.Build,
        TaskState state = TaskState.Open
    ) =>
        new()
        {
            TaskId = Some.Id(6_000),
            WhistleId = Id,
            Seq = 2,
            Kind = kind,
            UnitId = SmallCity.Police,
            DueAt = Ten.AddDays(1),
            Proof = Proof.None,
            Promised = false,
            NeedsConsent = false,
            State = state,
            DoneBy = state == TaskState.Done ? Policeman.Id : null,
        };

    private static Actor Person(int n, Guid unit, Role role = Role.Handler) =>
        new(Some.Id(7_000 + n), $"p{n}", role, unit);
}
